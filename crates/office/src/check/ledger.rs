//! A ledger: its lines, and what publishing it would come to.

use super::{Answer, findings};
use engine::Settings;
use engine::ledgers::{self, Book};
use message::Message;
use sheets::Book as Sheets;
use workbook::{Filled, ReadFailure};
use workflow::{Finding, FindingLevel, Lines, Others, PackageId};

/// Reads and checks the ledger of a package, as `yusuan check` does.
pub(super) fn check(content: &[u8], package: &PackageId) -> Answer {
    let book = engine::panic::contain(|| workbook::read_book(content));
    check_with(content, book.ok().and_then(Result::ok).as_ref(), package)
}

/// The same where its sheets are known.
pub(super) fn check_with(content: &[u8], sheets: Option<&Sheets>, package: &PackageId) -> Answer {
    let read = match engine::panic::contain(|| workbook::read_xlsx(content)) {
        Ok(read) => read,
        Err(panic) => return unusable(engine::Failure::from(panic).message()),
    };
    match read {
        Ok(filled) => of_filled(&filled, sheets, package),
        Err(failure) => of_failure(sheets, &failure),
    }
}

fn of_filled(filled: &Filled, sheets: Option<&Sheets>, package: &PackageId) -> Answer {
    let lines = match Lines::of(&filled.ledger) {
        Ok(lines) => lines,
        Err(_) => {
            return unusable(Message::new(
                "金额合计超过10万亿元，请检查单位（元、万元）。",
                "The amounts come to more than ten trillion yuan; check the unit of money.",
            ));
        }
    };
    let book = Book { name: "", filled };
    match ledgers::try_all(book, &[], &Settings::default()) {
        Ok(report) => {
            let mut findings = findings::of(&report);
            findings.extend(other_year(filled, package));
            Answer::Ledger { lines, others: others(sheets), findings }
        }
        Err(failure) => unusable(failure.message()),
    }
}

/// A ledger with mistakes cannot be submitted. Until they are corrected, its other lines count: one
/// mistyped cell does not make all amounts disappear.
fn of_failure(sheets: Option<&Sheets>, failure: &ReadFailure) -> Answer {
    let ledger = sheets.map(|sheets| workbook::ledger_of(sheets).0);
    let lines = ledger.and_then(|ledger| Lines::of(&ledger).ok()).unwrap_or_default();
    match ledgers::unread(failure, &Settings::default()) {
        Ok(report) => {
            let findings = findings::of(&report);
            Answer::Ledger { lines, others: others(sheets), findings }
        }
        Err(message) => unusable(message),
    }
}

fn others(sheets: Option<&Sheets>) -> Others {
    sheets.map(workbook::others_of).unwrap_or_default()
}

/// The ledger of another year, most likely last year's sent once more.
fn other_year(filled: &Filled, package: &PackageId) -> Option<Finding> {
    let (year, wanted) = (filled.ledger.year?, package.year);
    (year != wanted).then(|| {
        let message = Message::new(
            format!("底稿是{year}年的，这里编报的是{wanted}年的预算。"),
            format!("The ledger is of {year}, and this is the budget of {wanted}."),
        );
        findings::own("office-year", FindingLevel::Error, message)
    })
}

fn unusable(Message { zh, en }: Message) -> Answer {
    Answer::Unusable { zh, en }
}
