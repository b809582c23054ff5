//! Cells of a ledger by their names: `收支明细!F12`.

use crate::App;
use crate::problem::Problem;
use message::Message;
use sheets::{Book, Sheet};
use workflow::{Actor, CellName, Command, decide};

/// Returns the sheet, the row and the column of a cell that is edited here.
pub(crate) fn place(book: &Book, name: &str) -> Option<(String, usize, usize)> {
    let (sheet, row, column) = find(book, name)?;
    (!sheet.key.is_empty()).then(|| (sheet.key.clone(), row, column))
}

fn find<'a>(book: &'a Book, name: &str) -> Option<(&'a Sheet, usize, usize)> {
    let (sheet, cell) = name.split_once('!')?;
    let sheet = book.sheets.iter().find(|it| it.name == sheet)?;
    let (letters, digits) = cell.split_at(cell.find(|c: char| c.is_ascii_digit())?);
    let at = letters.chars().try_fold(0_u32, |sum, letter| {
        let value = u32::from(letter).checked_sub(u32::from('A'))?;
        sum.checked_mul(26)?.checked_add(value)?.checked_add(1)
    });
    let (row, column) = sheet.find(digits.parse().ok()?, at?.checked_sub(1)?)?;
    Some((sheet, row, column))
}

/// Fails where a return has a comment at a cell that the last version does not have: the link to it
/// would lead elsewhere.
pub(crate) async fn are_there(app: &App, command: &Command, actor: &Actor) -> Result<(), Problem> {
    let Command::Return { package, comments, .. } = command else { return Ok(()) };
    if comments.iter().all(|it| it.cell.is_none()) {
        return Ok(());
    }
    let office = app.store.office_for(command, actor).await?;
    // What the workflow refuses is refused for its reasons.
    decide(&office, command, actor, (app.now)()).map_err(Problem::from)?;
    let version = office.package(package).and_then(|it| it.version.as_ref());
    let Some(version) = version else { return Ok(()) };
    let Some(content) = app.files.get(&version.content).await? else { return Ok(()) };
    let book = match app.pool.on_ledger(move |check| check.open(&content)).await {
        Ok(opened) => opened.book,
        Err(problem) if problem.status.is_server_error() => return Err(problem),
        // The cells of a ledger that cannot be opened are not known.
        Err(_) => return Ok(()),
    };
    let mut cells = comments.iter().filter_map(|it| it.cell.as_ref());
    match cells.find(|cell| find(&book, cell.as_str()).is_none()) {
        Some(cell) => Err(no_such(cell, version.number)),
        None => Ok(()),
    }
}

fn no_such(cell: &CellName, version: u32) -> Problem {
    Problem::unusable(Message::new(
        format!("底稿第{version}版没有单元格“{cell}”；请核对，或者打开底稿点选单元格。"),
        format!(
            "Version {version} has no cell “{cell}”; look again, or choose the cell in the sheets."
        ),
    ))
}
