//! `POST /packages/{year}/{body}/sheets/{sheet}`

use super::editing::{Sheets, edit};
use super::view::{Asked, view};
use crate::App;
use crate::form::{Fields, Signed};
use crate::member::Member;
use crate::pages::page;
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use sheets::{Cells, Edit, Sheet};

/// The most rows that are pasted at a time.
const MOST_ROWS: usize = 2_000;

/// What the beginning of a field's name says: it is a cell.
const CELL: &str = "cell.";

/// A form as it comes: its fields in order.
#[derive(Deserialize)]
#[serde(transparent)]
pub(crate) struct Typed(Vec<(String, String)>);

impl Typed {
    fn get(&self, name: &str) -> &str {
        let mut fields = self.0.iter().filter(|(key, _)| key == name);
        fields.next().map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// Returns what was typed into cells, by their headings.
    fn cells(&self) -> Cells {
        let cell = |(key, value): &(String, String)| {
            Some((key.strip_prefix(CELL)?.to_owned(), plain(value)))
        };
        self.0.iter().filter_map(cell).collect()
    }
}

impl Fields for Typed {
    fn token(&self) -> &str {
        self.get("token")
    }
}

/// Saves a row, rows that were pasted, or that the sheets are complete; without a lost edit.
pub(crate) async fn post(
    State(app): State<App>,
    member: Member,
    Path((year, body, key)): Path<(String, String, String)>,
    Signed(typed): Signed<Typed>,
) -> Result<Response, Problem> {
    let actor = member.actor();
    let sheets = Sheets::of(&app, (year.clone(), body.clone()), &actor).await?;
    let sheet = sheets.opened.book.sheet(&key).ok_or_else(Problem::not_found)?;
    let row: Option<usize> = typed.get("row").parse().ok();
    let based_on = typed.get("version").parse().map_err(|_| Problem::not_found())?;
    let edits = edits(sheet, &typed, row);
    let is_complete = match typed.get("action") {
        "complete" => Some(true),
        "incomplete" => Some(false),
        _ => None,
    };
    let id = sheets.id.clone();
    let edited = edit(&app, &actor, &id, based_on, &edits, is_complete).await?;
    if edited.conflicts.is_empty() {
        let done = if typed.get("action") == "remove" { "removed" } else { "saved" };
        let part: usize = typed.get("part").parse().unwrap_or(1);
        let path = format!("/packages/{id}/sheets/{key}?done={done}&part={part}#rows");
        return Ok(Redirect::to(&path).into_response());
    }
    // What the other person saved is shown beside what was typed.
    let sheets = Sheets::of(&app, (year, body), &actor).await?;
    let asked =
        Asked { row, typed: typed.cells(), conflicts: edited.conflicts, ..Asked::default() };
    let shown = view(&app, &member, &sheets, &key, asked).await?;
    Ok(page(StatusCode::CONFLICT, &shown))
}

/// Returns what the form asks for.
fn edits(sheet: &Sheet, typed: &Typed, row: Option<usize>) -> Vec<Edit> {
    let key = || sheet.key.clone();
    match (typed.get("action"), row) {
        ("remove", Some(row)) => vec![Edit::Remove { sheet: key(), row }],
        ("save", Some(row)) => vec![Edit::Change { sheet: key(), row, cells: typed.cells() }],
        ("save", None) => vec![Edit::Add { sheet: key(), after: None, cells: typed.cells() }],
        ("paste", _) => pasted(sheet, typed.get("rows")),
        _ => Vec::new(),
    }
}

/// Returns the rows of a text that was copied from a spreadsheet, from the first column on. A
/// first row of headings says the columns instead.
fn pasted(sheet: &Sheet, text: &str) -> Vec<Edit> {
    let usual: Vec<String> = sheet.columns.iter().map(|column| column.heading.clone()).collect();
    let mut rows = copied(text).into_iter().peekable();
    let is_head = |row: &Vec<String>| {
        row.len() > 1 && row.iter().all(|cell| cell.is_empty() || usual.contains(cell))
    };
    let head = rows.next_if(is_head).unwrap_or_else(|| usual.clone());
    let row = |row: Vec<String>| Edit::Add {
        sheet: sheet.key.clone(),
        after: None,
        cells: head.iter().cloned().zip(row).filter(|(heading, _)| !heading.is_empty()).collect(),
    };
    let is_filled = |row: &Vec<String>| row.iter().any(|cell| !cell.is_empty());
    rows.filter(is_filled).take(MOST_ROWS).map(row).collect()
}

/// Returns the rows of a text that was copied from a spreadsheet: cells with line breaks or quotes
/// are quoted.
fn copied(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut is_quoted = false;
    let mut characters = text.chars().filter(|c| *c != '\r').peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if is_quoted && characters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if is_quoted => is_quoted = false,
            '"' if cell.is_empty() => is_quoted = true,
            '\t' if !is_quoted => row.push(plain(&std::mem::take(&mut cell))),
            '\n' if !is_quoted => {
                row.push(plain(&std::mem::take(&mut cell)));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    row.push(plain(&cell));
    rows.push(row);
    rows
}

/// Returns a text without white space around it, and with line breaks of one kind.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sheets::Column;

    fn sheet() -> Sheet {
        let column = |heading: &str| Column { heading: heading.to_owned(), ..Column::default() };
        let columns = ["单位", "金额"].map(column).to_vec();
        Sheet { key: "lines".to_owned(), columns, ..Sheet::default() }
    }

    fn added(text: &str) -> Vec<Vec<(String, String)>> {
        let cells = pasted(&sheet(), text).into_iter().map(|edit| match edit {
            Edit::Add { cells, .. } => cells.into_iter().collect(),
            _ => Vec::new(),
        });
        cells.collect()
    }

    #[test]
    fn rows_are_pasted_by_place_or_by_heading() {
        let row = |unit: &str, amount: &str| {
            vec![("单位".to_owned(), unit.to_owned()), ("金额".to_owned(), amount.to_owned())]
        };
        assert_eq!(added("甲\t1\r\n\r\n乙\t2\r\n"), [row("甲", "1"), row("乙", "2")]);
        assert_eq!(added("金额\t单位\n1\t甲\n"), [row("甲", "1")]);
        assert_eq!(added("\"甲\n\"\"乙\"\"\"\t1"), [row("甲\n\"乙\"", "1")]);
        assert_eq!(added(""), Vec::<Vec<(String, String)>>::new());
    }
}
