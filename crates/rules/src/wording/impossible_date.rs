#![doc = include_str!("../../pages/YS530.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use crate::settings::Date;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose() {
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
