#![doc = include_str!("../../pages/YS515.en.md")]

use crate::index::{Line, fold};
use crate::lint::{Context, Sink, Violation};
use message::Message;

/// Endings of the names of public bodies.
const BODIES: [&str; 24] = [
    "局",
    "委员会",
    "办公室",
    "厅",
    "法院",
    "检察院",
    "政府",
    "办事处",
    "中心",
    "学校",
    "小学",
    "中学",
    "医院",
    "研究所",
    "研究院",
    "支队",
    "大队",
    "协会",
    "联合会",
    "工会",
    "党校",
    "图书馆",
    "档案馆",
    "管理站",
];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let own = own_names(context);
    if own.is_empty() {
        return;
    }
    for line in context.index.prose() {
        let Some(name) = claimed(&line.words).filter(|name| is_body(name)) else { continue };
        let is_own = own.iter().any(|own| own.contains(name) || name.contains(own.as_str()));
        let is_known =
            || context.index.lines.iter().filter(|other| mentions(other, name)).count() > 1;
        if is_own || is_known() {
            continue;
        }
        let message = Message::new(
            format!("这里写的是“{name}”，文中别处没有这个单位。"),
            format!("This names “{name}”, a body that appears nowhere else in the document."),
        );
        let expected = own.first().cloned().unwrap_or_default();
        found.push(Violation::on(line, message).printed(name).expected(expected).advice(
            "改为本单位的名称，并检查这一段的其他内容。",
            "Name the own body, and check the rest of the paragraph.",
        ));
    }
}

/// The names that the document uses for its own body.
fn own_names(context: &Context<'_>) -> Vec<String> {
    let disclosure = context.disclosure;
    let entities = disclosure.department.iter().chain(&disclosure.units);
    let names = entities.map(|entity| entity.name.as_str());
    let names = names.chain(disclosure.institutions.iter().map(String::as_str));
    let core = |name: &str| {
        let name = fold(name);
        let end = ["（部门）", "（单位）", "（本级）", "本级", "机关", "本部"];
        end.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name).to_owned()
    };
    names.map(core).filter(|name| name.chars().count() > 3).collect()
}

/// The name that the words give to the document's own body.
fn claimed(words: &str) -> Option<&str> {
    let between = |begin: &str, end: &str| {
        let rest = words.split_once(begin)?.1;
        Some(rest.split_once(end)?.0)
    };
    let before_year = |name: &'_ str| name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let announced = between("现将", "年").and_then(|name| name.get(..before_year(name)));
    let noted = words.strip_prefix("注：").and_then(|rest| {
        let name = rest.split_once("无")?.0;
        let name = name.trim_end_matches(['度', '年']);
        name.get(..before_year(name))
    });
    let titled = words.starts_with('第').then(|| between("部分", "年")).flatten();
    let titled = titled.and_then(|name| name.get(..before_year(name)));
    announced.or(noted).or(titled)
}

fn is_body(name: &str) -> bool {
    let count = name.chars().count();
    let is_pronoun = ["本", "我", "该", "各", "全"].iter().any(|word| name.starts_with(word));
    (5..40).contains(&count)
        && !is_pronoun
        && !name.contains(['，', '。', '、', '：', '《'])
        && BODIES.iter().any(|body| name.ends_with(body))
}

fn mentions(line: &Line<'_>, name: &str) -> bool {
    line.words.contains(name)
}
