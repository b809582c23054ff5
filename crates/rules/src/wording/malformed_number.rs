#![doc = include_str!("../../pages/YS531.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use finding::Severity;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.lines.iter().filter(|line| line.says_yuan) {
        for (at, unit) in line.words.match_indices("万元").chain(line.words.match_indices("亿元"))
        {
            let before = line.words.get(..at).unwrap_or_default();
            let head =
                before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
            let number =
                before.get(head.len()..).unwrap_or_default().trim_start_matches(['.', ',']);
            if is_well_formed(number) {
                continue;
            }
            let words = around(&line.words, head.len(), at + unit.len());
            let message = Message::new(
                format!("“{number}{unit}”的数字写法有误。"),
                format!("“{number}{unit}” is not a well-formed number."),
            );
            found.push(
                Violation::on(line, message)
                    .printed(words)
                    .severity(Severity::Warning)
                    .advice("更正数字。", "Correct the number."),
            );
        }
    }
}

fn is_well_formed(number: &str) -> bool {
    // 分别为3.40,5.60万元: two numbers.
    if number.contains(',') && number.split(',').all(|it| it.matches('.').count() == 1) {
        return true;
    }
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let has_groups = whole.contains(',');
    let decimal = !decimals.is_empty();
    let are_groups = groups.all(|group| group.len() == 3 || group.len() == 4 && !decimal);
    let is_first = !has_groups || (1..=4).contains(&first.len());
    number.is_empty()
        || (are_groups && is_first && !decimals.contains(['.', ',']) && !number.ends_with('.'))
}
