//! The sheets of a ledger as text: opened, begun, written.

use super::{Answer, alone, ledger};
use ::ledger::{Body, Ledger, Stage, Year};
use message::Message;
use server::{Begun, Opened};
use sheets::Book;
use workbook::{Form, Problem, ledger_of, read_book, read_table, write_book, write_xlsx};
use workflow::{LineKey, PackageId};

/// Opens the sheets of a workbook.
pub(super) fn open(content: &[u8]) -> Answer {
    match engine::panic::contain(|| read_book(content)) {
        Ok(Ok(book)) => Answer::Opened(opened(book)),
        Ok(Err(failure)) => unusable(failure.problems().first().map(Problem::line)),
        Err(panic) => unusable(Some(engine::Failure::from(panic).message())),
    }
}

/// Reads the sheets of a table.
pub(super) fn table(name: &str, content: &[u8]) -> Answer {
    match engine::panic::contain(|| read_table(name, content)) {
        Ok(Ok(book)) => Answer::Table(book),
        Ok(Err(problem)) => unusable(Some(problem.line())),
        Err(panic) => unusable(Some(engine::Failure::from(panic).message())),
    }
}

/// Begins a ledger.
pub(super) fn begin(begun: &Begun) -> Answer {
    let body = |(code, name): &(String, String)| Body {
        code: code.clone(),
        name: name.clone(),
        ..Body::default()
    };
    let ledger = Ledger {
        department: body(&begun.department),
        units: begun.units.iter().map(body).collect(),
        ..Ledger::blank(Some(Year(begun.year)), Stage::Budget)
    };
    match write_xlsx(&ledger, &Form::default()) {
        Ok(content) => open(&content),
        Err(problem) => unusable(Some(problem.line())),
    }
}

/// Writes sheets as a workbook, and checks it.
pub(super) fn write(content: &[u8], package: &PackageId) -> (Answer, Vec<Vec<u8>>) {
    let Ok(mut book) = serde_json::from_slice::<Book>(content) else {
        return alone(unusable(None));
    };
    match engine::panic::contain(|| write_book(&book)) {
        Ok(Ok(content)) => match ledger::check_with(&content, Some(&book), package) {
            checked @ Answer::Ledger { .. } => {
                book.renumber();
                let (checked, opened) = (Box::new(checked), opened(book));
                (Answer::Written { checked, opened }, vec![content])
            }
            other => alone(other),
        },
        Ok(Err(problem)) => alone(unusable(Some(problem.line()))),
        Err(panic) => alone(unusable(Some(engine::Failure::from(panic).message()))),
    }
}

fn opened(book: Book) -> Opened {
    let (ledger, rows) = ledger_of(&book);
    let count = book.sheet("lines").map_or(0, |sheet| sheet.rows.len());
    let mut keys = vec![None; count];
    for (line, row) in ledger.lines.iter().zip(rows) {
        if let Some(key) = keys.get_mut(row) {
            *key = Some(LineKey::of(&ledger, line).to_string());
        }
    }
    Opened { book, keys }
}

fn unusable(message: Option<Message>) -> Answer {
    let message =
        message.unwrap_or_else(|| Message::new("底稿无法读取。", "The ledger cannot be read."));
    Answer::Unusable { zh: message.zh, en: message.en }
}
