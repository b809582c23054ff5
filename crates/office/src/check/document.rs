//! A document made elsewhere: what is found in it, and the numbers that it prints.

use super::{Answer, findings, reading};
use engine::{Failure, File, Options, Report, Settings};
use server::Phase;

/// Reads and checks a document, as `yusuan check` does.
pub(super) fn check(content: &[u8], enter: &mut dyn FnMut(Phase)) -> Answer {
    answer(checked(content, enter).map(|(_, report)| {
        let unchecked = findings::unchecked(&report);
        Answer::Document(findings::of(&report).into_iter().chain(unchecked).collect())
    }))
}

/// Reads the numbers that a document prints, as `yusuan read` does.
pub(super) fn records(content: &[u8]) -> Answer {
    let checked = checked(content, &mut |_| {});
    let read = checked.and_then(|(file, report)| reading::of(&file, &report));
    answer(read.map(Answer::Records))
}

fn checked(content: &[u8], enter: &mut dyn FnMut(Phase)) -> Result<(File, Report), Failure> {
    enter(Phase::Reading);
    let file = engine::read(content, &Options::default())?;
    enter(Phase::Checking);
    let report = engine::check(&file, &Settings::default())?;
    Ok((file, report))
}

fn answer(answer: Result<Answer, Failure>) -> Answer {
    answer.unwrap_or_else(|failure| {
        let message = failure.message();
        Answer::Unusable { zh: message.zh, en: message.en }
    })
}
