//! Ledgers that the user names, and the layouts to publish them with.

use crate::output;
use disclosure::{Layout, LayoutError, layouts};
use engine::ledgers::{self, Book};
use finding::NamedReport;
use ledger::Ledger;
use message::{Failure, Fixed, Lang, Message};
use rules::Settings;
use std::path::Path;
use workbook::{Filled, Problem, ReadFailure};

/// Messages one below the other.
const LINES: Fixed = Fixed { zh: "\n", en: "\n" };

/// The largest file of a layout.
const LAYOUT_BYTES: u64 = 4 << 20;

/// A ledger with the name of its file.
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) filled: Filled,
}

impl Named {
    /// The ledger as the engine takes it.
    pub(crate) fn book(&self) -> Book<'_> {
        Book { name: &self.name, filled: &self.filled }
    }
}

/// Reads the ledger at `path`, or reports what is wrong with it.
///
/// Fails if `path` is not a ledger.
pub(crate) fn read(
    path: &Path,
    settings: &Settings,
) -> Result<Result<Named, NamedReport>, Failure> {
    let name = path.display().to_string();
    let failure = match workbook::read(path) {
        Ok(filled) => return Ok(Ok(Named { name, filled })),
        Err(failure) => failure,
    };
    let report = ledgers::unread(&failure, settings);
    let report = report.map_err(|message| Failure::of_file(path, &message))?;
    Ok(Err(NamedReport::of_file(name, Ok(report))))
}

/// A layout by its name, else from a file.
pub(crate) fn layout(name: &str) -> Result<Layout, Failure> {
    let told = |errors: Vec<LayoutError>| {
        Failure::from(Message::join(errors.iter().map(LayoutError::located), LINES))
    };
    if let Some(layout) = layouts::builtin(name) {
        return layout.map_err(told);
    }
    let is_small = std::fs::metadata(name).is_ok_and(|file| file.len() <= LAYOUT_BYTES);
    let text = is_small.then(|| std::fs::read_to_string(name).ok()).flatten();
    let Some(text) = text else {
        let known: Vec<&str> = layouts::names().collect();
        let known = known.join(", ");
        return Err(Failure::new(
            format!("没有样式 {name}，也没有这个名称的样式文件。"),
            format!("There is no layout {name}, and no such file."),
        )
        .hint(format!("现有样式：{known}"), format!("The layouts are: {known}")));
    };
    layouts::parse(&text, name).map_err(told)
}

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
