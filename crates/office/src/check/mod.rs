//! Ledgers and documents checked by the engine, in processes of their own.
//!
//! The engine contains panics and bounds what it reads. A process of its own bounds the rest: a
//! file that takes too long or too much memory ends its process and not the office.

mod document;
mod findings;
mod ledger;
mod look;
mod process;
mod reading;
mod sheet;
pub(crate) mod worker;

use message::{Fixed, Lang, Message};
use process::{Lost, Process};
use serde::{Deserialize, Serialize};
use server::{
    Begun, Check, Checked, CheckedDocument, Known, Look, Looked, Opened, Phase, Reading, Written,
};
use sheets::Book;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use workflow::{Finding, Lines, PackageId};

/// The longest that a ledger may take, for which a person waits.
const LEDGER_TIME: Duration = Duration::from_secs(30);

/// The longest that a document may take.
const DOCUMENT_TIME: Duration = Duration::from_secs(120);

/// The version of the program, which reads the same numbers in the same file.
const READER: &str = env!("CARGO_PKG_VERSION");

/// What a process is asked to check; the bytes of the file follow.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Job {
    Ledger(PackageId),
    Document,
    /// Opens a ledger's sheets.
    Open,
    /// Begins a ledger.
    Begin(Begun),
    /// Writes sheets and checks them.
    Write(PackageId),
    /// Shows a document.
    Look(Look),
    /// Draws a page of a document.
    Draw(u32),
}

/// What a process answers, a line each; the last line is not `Entered`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Entered(Phase),
    Ledger {
        lines: Lines,
        findings: Vec<Finding>,
    },
    Document {
        findings: Vec<Finding>,
        reading: Reading,
    },
    Opened(Opened),
    Looked(Looked),
    /// A picture in hexadecimal digits.
    Drawn(String),
    /// The workbook in hexadecimal digits.
    Written {
        content: String,
        checked: Box<Answer>,
        opened: Opened,
    },
    Unusable {
        zh: String,
        en: String,
    },
}

/// The engine, in processes that wait for work.
#[derive(Debug, Default)]
pub(crate) struct Engine {
    idle: Mutex<Vec<Process>>,
    looked: look::Kept,
}

impl Engine {
    fn ask(
        &self,
        job: &Job,
        content: &[u8],
        time: Duration,
        enter: &mut dyn FnMut(Phase),
    ) -> Result<Answer, Lost> {
        let waiting = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut process = waiting.map_or_else(Process::start, Ok)?;
        let answer = process.ask(job, content, time, enter)?;
        if process.is_to_be_kept() {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(process);
        }
        Ok(answer)
    }
}

impl Check for Engine {
    fn ledger(&self, content: &[u8], package: &PackageId) -> Result<Checked, Message> {
        let job = Job::Ledger(package.clone());
        match self.ask(&job, content, LEDGER_TIME, &mut |_| {}) {
            Ok(Answer::Ledger { lines, findings }) => Ok(Checked { lines, findings }),
            Ok(Answer::Unusable { zh, en }) => Err(Message::new(zh, en)),
            Ok(_) => Err(Lost::Nonsense.message()),
            Err(lost) => Err(lost.message()),
        }
    }

    fn open(&self, content: &[u8]) -> Result<Opened, Message> {
        opened(self.ask(&Job::Open, content, LEDGER_TIME, &mut |_| {}))
    }

    fn begin(&self, begun: &Begun) -> Result<Opened, Message> {
        opened(self.ask(&Job::Begin(begun.clone()), &[], LEDGER_TIME, &mut |_| {}))
    }

    fn write(&self, book: &Book, package: &PackageId) -> Result<Written, Message> {
        let content = serde_json::to_vec(book).map_err(|_| Lost::Nonsense.message())?;
        match self.ask(&Job::Write(package.clone()), &content, LEDGER_TIME, &mut |_| {}) {
            Ok(Answer::Written { content, checked, opened }) => {
                let Answer::Ledger { lines, findings } = *checked else {
                    return Err(Lost::Nonsense.message());
                };
                let content = sheet::bytes(&content).ok_or_else(|| Lost::Nonsense.message())?;
                Ok(Written { content, checked: Checked { lines, findings }, opened })
            }
            Ok(Answer::Unusable { zh, en }) => Err(Message::new(zh, en)),
            Ok(_) => Err(Lost::Nonsense.message()),
            Err(lost) => Err(lost.message()),
        }
    }

    fn document(&self, content: &[u8], enter: &mut dyn FnMut(Phase)) -> CheckedDocument {
        let why = match self.ask(&Job::Document, content, DOCUMENT_TIME, enter) {
            Ok(Answer::Document { findings, reading }) => {
                return CheckedDocument { findings, reading };
            }
            Ok(Answer::Unusable { zh, en }) => Message::new(zh, en),
            Ok(_) => Lost::Nonsense.message(),
            Err(lost) => lost.message(),
        };
        // It has no records, and is not read again to look for them.
        let reading = Reading { reader: READER.to_owned(), ..Reading::default() };
        CheckedDocument { findings: vec![findings::unreadable(why)], reading }
    }

    fn look(&self, content: &[u8], asked: &Look) -> Result<Looked, Message> {
        if let Some(looked) = self.looked.get(content, asked) {
            return Ok(looked);
        }
        match self.ask(&Job::Look(asked.clone()), content, LEDGER_TIME, &mut |_| {}) {
            Ok(Answer::Looked(looked)) => {
                self.looked.keep(content, asked, &looked);
                Ok(looked)
            }
            Ok(Answer::Unusable { zh, en }) => Err(Message::new(zh, en)),
            Ok(_) => Err(Lost::Nonsense.message()),
            Err(lost) => Err(lost.message()),
        }
    }

    fn draw(&self, content: &[u8], page: u32) -> Result<Vec<u8>, Message> {
        match self.ask(&Job::Draw(page), content, LEDGER_TIME, &mut |_| {}) {
            Ok(Answer::Drawn(picture)) => {
                sheet::bytes(&picture).ok_or_else(|| Lost::Nonsense.message())
            }
            Ok(Answer::Unusable { zh, en }) => Err(Message::new(zh, en)),
            Ok(_) => Err(Lost::Nonsense.message()),
            Err(lost) => Err(lost.message()),
        }
    }

    fn checks(&self) -> Vec<Known> {
        rules::checks().iter().map(known).collect()
    }

    fn reader(&self) -> &str {
        READER
    }
}

fn known(check: &rules::Check) -> Known {
    Known {
        code: check.code,
        level: findings::level(check.severity),
        title: Fixed { zh: check.title(Lang::Zh), en: check.title(Lang::En) },
        page: check.page,
    }
}

/// Returns the keys by which the workflow knows the findings of a report, in its order.
pub(crate) fn keyed(report: &finding::Report) -> Vec<Option<workflow::FindingKey>> {
    findings::keys(report).iter().map(|key| key.parse().ok()).collect()
}

fn opened(answer: Result<Answer, Lost>) -> Result<Opened, Message> {
    match answer {
        Ok(Answer::Opened(opened)) => Ok(opened),
        Ok(Answer::Unusable { zh, en }) => Err(Message::new(zh, en)),
        Ok(_) => Err(Lost::Nonsense.message()),
        Err(lost) => Err(lost.message()),
    }
}

/// Returns what is found in a document, without a process of its own.
#[cfg(test)]
pub(crate) fn check_document(content: &[u8]) -> Vec<Finding> {
    match document::check(content, &mut |_| {}) {
        Answer::Document { findings, .. } => findings,
        _ => Vec::new(),
    }
}
