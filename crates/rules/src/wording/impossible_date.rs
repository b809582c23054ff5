#![doc = include_str!("../../pages/YS530.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use crate::settings::Date;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose() {
        if let Some((at, year)) = year(&line.words) {
            let words = around(&line.words, at, at + year.len());
            let message = Message::new(
                format!("“{words}”里的年份“{year}”写错了。"),
                format!("“{year}” in “{words}” is no year."),
            );
            found.push(
                Violation::on(line, message)
                    .printed(words)
                    .advice("更正年份。", "Correct the year."),
            );
        }
        if let Some(period) = reversed(&line.words) {
            let message = Message::new(
                format!("“{period}”结束在开始之前。"),
                format!("“{period}” ends before it begins."),
            );
            found.push(
                Violation::on(line, message)
                    .printed(period)
                    .advice("更正起止日期。", "Correct both dates."),
            );
        }
        if let Some(words) = nearly_a_year(&line.words) {
            let message = Message::new(
                format!("“{words}”从年初开始，多半到12月31日为止，31印成了13。"),
                format!("“{words}” begins with the year; it most likely ends on 31 December."),
            );
            found.push(
                Violation::on(line, message)
                    .printed(words)
                    .expected("12月31日")
                    .advice("更正截止日期。", "Correct the last day."),
            );
        }
        for (at, mark) in line.words.match_indices('月') {
            let before = line.words.get(..at).unwrap_or_default();
            let after = line.words.get(at + mark.len()..).unwrap_or_default();
            let head = before.trim_end_matches(|c: char| c.is_ascii_digit());
            let Some(Ok(month)) = before.get(head.len()..).map(str::parse::<u8>) else { continue };
            let digits = after.chars().take_while(char::is_ascii_digit).count();
            let day = after.get(..digits).and_then(|day| day.parse::<u8>().ok());
            let is_day = after.get(digits..).is_some_and(|rest| rest.starts_with('日'));
            let year =
                head.strip_suffix('年').and_then(|head| head.get(head.len().checked_sub(4)?..));
            let year = year.and_then(|year| year.parse().ok());
            // A count of months (18个月) has no 年 before it and no 日 after it.
            let exists = match (year, day.filter(|_| is_day)) {
                (year, Some(day)) => Date::new(year.unwrap_or(2000), month, day).is_some(),
                (Some(year), None) => Date::new(year, month, 1).is_some(),
                (None, None) => true,
            };
            if exists {
                continue;
            }
            let words = around(&line.words, at, at + mark.len());
            let message = Message::new(
                format!("“{words}”里的日期不存在。"),
                format!("This date does not exist: “{words}”."),
            );
            found.push(
                Violation::on(line, message)
                    .printed(words)
                    .advice("更正日期。", "Correct the date."),
            );
        }
    }
}

/// A period from the first day of a year to its 13 December, the 31st with its digits swapped.
fn nearly_a_year(words: &str) -> Option<&str> {
    words.match_indices("年1月1日至").find_map(|(at, begin)| {
        let from = at.checked_sub(4)?;
        let rest = words.get(at + begin.len()..)?;
        let year = words.get(from..at)?;
        let end = rest.strip_prefix(&format!("{year}年")).unwrap_or(rest);
        let behind = end.strip_prefix("12月13日")?;
        words.get(from..words.len() - behind.len())
    })
}

/// A period of two dates that ends before it begins: `2031年12月31日至2031年1月1日`.
fn reversed(words: &str) -> Option<&str> {
    words.match_indices("日至").find_map(|(at, _)| {
        let begin = words.get(..at)?;
        let start = begin.trim_end_matches(|c: char| c.is_ascii_digit() || "年月".contains(c));
        let (from, to) = (begin.get(start.len()..)?, words.get(at + "日至".len()..)?);
        let (to, _) = to.split_once('日')?;
        let end = at + "日至".len() + to.len() + '日'.len_utf8();
        let (from, to) = (date(from)?, date(to)?);
        (to < from).then(|| words.get(start.len()..end)).flatten()
    })
}

/// Year, month and day of `2031年12月31`.
fn date(words: &str) -> Option<(u16, u8, u8)> {
    let (year, rest) = words.split_once('年')?;
    let (month, day) = rest.split_once('月')?;
    let year = year.parse().ok().filter(|year| (1900..2100).contains(year))?;
    Some((year, month.parse().ok()?, day.parse().ok()?))
}

/// Words before which a number is a year.
const BEFORE: [char; 8] = ['在', '比', '较', '与', '同', '，', '。', '；'];

/// A number before 年 that has a digit too few or too many for a year, or is centuries away.
fn year(words: &str) -> Option<(usize, &str)> {
    words.match_indices('年').find_map(|(end, mark)| {
        let head = words.get(..end)?;
        let before = head.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = head.get(before.len()..)?;
        let behind = words.get(end + mark.len()..)?;
        let is_year = before.is_empty() || before.ends_with(BEFORE);
        let is_used = ["度", "预算", "决算", "部门", "基础", "收入", "支出"]
            .iter()
            .any(|it| behind.starts_with(it));
        let is_wrong = match number.len() {
            3 => number.starts_with("20"),
            // 22017 and 20222 have a digit twice.
            4 => matches!(number.as_bytes(), [b'2', b'1'..=b'9', ..]),
            5 => number.starts_with("20") || number.starts_with("220"),
            _ => false,
        };
        (is_year && is_used && is_wrong).then_some((before.len(), number))
    })
}
