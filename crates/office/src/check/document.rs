//! A document made elsewhere: what is found in it, and the numbers that it prints.

use super::{Answer, findings, reading};
use engine::{Failure, Options, Settings};
use server::Phase;

/// Reads and checks a document, as `yusuan check` does.
pub(super) fn check(content: &[u8], enter: &mut dyn FnMut(Phase)) -> Answer {
    checked(content, enter).unwrap_or_else(|failure| {
        let message = failure.message();
        Answer::Unusable { zh: message.zh, en: message.en }
    })
}

fn checked(content: &[u8], enter: &mut dyn FnMut(Phase)) -> Result<Answer, Failure> {
    enter(Phase::Reading);
    let file = engine::read(content, &Options::default())?;
    enter(Phase::Checking);
    let report = engine::check(&file, &Settings::default())?;
    let reading = reading::of(&file, &report)?;
    let unchecked = findings::unchecked(&report);
    let findings = findings::of(&report).into_iter().chain(unchecked).collect();
    Ok(Answer::Document { findings, reading })
}
