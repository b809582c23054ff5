//! Bodies from a table: code, name, code of the body above.

use crate::{Error, Store};
use workflow::{Actor, Command, Moment};

/// The outcome of one row of the table.
#[derive(Debug)]
pub struct ImportedRow {
    /// The row as it stands in the table, counted from 1.
    pub row: usize,
    /// Whether the body was added; if not, why.
    pub outcome: Result<(), Error>,
}

/// Adds the bodies of a table with the columns code, name and code of the body above, separated
/// by tabs or commas, with or without a heading. Each row has its own result; one that fails does
/// not undo the others. The body above has to be there, or to come first.
pub async fn import_bodies(
    store: &Store,
    table: &str,
    actor: &Actor,
    at: Moment,
) -> Vec<ImportedRow> {
    let mut imported = Vec::new();
    let rows = table.trim_start_matches('\u{feff}').lines().enumerate();
    for (row, line) in rows.map(|(at, line)| (at.saturating_add(1), line)) {
        let cells: Vec<&str> = line.split(['\t', ',', '，']).map(str::trim).collect();
        if cells.iter().all(|cell| cell.is_empty()) || (row == 1 && is_heading(&cells)) {
            continue;
        }
        let outcome = match command(&cells) {
            Ok(command) => store.act(&command, actor, at).await.map(drop),
            Err(error) => Err(error),
        };
        imported.push(ImportedRow { row, outcome });
    }
    imported
}

/// Returns whether no cell of the row has a digit, which every code has.
fn is_heading(cells: &[&str]) -> bool {
    !cells.iter().any(|cell| cell.bytes().any(|byte| byte.is_ascii_digit()))
}

fn command(cells: &[&str]) -> Result<Command, Error> {
    let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
    let code = |text: &str| text.parse().map_err(|error| Error::unreadable("a row", error));
    let parent = Some(cell(2)).filter(|parent| !parent.is_empty());
    Ok(Command::AddBody {
        code: code(cell(0))?,
        name: cell(1).to_owned(),
        parent: parent.map(code).transpose()?,
    })
}
