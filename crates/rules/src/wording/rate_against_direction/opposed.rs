//! Two directions of one change: `减少3万元，增长2%`.

use super::is_under;
use std::ops::Range;

/// The directions, longer ones before those they contain.
const DIRECTIONS: [(&str, bool); 24] = [
    ("正增长", true),
    ("负增长", false),
    ("增长", true),
    ("增加", true),
    ("上升", true),
    ("提高", true),
    ("增收", true),
    ("增支", true),
    ("多收", true),
    ("多支", true),
    ("增幅", true),
    ("增速", true),
    ("涨幅", true),
    ("减少", false),
    ("下降", false),
    ("降低", false),
    ("压减", false),
    ("减收", false),
    ("减支", false),
    ("少收", false),
    ("少支", false),
    ("降幅", false),
    ("减幅", false),
    ("跌幅", false),
];
/// The characters with which they begin.
const FIRST: [char; 12] = ['正', '负', '增', '上', '提', '多', '涨', '减', '下', '降', '压', '少'];
/// What stands between a direction and its figure.
const GLUE: [&str; 10] = ["了", "额为", "额", "率为", "率", "幅度为", "为", "达到", "达", "："];
/// What parts the two figures of one change.
const BETWEEN: [&str; 6] = ["", "，", "、", "（", "，即", "，且"];
/// What is said to change, and is no amount: 增速下降2%，增收3万元.
const RATES: [&str; 8] = ["增速", "增幅", "降幅", "涨幅", "占比", "比重", "比例", "率"];
/// Words by which the two figures may be of different things.
const OTHERWISE: [&str; 6] = ["口径", "可比", "剔除", "扣除", "还原", "不含"];
/// Words for one basis of both figures, where they stand in one clause.
const SAME: [&str; 3] = ["同口径", "同一口径", "可比口径"];
/// With what a change is compared: with a plan, or with another year.
const PLANS: [&str; 7] = ["预算的", "预算数", "比预算", "较预算", "年初预算", "调整预算", "目标"];
const YEARS: [&str; 8] = ["同比", "上年", "去年", "同期", "上一年", "比20", "较20", "与20"];

/// A change with its direction and its figure.
pub(in crate::wording) struct Said {
    pub range: Range<usize>,
    pub is_up: bool,
    pub is_rate: bool,
}

/// The changes whose amount and whose rate have opposite directions.
pub(super) fn changes(words: &str) -> impl Iterator<Item = Range<usize>> {
    let said: Vec<Said> = if words.contains('%') { said(words) } else { Vec::new() };
    let pairs: Vec<Range<usize>> = said
        .windows(2)
        .filter_map(|pair| {
            let [first, second] = pair else { return None };
            let between = words.get(first.range.end..second.range.start)?;
            let is_opposed = first.is_up != second.is_up && first.is_rate != second.is_rate;
            let before = words.get(..first.range.start)?;
            let is_one = BETWEEN.contains(&between)
                && (is_of_one(before, first) || is_left(before, first.is_up));
            (is_opposed && is_one).then_some(first.range.start..second.range.end)
        })
        .collect();
    pairs.into_iter()
}

/// Whether the change that follows `before` is one of an amount against another year.
fn is_of_one(before: &str, first: &Said) -> bool {
    let sentence = before.rsplit(['。', '；']).next().unwrap_or_default();
    let last = |words: &[&str]| words.iter().filter_map(|word| sentence.rfind(word)).max();
    // The basis of an amount holds for its rate, too.
    let clauses = sentence.rsplit_once('，').map_or("", |(clauses, _)| clauses);
    let clause = sentence.get(clauses.len()..).unwrap_or_default();
    let same: &[&str] = if first.is_rate { &[] } else { &SAME };
    let has = |words: &[&str], text: &str| words.iter().any(|word| text.contains(word));
    let is_otherwise = has(&OTHERWISE, clauses) || has(&OTHERWISE, &without(clause, same));
    !RATES.iter().any(|rate| before.ends_with(rate))
        && !is_otherwise
        && last(&PLANS) <= last(&YEARS)
}

/// The words without some of them.
fn without(words: &str, some: &[&str]) -> String {
    some.iter().fold(words.to_owned(), |words, it| words.replace(it, ""))
}

/// Whether `before` ends with a rate of completion that cannot be what the change is against: more
/// than before, of a budget that is not spent.
fn is_left(before: &str, is_up: bool) -> bool {
    let rate = before.strip_suffix("%，").unwrap_or_default();
    let head = rate.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let rate = rate.get(head.len()..).filter(|rate| !rate.is_empty());
    let clause = head.rsplit(['，', '。', '；']).next().unwrap_or_default();
    let is_done = clause.contains("完成") && clause.ends_with("预算的");
    is_done && rate.is_some_and(|rate| is_up && is_under(rate))
}

/// The changes that words give with a figure that is not nothing.
pub(in crate::wording) fn said(words: &str) -> Vec<Said> {
    let mut said = Vec::new();
    let mut from = 0;
    while let Some(rest) = words.get(from..).filter(|rest| !rest.is_empty()) {
        let begins = rest.starts_with(|c| FIRST.contains(&c));
        let mut directions = DIRECTIONS.iter().filter(|_| begins);
        let direction = directions.find(|(word, _)| rest.starts_with(word));
        let Some((word, is_up)) = direction else {
            from += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let end = from + word.len();
        said.extend(figure(words, end).and_then(|(length, is_negative, is_rate)| {
            let range = from..end + length;
            // 下降-2% is written for a fall and for a rise.
            let is_clear = *is_up || !is_negative;
            is_clear.then_some(Said { range, is_up: *is_up && !is_negative, is_rate })
        }));
        from = end;
    }
    said
}

/// The figure at `at`: how long it is with the words before it, and whether it is negative and a rate.
/// Nothing has no direction.
fn figure(words: &str, at: usize) -> Option<(usize, bool, bool)> {
    let rest = words.get(at..)?;
    let glued = GLUE.iter().find_map(|glue| rest.strip_prefix(glue)).unwrap_or(rest);
    let number = glued.trim_start_matches(['-', '−', '－', '+']);
    let is_negative = number.len() < glued.len() && !glued.starts_with('+');
    let behind = number.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let digits = number.get(..number.len() - behind.len())?;
    let is_something = digits.contains(|c: char| ('1'..='9').contains(&c));
    let units = [("亿元", false), ("万元", false), ("元", false), ("%", true)];
    let is_short = |rest: &str| rest.is_empty() || rest.starts_with(['，', '。', '；', '、', '）']);
    // 3万, without 元
    let short = ("万", false);
    let mut units =
        units.into_iter().chain(behind.strip_prefix('万').filter(|it| is_short(it)).map(|_| short));
    let (unit, is_rate) = units.find(|(unit, _)| behind.starts_with(unit))?;
    let length = rest.len() - behind.len() + unit.len();
    is_something.then_some((length, is_negative, is_rate))
}
