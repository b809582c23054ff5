//! Ledgers and documents checked by the engine, in processes of their own.
//!
//! The engine contains panics and bounds what it reads. A process of its own bounds the rest: a
//! file that takes too long or too much memory ends its process and not the office.

mod document;
mod findings;
mod ledger;
mod look;
mod reading;
mod sheet;
pub(crate) mod worker;

use bounded::{Answered, Lost, Pool, Work};
use message::{Fixed, Lang, Message};
use serde::{Deserialize, Serialize};
use server::{Begun, Check, Checked, Known, Look, Looked, Opened, Phase, Reading, Written};
use sheets::Book;
use std::time::Duration;
use workflow::{Finding, Lines, Others, PackageId};

/// The longest that a ledger may take, for which a person waits.
const LEDGER_TIME: Duration = Duration::from_secs(30);

/// The longest that a document may take.
const DOCUMENT_TIME: Duration = Duration::from_secs(120);

/// The version of the program, which reads the same numbers in the same file.
const READER: &str = env!("CARGO_PKG_VERSION");

/// A process checks so many files before another takes its place.
const MOST_JOBS: u32 = 100;

/// What a process is asked to check.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Job {
    Ledger(PackageId),
    Document,
    /// Reads the numbers of a document.
    Records,
    /// Opens a ledger's sheets.
    Open,
    /// Reads the sheets of a table with this name.
    Table(String),
    /// Begins a ledger.
    Begin(Begun),
    /// Writes sheets and checks them.
    Write(PackageId),
    /// Shows a document.
    Look(Look),
    /// Draws a page of a document.
    Draw(u32),
}

/// What a process answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Ledger {
        lines: Lines,
        others: Others,
        findings: Vec<Finding>,
    },
    Document(Vec<Finding>),
    Records(Reading),
    Opened(Opened),
    Table(Book),
    Looked(Looked),
    /// The picture follows.
    Drawn,
    /// The workbook follows.
    Written {
        checked: Box<Answer>,
        opened: Opened,
    },
    Unusable {
        zh: String,
        en: String,
    },
}

/// What is said between the office and the processes that check.
#[derive(Debug)]
struct Checking;

impl Work for Checking {
    type Job = Job;
    type Progress = Phase;
    type Answer = Answer;
}

/// The engine, in processes that wait for work.
#[derive(Debug)]
pub(crate) struct Engine {
    pool: Pool<Checking>,
    looked: look::Kept,
}

impl Default for Engine {
    fn default() -> Self {
        Self { pool: Pool::new(worker::NAME, MOST_JOBS), looked: look::Kept::default() }
    }
}

impl Engine {
    /// Asks about a ledger, for which a person waits.
    fn ask(&self, job: &Job, content: &[u8]) -> Result<Answered<Checking>, Message> {
        match self.pool.ask(job, content, LEDGER_TIME, &mut |_| {}) {
            Ok((Answer::Unusable { zh, en }, _)) => Err(Message::new(zh, en)),
            Ok(answer) => Ok(answer),
            Err(lost) => Err(why(&lost)),
        }
    }

    /// Asks for the sheets of a ledger.
    fn opened(&self, job: &Job, content: &[u8]) -> Result<Opened, Message> {
        match self.ask(job, content)? {
            (Answer::Opened(opened), _) => Ok(opened),
            _ => Err(why(&Lost::Nonsense)),
        }
    }
}

impl Check for Engine {
    fn ledger(&self, content: &[u8], package: &PackageId) -> Result<Checked, Message> {
        match self.ask(&Job::Ledger(package.clone()), content)? {
            (Answer::Ledger { lines, others, findings }, _) => Ok(checked(lines, others, findings)),
            _ => Err(why(&Lost::Nonsense)),
        }
    }

    fn open(&self, content: &[u8]) -> Result<Opened, Message> {
        self.opened(&Job::Open, content)
    }

    fn table(&self, name: &str, content: &[u8]) -> Result<Book, Message> {
        match self.ask(&Job::Table(name.to_owned()), content)? {
            (Answer::Table(book), _) => Ok(book),
            _ => Err(why(&Lost::Nonsense)),
        }
    }

    fn begin(&self, begun: &Begun) -> Result<Opened, Message> {
        self.opened(&Job::Begin(begun.clone()), &[])
    }

