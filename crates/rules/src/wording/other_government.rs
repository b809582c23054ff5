#![doc = include_str!("../../pages/YS514.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use crate::phrases::List;
use crate::settings::Government;
use finding::Severity;
use message::Message;

/// Words that only a body of that level uses of its own budget; before other words, 我省 may be
/// correct.
const OWN: [&str; 6] = ["部门", "单位", "预算", "财政", "级", "行政"];

/// Words of what a body is compared with, or is ranked among: `高于全省平均增幅`.
const COMPARED: [&str; 7] = ["平均", "水平", "增幅", "增速", "排名", "同类", "第"];

/// Words of money that comes from another level.
const SOURCES: [&str; 7] = ["财政拨款", "财政资金", "财政补助", "资金", "补助", "拨款", "安排"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let Some(own) = context.government.or_else(|| by_name(context)) else { return };
    for (line, hit) in context.matches(List::Government) {
        let Some(other) = Government::named(hit.entry.right) else { continue };
        if other == own || !line.is_prose() {
            continue;
        }
        let (phrase, after) = (hit.entry.phrase, line.words.get(hit.end..).unwrap_or_default());
        // 省级财政拨款, or 省级财政280万元, comes from there.
        let is_amount = after.starts_with(|c: char| c.is_ascii_digit());
        let is_source = is_amount || SOURCES.iter().any(|source| after.starts_with(source));
        let comes_from = is_source && !phrase.starts_with('我');
        if comes_from || COMPARED.iter().any(|word| after.starts_with(word)) {
            continue;
        }
        let is_plain = phrase.starts_with('我') && !OWN.iter().any(|word| after.starts_with(word));
        // A town may speak of its district: 我区过紧日子的要求.
        if is_plain && own == Government::Township {
            continue;
        }
        let severity = if is_plain || other < own { Severity::Note } else { Severity::Warning };
        let words = around(&line.words, hit.start, hit.end);
        let message = Message::new(
            format!("“{words}”里的“{phrase}”不是本级的说法。"),
            format!("“{phrase}” in “{words}” is not this level of government."),
        );
        found.push(
            Violation::on(line, message)
                .severity(severity)
                .printed(phrase)
                .advice("改为本级的说法。", "Use the words of the own level."),
        );
    }
}

/// The level of government named in the department's name.
fn by_name(context: &Context<'_>) -> Option<Government> {
    let department = context.disclosure.department.iter();
    let names = department.chain(&context.disclosure.units).map(|name| name.name.as_str());
    names.into_iter().find_map(of)
}

fn of(name: &str) -> Option<Government> {
    let name = name.replace("自治区", "省").replace("开发区", "").replace("社区", "");
    let municipality = ["北京市", "上海市", "天津市", "重庆市"];
    let has = |word: &str| name.contains(word);
    match () {
        () if has("街道") || has("镇人民政府") || has("乡人民政府") => {
            Some(Government::Township)
        }
        () if name.ends_with(['乡', '镇']) => Some(Government::Township),
        () if has("县") || has("区") => Some(Government::County),
        () if municipality.iter().any(|city| name.starts_with(city)) => Some(Government::Province),
        () if has("市") => Some(Government::City),
        () if has("省") => Some(Government::Province),
        () => None,
    }
}
