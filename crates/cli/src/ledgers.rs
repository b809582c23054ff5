//! Ledgers that the user names.

use crate::failure::Failure;
use crate::output;
use ledger::Ledger;
use message::{Lang, Message};
use std::path::Path;
use workbook::{Filled, Problem, ReadFailure};

/// The ledger that was read from `path`, or `None` where it has errors. Its problems go to
/// standard error.
///
/// Fails if `path` is not a ledger.
pub(crate) fn reported(
    path: &Path,
    read: Result<Filled, ReadFailure>,
    lang: Lang,
) -> Result<Option<Ledger>, Failure> {
    match read {
        Ok(Filled { ledger, warnings }) => {
            report(&warnings, lang);
            Ok(Some(ledger))
        }
        Err(ReadFailure::NotALedger(problem)) => Err(Failure::of_file(path, &problem.message)),
        Err(ReadFailure::Problems(problems)) => {
            report(&problems, lang);
            let count = problems.iter().filter(|problem| problem.is_error()).count();
            let path = path.display();
            let refused = Message::new(
                format!("{path} 里有 {count} 处错误。请更正后再运行。"),
                format!("{path} has {count} errors. Correct them and run the command again."),
            );
            output::remark(&refused, lang);
            Ok(None)
        }
    }
}

fn report(problems: &[Problem], lang: Lang) {
    problems.iter().for_each(|problem| output::remark(&problem.line(), lang));
}
