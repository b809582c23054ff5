//! What a sentence says in figures or words: amounts, percentages and directions, in order.

use crate::model::Direction;
use crate::vocabulary::money;
use ledger::{Percent, Printed};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

/// Something said at one place of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The bytes of its words.
    pub range: Range<usize>,
    /// What is said.
    pub says: Says,
}

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// `71.2万元`
    Amount(Printed),
    /// `1.87%`
    Percent(Percent),
    /// `增加`, `大于`, `持平`
    Direction(Direction),
}

/// The words of each direction, longer ones before those they contain.
const DIRECTIONS: [(&str, Direction); 39] = [
    ("负增长", Direction::Down),
    ("正增长", Direction::Up),
    ("基本持平", Direction::Unclear),
    ("无增减变化", Direction::Same),
    ("无变化", Direction::Same),
    ("没有变化", Direction::Same),
    ("保持不变", Direction::Same),
    ("持平", Direction::Same),
    ("一致", Direction::Same),
    ("相同", Direction::Same),
    ("相等", Direction::Same),
    ("等于", Direction::Same),
    ("不大于", Direction::Unclear),
    ("不高于", Direction::Unclear),
    ("不低于", Direction::Unclear),
    ("增加(减少)", Direction::Unclear),
    ("增长(下降)", Direction::Unclear),
    ("无增减", Direction::Same),
    ("增减", Direction::Unclear),
    ("增加", Direction::Up),
    ("增长", Direction::Up),
    ("上升", Direction::Up),
    ("大于", Direction::Up),
    ("高于", Direction::Up),
    ("减少", Direction::Down),
    ("下降", Direction::Down),
    ("降低", Direction::Down),
    ("压减", Direction::Down),
    ("增收", Direction::Up),
    ("减收", Direction::Down),
    ("增支", Direction::Up),
    ("减支", Direction::Down),
    ("多支出", Direction::Up),
    ("少支出", Direction::Down),
    ("增幅", Direction::Up),
    ("降幅", Direction::Down),
    ("减幅", Direction::Down),
    ("小于", Direction::Down),
    ("低于", Direction::Down),
];

/// The words that are directions only right before a figure: 增3万元, but 增值税3万元.
const SHORT: [(&str, Direction); 25] = [
    ("提高", Direction::Up),
    ("多安排", Direction::Up),
    ("少安排", Direction::Down),
    ("节约", Direction::Down),
    ("节省", Direction::Down),
    ("减小", Direction::Down),
    ("下滑", Direction::Down),
    ("回落", Direction::Down),
    ("增速", Direction::Up),
    ("调增", Direction::Up),
    ("追加", Direction::Up),
    ("调减", Direction::Down),
    ("核减", Direction::Down),
    ("增", Direction::Up),
    ("多", Direction::Up),
    ("净增", Direction::Up),
    ("多支", Direction::Up),
    ("多收", Direction::Up),
    ("超收", Direction::Up),
    ("减", Direction::Down),
    ("少", Direction::Down),
    ("净减", Direction::Down),
    ("少支", Direction::Down),
    ("少收", Direction::Down),
    ("短收", Direction::Down),
];

/// What is a direction only behind what is compared: 比上年高3万元, but 最高3万元.
const BEHIND: [(&str, Direction); 2] = [("高", Direction::Up), ("低", Direction::Down)];

/// Words before and behind a number that is only about so large.
const ABOUT: [&str; 10] = ["约", "约为", "大约", "近", "将近", "超", "超过", "逾", "突破", "不足"];
const ABOUT_AFTER: [&str; 4] = ["左右", "上下", "以上", "以内"];

/// Signs before a percentage.
const SIGNS: [char; 3] = ['-', '−', '+'];
/// Words behind which a sign alone says the direction: `同比-2%`.
const COMPARED: [&str; 6] = ["同比", "环比", "比上年", "较上年", "比去年", "较去年"];

/// The marks of `sentence` (in normal form) in order. A number that is only about so large is none,
/// for nothing follows from it.
pub fn marks(sentence: &str) -> Vec<Mark> {
    let amounts = money::mentions(sentence);
    let amounts = amounts
        .into_iter()
        .map(|mention| Mark { range: mention.range, says: Says::Amount(mention.printed) });
    let numbers = amounts.chain(percents(sentence)).chain(times(sentence));
    let mut marks: Vec<Mark> = numbers.filter(|mark| !is_about(sentence, &mark.range)).collect();
    marks.extend(directions(sentence));
    marks.sort_by_key(|mark| mark.range.start);
    signed(sentence, marks)
}

