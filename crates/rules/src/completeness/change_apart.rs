#![doc = include_str!("../../pages/YS354.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation};
use crate::quantity::{Quantity, quantities};
use message::Message;

/// A whole, in millionths of a per cent.
const ALL: i128 = 100_000_000;
/// How an amount is said to have changed, and whether it is more.
const WAYS: [(&str, bool); 5] =
    [("增加", true), ("增长", true), ("上升", true), ("减少", false), ("下降", false)];
/// Words that name both sides of an account, of which one amount is printed.
const BOTH: [&str; 8] =
    ["收、支", "收入、支出", "收支", "收、支总计", "收入、支出总计", "收支总计", "收入支出", ""];
/// How the year before is said to have nothing of it.
const NOTHING: [&str; 7] = [
    "年无此项",
    "上年无该项",
    "上年没有此项",
    "上年没有安排此项",
    "上年为0",
    "上年支出为0",
    "上年预算为0",
];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines = context.index.prose().filter(|line| !line.is_draft && line.says_yuan);
    for line in lines {
        let told = rates(&line.words).into_iter().chain(from_nothing(&line.words));
        for off in told.chain(last_years(&line.words)) {
            found.push(violation(line, off));
        }
    }
}

/// What does not go together: the words, and what follows from the other figures.
#[derive(Debug, PartialEq, Eq)]
struct Off<'a> {
    words: &'a str,
    right: String,
}

fn violation(line: &Line<'_>, off: Off<'_>) -> Violation {
    let Off { words, right } = off;
    let message = Message::new(
        format!("“{words}”：按同一段的金额计算应为{right}。"),
        format!("“{words}”: from the amounts of the paragraph it should be {right}."),
    );
    Violation::on(line, message).printed(words).expected(right).advice(
        "按同一段的金额重新计算，改正其中的数字。",
        "Compute it anew from the amounts of the paragraph and correct the figure.",
    )
}

/// Rates of changes that have a sentence of their own: `收支总计9万元。与上年相比，收入、支出均减少1万元，下降20%`.
fn rates(words: &str) -> Vec<Off<'_>> {
    let said = quantities(words);
    let pairs = said.windows(2).enumerate();
    let off = pairs.filter_map(|(at, two)| {
        let [by, rate] = two else { return None };
        let (subject, is_more) = changed(words, by)?;
        let is_rate = rate.unit == "%" && way(rate.name) == Some(("", is_more));
        let between = words.get(by.end..rate.at - rate.name.len())?;
        let (change, loose) = by.yuan().filter(|_| is_rate && between == "，")?;
        let (now, half) = of_what(words, &said, at, subject)?.yuan()?;
        let was = if is_more { now - change } else { now + change };
        if was <= 0 || now == 0 {
            return None;
        }
        // The least and the most that the printed digits allow, and a last digit that was cut off.
        let off = loose + half;
        let least = (change - loose) * ALL / (was + off);
        let most = (change + loose) * ALL / (was - off).max(1);
        let last = rate.half() * 2;
        let is_off = rate.value < least - last || rate.value > most + last;
        let from = by.at - by.name.len();
        is_off.then_some(Off { words: words.get(from..rate.end)?, right: percent(change, was) })
    });
    off.collect()
}

/// The subject of a change that begins its sentence, and whether it is more: `收、支与2030年相比，减少`,
/// `与上年相比，收入、支出均减少`, `公务接待费同口径比2030年减少`.
fn changed<'a>(words: &'a str, by: &Quantity<'a>) -> Option<(&'a str, bool)> {
    by.yuan()?;
    let from = words.get(..by.at)?.rfind(['。', '；']).map_or(0, |at| at + '。'.len_utf8());
    let said = words.get(from..by.at)?;
    let (said, is_more) = way(said)?;
    let said = said.trim_end_matches(['各', '均', '都', '，']);
    let begin = said.find(['比', '较', '与'])?;
    let (before, base) = said.split_at(begin);
    let before = before.strip_prefix("其中：").unwrap_or(before);
    let before = before.trim_end_matches("同口径");
    let is_last = ["上年", "去年", "年"].iter().any(|it| base.contains(it));
    let behind = base.split_once("相比").map_or("", |(_, behind)| behind.trim_start_matches('，'));
    let subject = if before.is_empty() { behind } else { before };
    let is_plain = is_last && !said.contains(['%', '元']);
    (is_plain && !subject.contains(['，', '、']) || is_last && BOTH.contains(&subject))
        .then_some((subject, is_more))
}

