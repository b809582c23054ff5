//! A document made elsewhere: what is found in it.

use super::{Answer, findings};
use engine::{Failure, File, Options, Settings};
use server::Phase;

/// Reads and checks a document, as `yusuan check` does.
pub(super) fn check(content: &[u8], enter: &mut dyn FnMut(Phase)) -> Answer {
    enter(Phase::Reading);
    let report = engine::read(content, &Options::default()).and_then(|file: File| {
        enter(Phase::Checking);
        engine::check(&file, &Settings::default())
    });
    match report {
        Ok(report) => {
            let unchecked = findings::unchecked(&report);
            Answer::Document(findings::of(&report).into_iter().chain(unchecked).collect())
        }
        Err(failure) => unusable(&failure),
    }
}

fn unusable(failure: &Failure) -> Answer {
    let message = failure.message();
    Answer::Unusable { zh: message.zh, en: message.en }
}