/// `marks` with the directions that signs give: 增长-2% is a fall, and so is 同比-2%.
fn signed(sentence: &str, marks: Vec<Mark>) -> Vec<Mark> {
    let mut read: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        let sign = sentence.get(mark.range.clone()).filter(|it| it.starts_with(SIGNS));
        let Some(words) = sign.filter(|_| matches!(mark.says, Says::Percent(_))) else {
            read.push(mark);
            continue;
        };
        let digits = mark.range.end - words.trim_start_matches(SIGNS).len();
        let is_negative = !words.starts_with('+');
        let before = |from: usize| sentence.get(from..mark.range.start).unwrap_or_default();
        // 增加-3万元,增长-2%: the sign is that of the amount.
        let last = read.iter().rfind(|it| matches!(it.says, Says::Amount(_)));
        let is_of_amount = last.is_some_and(|it| {
            let at = |range| sentence.get(range).unwrap_or_default();
            let sign = ['-', '−'];
            at(0..it.range.start).ends_with(sign) || at(it.range.clone()).starts_with(sign)
        });
        if is_negative && is_of_amount {
            continue;
        }
        match read.last_mut().map(|last| (last.range.end, &mut last.says)) {
            Some((from, Says::Direction(direction))) if is_glue(before(from)) => {
                *direction = match (*direction, is_negative) {
                    (said, false) => said,
                    (Direction::Up, true) => Direction::Down,
                    // 下降-2% is written for a fall and for a rise.
                    _ => Direction::Unclear,
                };
            }
            _ if COMPARED.iter().any(|words| before(0).ends_with(words)) => {
                let direction = if is_negative { Direction::Down } else { Direction::Up };
                let range = mark.range.start..digits;
                read.push(Mark { range, says: Says::Direction(direction) });
            }
            // A negative share, say, is no mark.
            _ if is_negative => continue,
            _ => {}
        }
        read.push(Mark { range: digits..mark.range.end, ..mark });
    }
    read
}

/// The percentages of `sentence` (in normal form) and where they stand.
pub(super) fn percentages(sentence: &str) -> impl Iterator<Item = (Range<usize>, Percent)> {
    marks(sentence).into_iter().filter_map(|mark| match mark.says {
        Says::Percent(percent) => Some((mark.range, percent)),
        _ => None,
    })
}

/// Whether the number at `range` is only about so large.
fn is_about(sentence: &str, range: &Range<usize>) -> bool {
    let before = sentence.get(..range.start).unwrap_or_default();
    let after = sentence.get(range.end..).unwrap_or_default();
    let is_saved = before.ends_with("节约");
    !is_saved && ABOUT.iter().any(|about| before.ends_with(about))
        || ABOUT_AFTER.iter().any(|about| after.starts_with(about))
}

fn percents(sentence: &str) -> impl Iterator<Item = Mark> {
    sentence.match_indices('%').filter_map(|(end, sign)| {
        let before = sentence.get(..end)?;
        let number = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let percent = Percent::parse(before.get(number.len()..)?)?;
        let head = number.strip_suffix(SIGNS).unwrap_or(number);
        // 2%-3% and 2-3% are ranges.
        let is_range = head.len() < number.len() && head.ends_with(|c| c == '%' || is_digit(c));
        let range = head.len()..end + sign.len();
        (!is_range).then_some(Mark { range, says: Says::Percent(percent) })
    })
}

/// 3万元的1.25倍 is 125% of it.
fn times(sentence: &str) -> impl Iterator<Item = Mark> {
    sentence.match_indices('倍').filter_map(|(end, sign)| {
        let before = sentence.get(..end)?;
        let number = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let (whole, decimals) = before.get(number.len()..)?.split_once('.')?;
        let (hundreds, rest) = decimals.split_at_checked(2)?;
        let is_exact = rest.is_empty() && number.ends_with("元的");
        let percent = Percent::parse(&format!("{whole}{hundreds}")).filter(|_| is_exact)?;
        Some(Mark { range: number.len()..end + sign.len(), says: Says::Percent(percent) })
    })
}

