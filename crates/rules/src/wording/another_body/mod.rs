#![doc = include_str!("../../../pages/YS515.en.md")]

mod opened;

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

/// Among so many first lines of a text without tables the title is looked for.
const TITLES: usize = 3;
/// What stands before the name of the body on the first page.
const TITLED: [&str; 3] = ["预算主管部门：", "主管部门：", "预算单位："];
/// Endings of the names of towns and streets, where a document is announced.
const TOWNS: [&str; 3] = ["镇", "乡", "街道"];
/// What may follow the name of the own body.
const OF_BODY: [&str; 4] = ["本级", "机关", "部门", "单位"];
/// How the name of a division ends.
const DIVISIONS: [char; 8] = ['省', '市', '县', '区', '旗', '州', '镇', '乡'];
/// What a sentence gives of its own body and year.
const OWN: [&str; 8] = ["预算", "决算", "收入", "支出", "经费", "三公", "收支", "采购金额"];
/// What follows the name of the own body in sentences that every document has.
const OF_OWN: [&str; 6] = [
    "（部门）下属",
    "共有车辆",
    "财政拨款的机关运行经费",
    "机关运行经费",
    "所有收入和支出均",
    "所有收入与支出均",
];
/// Words of sentences that speak of another body by right.
const OTHERS: [&str; 7] = ["下属", "所属", "划转", "转隶", "移交", "合署", "主管"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let own = own_names(context);
    let Some(first) = own.first() else { return };
    let is_own =
        |name: &str| own.iter().any(|own| own.contains(name) || name.contains(own.as_str()));
    let other = sister(context, &own, first).or_else(|| neighbour(context, first));
    if let Some((line, name)) = other.or_else(|| opened::other(context, first, is_own)) {
        found.push(violation(line, name, first));
    }
    for line in context.index.prose() {
        if let Some(place) = place(&line.words).filter(|place| is_other_place(place, first)) {
            found.push(of_place(line, place, first));
            continue;
        }
        let claimed = claimed(&line.words).filter(|name| is_body(name) || is_town(name));
        let Some(name) = claimed else { continue };
        let is_own = own.iter().any(|own| own.contains(name) || name.contains(own.as_str()));
        let is_known =
            || context.index.lines.iter().filter(|other| mentions(other, name)).count() > 1;
        if is_own || is_known() {
            continue;
        }
        found.push(violation(line, name, first));
    }
}

fn violation(line: &Line<'_>, name: &str, own: &str) -> Violation {
    let message = Message::new(
        format!("这里写的是“{name}”，文中别处没有这个单位。"),
        format!("This names “{name}”, a body that appears nowhere else in the document."),
    );
    Violation::on(line, message).printed(name).expected(own).advice(
        "改为本单位的名称，并检查这一段的其他内容。",
        "Name the own body, and check the rest of the paragraph.",
    )
}

fn of_place(line: &Line<'_>, place: &str, own: &str) -> Violation {
    let message = Message::new(
        format!("这里写的是“{place}”，本文件是“{own}”的。"),
        format!("This names “{place}”, and the document is that of “{own}”."),
    );
    Violation::on(line, message).printed(place).advice(
        "改为本地的名称，并检查这一段的其他内容。",
        "Name the own place, and check the rest of the paragraph.",
    )
}

/// The place of which a document says in its title, or of whose rules it says, that it is of it:
/// `某市某区2030年部门预算`, `按照某区预算绩效管理的要求`.
fn place(words: &str) -> Option<&str> {
    let is_place = |name: &&str| {
        (3..12).contains(&name.chars().count())
            && name.ends_with(['区', '县'])
            && !["本", "我", "该", "各", "全", "市"].iter().any(|word| name.starts_with(word))
            && !name.contains(['，', '。', '、', '和', '《'])
    };
    let titled = words.split_once('年').and_then(|(head, behind)| {
        let name = head.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_title = name.len() + 4 == head.len()
            && !words.contains(['，', '。'])
            && ["预算", "决算"].iter().any(|it| behind.contains(it));
        Some(name).filter(|_| is_title)
    });
    let ruled = || {
        let rest = words.strip_prefix("按照").or_else(|| words.strip_prefix("根据"))?;
        Some(rest.split_once("预算绩效管理")?.0)
    };
    titled.or_else(ruled).filter(is_place)
}

/// Whether a place is another one of the same kind as that of the body `own`.
fn is_other_place(place: &str, own: &str) -> bool {
    let Some(kind) = place.chars().next_back() else { return false };
    let (city, district) = place.split_once('市').unwrap_or(("", place));
    let (own_city, rest) = own.split_once('市').unwrap_or(("", own));
    let is_of_city = city.is_empty() || city == own_city;
    is_of_city && rest.contains(kind) && !own.contains(district) && !own_city.is_empty()
}

/// The line that begins with the only other body of the same place and kind, and gives its budget
/// as lines give that of the own body: `某县第二中学2030年收入预算` in a text of 某县第一中学.
fn sister<'c, 'a>(
    context: &'c Context<'a>,
    own: &[String],
    first: &str,
) -> Option<(&'c Line<'a>, &'c str)> {
    let is_own =
        |name: &str| own.iter().any(|own| own.contains(name) || name.contains(own.as_str()));
    let said = context.index.prose().filter_map(|line| {
        let words = &line.words;
        let named = begun(words).or_else(|| within(words, first))?;
        Some((line, named))
    });
    let mut others = said.filter(|(_, name)| is_sister(name, first) && !is_own(name));
    let (line, name) = others.next()?;
    let is_only = others.next().is_none()
        && context.index.lines.iter().filter(|other| mentions(other, name)).count() == 1;
    let words = line.words.replace("（部门）下属", "");
    let is_of_other = OTHERS.iter().any(|word| words.contains(word));
    (is_only && !is_of_other).then_some((line, name))
}

