//! Ledgers that the user names.

use crate::output;
use ledger::Ledger;
use message::{Failure, Fixed, Lang, Message};
use publication::Named;
use std::path::Path;
use workbook::{Filled, Problem, ReadFailure};

/// Messages one below the other.
const LINES: Fixed = Fixed { zh: "\n", en: "\n" };

/// The ledger at `path`, which must have no errors.
pub(crate) fn sound(path: &Path) -> Result<Named, Failure> {
    let name = path.display().to_string();
    match workbook::read(path) {
        Ok(filled) => Ok(Named { name, filled }),
        Err(failure) => {
            let lines = failure.problems().iter().map(Problem::line);
            Err(Failure::of_file(path, &Message::join(lines, LINES)))
        }
    }
}

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
        Ok(Filled { ledger, warnings, .. }) => {
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