fn directions(sentence: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut from = 0;
    while let Some(rest) = sentence.get(from..).filter(|rest| !rest.is_empty()) {
        if let Some(first) = rest.chars().next().filter(|first| !begins_direction(*first)) {
            from += first.len_utf8();
            continue;
        }
        match DIRECTIONS.iter().find(|(words, _)| rest.starts_with(words)) {
            Some((words, direction)) => {
                let range = from..from + words.len();
                from = range.end;
                marks.push(Mark { range, says: Says::Direction(*direction) });
            }
            None => {
                let width = rest.chars().next().map_or(1, char::len_utf8);
                let before = sentence.get(..from).unwrap_or_default();
                let said = SHORT
                    .iter()
                    .chain(is_compared(before))
                    .find(|(words, _)| rest.strip_prefix(words).is_some_and(starts_with_number));
                marks.extend(said.map(|(words, direction)| Mark {
                    range: from..from + words.len(),
                    says: Says::Direction(*direction),
                }));
                from += said.map_or(width, |(words, _)| words.len());
            }
        }
    }
    marks
}

/// Whether the words of a direction may begin with a character.
fn begins_direction(first: char) -> bool {
    static FIRSTS: OnceLock<BTreeSet<char>> = OnceLock::new();
    let words = || DIRECTIONS.iter().chain(&SHORT).chain(&BEHIND);
    let firsts = || words().filter_map(|(words, _)| words.chars().next()).collect();
    FIRSTS.get_or_init(firsts).contains(&first)
}

/// The words of [`BEHIND`], if the words before them say what is compared.
fn is_compared(before: &str) -> &'static [(&'static str, Direction)] {
    let is_it = ["上年", "去年", "同期", "预算", "预算数"].iter().any(|end| before.ends_with(end));
    if is_it { &BEHIND } else { &[] }
}

fn starts_with_number(text: &str) -> bool {
    text.strip_prefix(SIGNS).unwrap_or(text).starts_with(is_digit)
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Words between a direction and its figure that add nothing.
pub(super) fn is_glue(words: &str) -> bool {
    let said = ["年初预算数", "年初预算", "预算数", "预算"]
        .iter()
        .find_map(|budget| words.strip_prefix(budget));
    matches!(
        said.unwrap_or(words),
        "" | "了"
            | "额"
            | "额为"
            | "为"
            | "数为"
            | ":"
            | "支出"
            | "收入"
            | "率"
            | "率为"
            | "率达"
            | "幅度为"
            | "比例为"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_directions_stand_in_order() {
        let text = "支出总计12.00万元,比2030年度减少3万元,下降20.0%,与决算数基本持平";
        let found: Vec<_> = marks(text).iter().map(|mark| &text[mark.range.clone()]).collect();
        assert_eq!(found, ["12.00万元", "减少", "3万元", "下降", "20.0%", "基本持平"]);
    }

    #[test]
    fn a_number_about_so_large_is_none() {
        let text = "支出约12万元,增加近3万元,增长20%左右,其中甲费2万元,节约1万元";
        let found: Vec<_> = marks(text).iter().map(|mark| &text[mark.range.clone()]).collect();
        assert_eq!(found, ["增加", "增长", "2万元", "节约", "1万元"]);
    }

    #[test]
    fn short_words_are_directions_before_a_figure() {
        let text = "比上年多支12万元,比上年短收3万元,增2万元,增值税5万元,超收收入6万元";
        let found: Vec<_> = marks(text).iter().map(|mark| &text[mark.range.clone()]).collect();
        let expected = ["多支", "12万元", "短收", "3万元", "增", "2万元", "5万元", "6万元"];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_sign_turns_a_direction() {
        let said = |text: &str| -> Vec<String> {
            let print = |mark: Mark| match mark.says {
                Says::Direction(direction) => format!("{direction:?}"),
                _ => text.get(mark.range).unwrap_or_default().to_owned(),
            };
            marks(text).into_iter().map(print).collect()
        };
        assert_eq!(said("减少3万元,增幅-2%"), ["Down", "3万元", "Down", "2%"]);
        assert_eq!(said("收入3万元,同比-2%,完成率-4%"), ["3万元", "Down", "2%"]);
        assert_eq!(said("同比+2%,增速-4%"), ["Up", "2%", "Down", "4%"]);
        assert_eq!(said("下降-2%"), ["Unclear", "2%"]);
        assert!(!said("增加-3万元,增长-2%").contains(&"2%".to_owned()), "as its amount");
        assert_eq!(said("预计增长2%-3%,占比-5%"), ["Up", "2%"]);
    }

    #[test]
    fn a_choice_left_open_is_no_direction() {
        let marks = marks("比上年增加(减少)3万元");
        assert_eq!(marks.first().map(|mark| mark.says), Some(Says::Direction(Direction::Unclear)));
    }
}