/// The line that names another town where every document names its own: `某镇人民政府（本级）`.
fn neighbour<'c, 'a>(context: &'c Context<'a>, own: &str) -> Option<(&'c Line<'a>, &'c str)> {
    const GOVERNMENTS: [&str; 3] = ["镇人民政府", "乡人民政府", "街道办事处"];
    const OWN: [&str; 6] =
        ["（本级）", "（机关）", "的机关运行经费", "机关运行经费", "所有收入和支出均", "共有车辆"];
    let town = |words: &str, at: usize| {
        let before = words.get(..at)?;
        let is_part = |c: char| {
            ('\u{4e00}'..='\u{9fff}').contains(&c) && !DIVISIONS.contains(&c) && c != '年'
        };
        let begin = before.trim_end_matches(is_part).len();
        Some(begin).filter(|begin| (6..=12).contains(&(at - begin)))
    };
    let find = |words: &str| {
        GOVERNMENTS.iter().find_map(|government| {
            let at = words.find(government)?;
            Some((town(words, at)?, at + government.len()))
        })
    };
    let (begin, end) = find(own)?;
    let own = own.get(begin..end)?;
    let mut others = context.index.prose().filter_map(|line| {
        let (begin, end) = find(&line.words)?;
        let name = line.words.get(begin..end).filter(|name| *name != own)?;
        let behind = line.words.get(end..)?;
        OWN.iter().any(|word| behind.starts_with(word)).then_some((line, name))
    });
    let (line, name) = others.next()?;
    let is_only = context.index.lines.iter().filter(|other| mentions(other, name)).count() == 1;
    let is_of_other = OTHERS.iter().any(|word| line.words.contains(word));
    (is_only && !is_of_other).then_some((line, name))
}

/// The name of a body with which `words` begin, before a year and what it has in it.
fn begun(words: &str) -> Option<&str> {
    const NEAR: usize = 12;
    let (head, behind) = words.split_once('年')?;
    let name = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_year = head.len() == name.len() + 4;
    let near: String = behind.chars().take(NEAR).collect();
    (is_year && is_body(name) && OWN.iter().any(|word| near.contains(word))).then_some(name)
}

/// The name of a body of the place of `own` that stands where every document names its own:
/// `截至年末,某县统计局共有车辆`.
fn within<'w>(words: &'w str, own: &str) -> Option<&'w str> {
    let place = own.get(..own.rfind(DIVISIONS)?)?;
    words.match_indices(place).find_map(|(at, _)| {
        let rest = words.get(at..)?;
        let end = OF_OWN.iter().filter_map(|words| rest.find(words)).min()?;
        rest.get(..end).filter(|name| is_body(name))
    })
}

/// Whether a name is of the same division as `own`, and ends like it.
fn is_sister(name: &str, own: &str) -> bool {
    let same = name.char_indices().zip(own.chars()).take_while(|((_, c), other)| c == other);
    let is_of_place = same.into_iter().any(|((_, c), _)| DIVISIONS.contains(&c));
    is_of_place && BODIES.iter().any(|body| name.ends_with(body) && own.ends_with(body))
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
    let names = names.map(core).filter(|name| name.chars().count() > 3);
    let mut names: Vec<String> = names.collect();
    if names.is_empty() {
        let lines = context.index.prose().take(TITLES);
        let named = |words: &str| {
            let name = TITLED.iter().find_map(|title| words.strip_prefix(title))?;
            is_body(name).then(|| name.to_owned())
        };
        let named =
            |line: &Line<'_>| named(&line.words).or_else(|| titled(&line.words).map(str::to_owned));
        names.extend(lines.filter_map(named).take(1));
    }
    names
}

/// The body that a title names: `某县第一中学2030年单位预算公开`.
fn titled(words: &str) -> Option<&str> {
    let (_, behind) = words.split_once('年')?;
    let behind = behind.strip_prefix('度').unwrap_or(behind);
    let is_title = ["部门预算", "部门决算", "单位预算", "单位决算"]
        .iter()
        .any(|kind| behind.starts_with(kind));
    begun(words).filter(|_| is_title && !words.contains(['，', '。']))
}

/// The name that the words give to the document's own body.
fn claimed(words: &str) -> Option<&str> {
    let between = |begin: &str, end: &str| {
        let rest = words.split_once(begin)?.1;
        Some(rest.split_once(end)?.0)
    };
    let before_year = |name: &'_ str| name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let announced = between("现将", "年").and_then(|name| name.get(..before_year(name)));
    let announced =
        announced.map(|name| OF_BODY.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name));
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

/// Whether a name is that of a town with what it belongs to: `某县某镇`.
fn is_town(name: &str) -> bool {
    let town = TOWNS.iter().find_map(|town| name.strip_suffix(town)).unwrap_or_default();
    let is_kind = ["乡", "各", "我", "本", "全"].iter().any(|kind| town.ends_with(kind));
    (5..16).contains(&name.chars().count()) && town.contains(['县', '区', '市', '旗']) && !is_kind
}

fn mentions(line: &Line<'_>, name: &str) -> bool {
    line.words.contains(name)
}
