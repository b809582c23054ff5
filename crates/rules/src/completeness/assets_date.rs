#![doc = include_str!("../../pages/YS315.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use crate::views::titles::year;
use ledger::Stage;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let Some(own) = context.disclosure.year.map(|year| year.0) else { return };
    let is_final =
        context.disclosure.observations.iter().any(|seen| seen.scope.stage == Stage::FinalAccounts)
            || context.index.lines.iter().take(6).any(|line| line.words.contains("决算"));
    let is_budget = !is_final && context.index.prose().any(|line| line.words.contains("预算"));
    for line in context.index.prose() {
        let is_assets = ["共有车辆", "资产总", "固定资产", "国有资产"]
            .iter()
            .any(|word| line.words.contains(word));
        let begin = ["截至", "截止"].iter().find_map(|word| line.words.find(word));
        let Some(begin) = begin.filter(|_| is_assets) else { continue };
        let after = line.words.get(begin..).unwrap_or_default();
        let date: String = after.chars().take(13).collect();
        let Some(of) = year(&date) else { continue };
        let is_wrong = match is_final {
            // Accounts are of the end of their year.
            true => of != own || !matches!(month(&date), 0 | 12),
            // A budget is made public at the beginning of its year.
            false => {
                of > own
                    || of + 1 < own
                    || is_budget && of == own && (6..12).contains(&month(&date))
            }
        };
        if !is_wrong {
            continue;
        }
        let message = Message::new(
            format!("资产情况写的是“{date}”，本文件是{own}年的。"),
            format!("The assets are as of “{date}”, and the document is of {own}."),
        );
        let words = around(&line.words, begin, begin + date.len());
        found.push(
            Violation::on(line, message)
                .printed(words)
                .advice("更正日期，并核对资产数。", "Correct the date, and check the assets."),
        );
    }
}

/// The month of a date that begins with its year; 0 if it has none.
fn month(date: &str) -> u8 {
    let behind = date.split_once('年').map_or("", |(_, behind)| behind);
    behind.split_once('月').and_then(|(month, _)| month.parse().ok()).unwrap_or_default()
}