/// Words without the direction that they end with.
fn way(words: &str) -> Option<(&str, bool)> {
    let words = words.trim_end_matches('了');
    WAYS.iter().find_map(|(way, is_more)| Some((words.strip_suffix(way)?, *is_more)))
}

/// The amount before that is said to have changed: the only one of the sentence before, or the only
/// one of that name.
fn of_what<'q, 'a>(
    words: &str,
    said: &'q [Quantity<'a>],
    at: usize,
    subject: &str,
) -> Option<&'q Quantity<'a>> {
    let by = said.get(at)?;
    let end = words.get(..by.at)?.rfind(['。', '；'])?;
    let is_level = |it: &&Quantity<'_>| {
        it.yuan().is_some()
            && !["增", "减", "比", "较", "降"].iter().any(|word| it.name.contains(word))
    };
    let before = said.get(..at)?.iter().filter(|it| it.end <= end);
    let of: Vec<&Quantity<'_>> = if BOTH.contains(&subject) {
        let begin = words.get(..end)?.rfind(['。', '；']).unwrap_or_default();
        before.filter(|it| it.at >= begin).collect()
    } else {
        before.filter(|it| plain(it.name).ends_with(plain(subject))).collect()
    };
    let (first, rest) = of.split_first()?;
    let is_alike = of.iter().all(is_level) && rest.iter().all(|it| it.yuan() == first.yuan());
    (is_alike && !is_left_open(words, end)).then_some(*first)
}

/// Whether the words before the sentence that ends at `end` speak of a reason or of a part.
fn is_left_open(words: &str, end: usize) -> bool {
    let before = words.get(..end).unwrap_or_default();
    let last = before.rsplit('。').next().unwrap_or_default();
    ["主要是", "原因"].iter().any(|word| last.contains(word))
}

/// A name without the words by which an amount is said.
fn plain(name: &str) -> &str {
    let name = name.trim_start_matches("其中").trim_end_matches(['为', '共', '是']);
    name.strip_suffix("支出").filter(|name| name.ends_with('费')).unwrap_or(name)
}

/// An amount of which the year before had nothing, and that grew by another: `会议费2万元，比上年增加1万元，上年无此项支出`.
fn from_nothing(words: &str) -> Option<Off<'_>> {
    let sentence = words.split('。').find(|it| NOTHING.iter().any(|word| it.contains(word)))?;
    let said = quantities(sentence);
    let [now, by, ..] = said.as_slice() else { return None };
    let name = ["比上年", "较上年", "比去年", "较去年", "同比"];
    let (base, is_more) = way(by.name)?;
    let ((amount, half), (change, loose)) = (now.yuan()?, by.yuan()?);
    let is_change = is_more && name.contains(&base) && sentence.get(now.end..)?.starts_with('，');
    let is_off = (amount - change).abs() > half + loose;
    let from = now.at - now.name.len();
    let right = format!("{}{}", now.printed, now.unit);
    (is_change && is_off).then_some(Off { words: sentence.get(from..by.end)?, right })
}

/// An amount of the year before that is not what follows from this year's and the change:
/// `接待费1.50万元，与2030年决算数持平。2030年公务接待费2.50万元`.
fn last_years(words: &str) -> Option<Off<'_>> {
    let said = quantities(words);
    said.windows(2).enumerate().find_map(|(at, two)| {
        let [now, next] = two else { return None };
        let (amount, half) = now.yuan()?;
        let between = words.get(now.end..next.at)?.strip_prefix('，')?;
        let base = between.trim_start_matches(['比', '较', '与']);
        let year = ["上年", "去年"].iter().find(|it| base.starts_with(**it)).copied();
        let year =
            year.or_else(|| base.get(..4 + '年'.len_utf8()).filter(|it| it.ends_with('年')))?;
        // 与上年持平, or 比上年增加3万元
        let level = base.split(['。', '；', '，']).next()?;
        let (was, loose, last, begin) = match level.ends_with("持平") {
            true => (amount, half, next, now),
            false => {
                let (rest, is_more) = way(next.name)?;
                rest.find(['比', '较'])?;
                let (change, loose) = next.yuan()?;
                let was = if is_more { amount - change } else { amount + change };
                let mut behind = said.get(at + 2..)?.iter();
                (was, half + loose, behind.find(|it| it.unit != "%")?, now)
            }
        };
        let stages = ["预算", "决算"];
        let stage = stages.iter().filter(|it| level.contains(**it)).count();
        let (last_was, last_half) = last.yuan()?;
        let before = || year_before(now.name).filter(|_| ["上年", "去年"].contains(&year));
        let named = last.name.strip_prefix(year).or_else(|| last.name.strip_prefix(&*before()?))?;
        let named = named.trim_start_matches('度');
        let is_stage =
            stages.iter().all(|it| !named.contains(it) || level.contains(it) || stage == 0);
        let named = named.trim_end_matches(['数', '为']);
        let is_same = ["预算", "决算", "支出", "", plain(now.name)].contains(&named)
            || plain(&named.replace("预算", "").replace("决算", "")) == core(now.name);
        let is_near = words.get(begin.end..last.at)?.matches('。').count() < 2;
        let is_off = (was - last_was).abs() > loose + last_half;
        let from = last.at - last.name.len();
        let right = yuan(was, last.unit);
        (is_same && is_stage && is_near && is_off)
            .then_some(Off { words: words.get(from..last.end)?, right })
    })
}

