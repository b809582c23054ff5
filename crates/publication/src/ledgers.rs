//! Ledgers and layouts that the user names.

use disclosure::{Layout, LayoutError, layouts};
use engine::ledgers::{self, Book};
use finding::NamedReport;
use message::{Failure, Fixed, Message};
use rules::Settings;
use std::path::Path;
use workbook::Filled;

/// Messages one below the other.
const LINES: Fixed = Fixed { zh: "\n", en: "\n" };

/// The largest file of a layout.
const LAYOUT_BYTES: u64 = 4 << 20;

/// A ledger with the name of its file.
pub struct Named {
    /// The name of the file.
    pub name: String,
    /// What was read of it.
    pub filled: Filled,
}

impl Named {
    /// Returns the ledger as the engine takes it.
    #[must_use]
    pub fn book(&self) -> Book<'_> {
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

/// Returns a layout by its name, else from a file.
///
/// # Errors
/// Fails where there is none, or where the file is wrong.
pub fn layout(name: &str) -> Result<Layout, Failure> {
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