    fn write(&self, book: &Book, package: &PackageId) -> Result<Written, Message> {
        let nonsense = || why(&Lost::Nonsense);
        let content = serde_json::to_vec(book).map_err(|_| nonsense())?;
        let (answer, files) = self.ask(&Job::Write(package.clone()), &content)?;
        let Answer::Written { checked: answer, opened } = answer else { return Err(nonsense()) };
        let Answer::Ledger { lines, others, findings } = *answer else { return Err(nonsense()) };
        let content = files.into_iter().next().ok_or_else(nonsense)?;
        Ok(Written { content, checked: checked(lines, others, findings), opened })
    }

    fn document(&self, content: &[u8], enter: &mut dyn FnMut(Phase)) -> Vec<Finding> {
        let why = match self.pool.ask(&Job::Document, content, DOCUMENT_TIME, enter) {
            Ok((Answer::Document(findings), _)) => return findings,
            Ok((Answer::Unusable { zh, en }, _)) => Message::new(zh, en),
            Ok(_) => why(&Lost::Nonsense),
            Err(lost) => why(&lost),
        };
        vec![findings::unreadable(why)]
    }

    fn records(&self, content: &[u8]) -> Result<Reading, Message> {
        match self.pool.ask(&Job::Records, content, DOCUMENT_TIME, &mut |_| {}) {
            Ok((Answer::Records(reading), _)) => Ok(reading),
            // It has no records, and is not read again to look for them.
            Ok((Answer::Unusable { .. }, _)) | Err(Lost::TooLong(_) | Lost::Ended) => {
                Ok(Reading { reader: READER.to_owned(), ..Reading::default() })
            }
            Ok(_) => Err(why(&Lost::Nonsense)),
            Err(lost) => Err(why(&lost)),
        }
    }

    fn look(&self, content: &[u8], asked: &Look) -> Result<Looked, Message> {
        if let Some(looked) = self.looked.get(content, asked) {
            return Ok(looked);
        }
        let (Answer::Looked(looked), _) = self.ask(&Job::Look(asked.clone()), content)? else {
            return Err(why(&Lost::Nonsense));
        };
        self.looked.keep(content, asked, &looked);
        Ok(looked)
    }

    fn draw(&self, content: &[u8], page: u32) -> Result<Vec<u8>, Message> {
        match self.ask(&Job::Draw(page), content)? {
            (Answer::Drawn, files) => files.into_iter().next().ok_or_else(|| why(&Lost::Nonsense)),
            _ => Err(why(&Lost::Nonsense)),
        }
    }

    fn checks(&self) -> Vec<Known> {
        rules::checks().iter().map(known).collect()
    }

    fn reader(&self) -> &str {
        READER
    }
}

fn checked(lines: Lines, others: Others, findings: Vec<Finding>) -> Checked {
    let entry = rules::checks::LEDGER_ENTRY.code;
    let unread = findings.iter().filter(|it| it.check == entry).count();
    Checked { lines, others, unread, findings }
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

/// Returns an answer with which no file comes.
fn alone(answer: Answer) -> Answered<Checking> {
    (answer, Vec::new())
}

/// Returns why there is no answer, in words for the user.
fn why(lost: &Lost) -> Message {
    match lost {
        Lost::NotStarted(error) => {
            let why = Message::of_io(error);
            Message::new(
                format!("检查程序无法启动：{}。请找管理员。", why.zh),
                format!("The check cannot be started: {}. Ask an administrator.", why.en),
            )
        }
        Lost::TooLong(time) => {
            let seconds = time.as_secs();
            Message::new(
                format!("检查超过{seconds}秒，已停止。请拆成几份文件，或删去多余的内容后再报。"),
                format!(
                    "The check took more than {seconds} s and was stopped. Divide the file, or leave out what is not needed."
                ),
            )
        }
        Lost::Ended => Message::new(
            "检查这份文件时内存不足或程序出错，已停止。请把文件另存一次或拆分后再报；仍不行请找管理员。",
            "The check of this file ran out of memory or failed, and was stopped. Save the file anew or divide it; then ask an administrator.",
        ),
        Lost::Nonsense => Message::new(
            "检查程序没有给出结果。请找管理员。",
            "The check gave no result. Ask an administrator.",
        ),
    }
}

/// Returns what is found in a document, without a process of its own.
#[cfg(test)]
pub(crate) fn check_document(content: &[u8]) -> Vec<Finding> {
    match document::check(content, &mut |_| {}) {
        Answer::Document(findings) => findings,
        _ => Vec::new(),
    }
}