/// The year before the one with which a name begins: `2030年` of `2031年接待费`.
fn year_before(name: &str) -> Option<String> {
    let year: u16 = name.split_once('年')?.0.parse().ok()?;
    Some(format!("{}年", year.checked_sub(1)?))
}

/// A name without a year before it, nor words of its stage.
fn core(name: &str) -> String {
    let name = name.split_once('年').map_or(name, |(_, rest)| rest.trim_start_matches('度'));
    plain(&name.replace("预算", "").replace("决算", "")).to_owned()
}

/// A change as a share of what there was, with two decimals.
fn percent(change: i128, was: i128) -> String {
    let hundredths = (change * 10_000 * 2 + was) / (was * 2);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// Millionths of a yuan in a unit of money.
fn yuan(value: i128, unit: &str) -> String {
    let factor = match unit {
        "万元" => 10_000,
        "亿元" => 100_000_000,
        _ => 1,
    };
    let hundredths = value * 100 / factor / 1_000_000;
    format!("{}.{:02}{unit}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn right(words: &str) -> Vec<String> {
        let told = rates(words).into_iter().chain(from_nothing(words)).chain(last_years(words));
        told.map(|off| off.right).collect()
    }

    #[test]
    fn a_rate_in_a_sentence_of_its_own_follows_from_the_amount_before() {
        let text = "2031年度收、支总计均为4697.76万元。与上年度相比，收入、支出均减少956.31万元，下降15.9%";
        assert_eq!(right(text), ["16.91%"]);
        assert_eq!(right(&text.replace("15.9%", "16.9%")), [""; 0]);
        let both = "收入总计4697.76万元，支出总计4697.76万元。收、支与2030年度相比，减少956.31万元，下降26.9%";
        assert_eq!(right(both), ["16.91%"]);
        let named = "“三公”经费71.54亿元，其中接待费12.09亿元。其中：接待费同口径比2030年减少1.00亿元，下降17.64%";
        assert_eq!(right(named), ["7.64%"]);
        let other = "收入总计9万元，支出总计8万元。与上年相比，减少1万元，下降20%";
        assert_eq!(right(other), [""; 0], "of which of both is not said");
    }

    #[test]
    fn what_was_nothing_grew_by_all_there_is() {
        assert_eq!(right("会议费2.00万元，比上年增加1.00万元，上年无此项支出"), ["2.00万元"]);
        assert_eq!(right("会议费2.00万元，比上年增加2.00万元，上年无此项支出"), [""; 0]);
    }

    #[test]
    fn last_year_s_amount_follows_from_the_change() {
        let level = "公务接待费1.50万元，与2030年决算数持平。2030年公务接待费2.50万元";
        assert_eq!(right(level), ["1.50万元"]);
        assert_eq!(right("运行费8.00万元，与上年持平；上年预算9.00万元"), ["8.00万元"]);
        let next = "2031年接待费9.50万元，比上年减少0.50万元，下降5.00%。2030年接待费11.00万元";
        assert_eq!(right(next), ["10.00万元"]);
        let grown = "2031年支出590.00万元，比2030年增加30.00万元，增长5.36%。2030年支出650.00万元";
        assert_eq!(right(grown), ["560.00万元"]);
        assert_eq!(right(&grown.replace("650.00", "560.00")), [""; 0]);
        let other = "公务接待费1.50万元，与2030年决算数持平。2030年会议费2.50万元";
        assert_eq!(right(other), [""; 0]);
    }
}
