//! `GET /api/packages/{year}/{body}/sheets/{sheet}/data`

use super::beside::{Beside, last_year};
use super::editing::Sheets;
use super::mistakes::Mistakes;
use super::view::{choices, findings, locked, unit};
use crate::App;
use crate::amount::grouped;
use crate::caller::Caller;
use crate::check::Opened;
use crate::lang::PageLang;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Path, State};
use ledger::Amount;
use message::Lang;
use serde::Serialize;
use sheets::{Book, Column as Of, Holds};
use workflow::{Actor, Finding, Lines, Package};

/// A sheet with what is wrong and what stands beside its rows.
#[derive(Serialize)]
pub(crate) struct Data {
    version: u32,
    can_edit: bool,
    sheet: String,
    /// How many decimals an amount may have; the last one is 分.
    decimals: u8,
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
    /// Last year's amount of each row, and what is left of its control figure, in yuan.
    beside: Vec<(String, String, bool)>,
    marks: Vec<Mark>,
    notices: Vec<String>,
    /// The name of the sheet and the numbers of its rows in the workbook.
    name: String,
    numbers: Vec<u32>,
}

/// A column.
#[derive(Serialize)]
struct Column {
    heading: String,
    help: String,
    holds: Holds,
    is_required: bool,
    choices: Vec<String>,
    /// Its letters in the workbook.
    letters: String,
}

/// What is wrong with a cell.
#[derive(Serialize)]
struct Mark {
    row: usize,
    column: usize,
    is_error: bool,
    words: String,
}

/// What a ledger comes to, stored or not.
pub(super) struct Standing<'a> {
    pub(super) opened: &'a Opened,
    pub(super) package: &'a Package,
    pub(super) findings: &'a [Finding],
    pub(super) lines: &'a Lines,
    pub(super) last: &'a Lines,
    pub(super) can_edit: bool,
}

/// Returns a sheet of the last version.
pub(crate) async fn data(
    State(app): State<App>,
    Caller(actor): Caller,
    PageLang(lang): PageLang,
    Path((year, body, sheet)): Path<(String, String, String)>,
) -> Result<Json<Data>, Problem> {
    let sheets = Sheets::of(&app, (year, body), &actor).await?;
    of_sheets(&app, &sheets, &actor, &sheet, lang).await.map(Json)
}

/// Returns a sheet as it is stored.
pub(super) async fn of_sheets(
    app: &App,
    sheets: &Sheets,
    actor: &Actor,
    sheet: &str,
    lang: Lang,
) -> Result<Data, Problem> {
    let package = sheets.package()?;
    let last = last_year(app, &sheets.id, actor).await?;
    let now = Standing {
        opened: &sheets.opened,
        package,
        findings: findings(package),
        lines: &package.lines,
        last: &last,
        can_edit: locked(sheets, package, actor, lang).is_none(),
    };
    now.data(sheet, lang)
}

impl Standing<'_> {
    /// Returns a sheet of it.
    pub(super) fn data(&self, key: &str, lang: Lang) -> Result<Data, Problem> {
        let book = &self.opened.book;
        let sheet = book.sheet(key).ok_or_else(Problem::not_found)?;
        let mistakes = Mistakes::of(book, self.findings, lang);
        let of_cell = |((of, row, column), all): (&(String, usize, usize), &Vec<_>)| {
            let is_of_sheet = of == key;
            all.iter()
                .filter(|_| is_of_sheet)
                .map(|it: &crate::pages::sheet::Mistake| Mark {
                    row: *row,
                    column: *column,
                    is_error: it.is_error,
                    words: it.words.clone(),
                })
                .collect::<Vec<_>>()
        };
        let beside = Beside {
            last: self.last,
            controls: &self.package.controls,
            lines: self.lines,
            keys: &self.opened.keys,
        };
        let has_beside = key == "lines";
        let beside_of = |row| {
            let (last, left) = beside.of(row);
            let text = |amount: Option<Amount>| amount.map(grouped).unwrap_or_default();
            (text(last), text(left), left.is_some_and(|left| left < Amount::ZERO))
        };
        let rows = 0..sheet.rows.len();
        Ok(Data {
            version: self.package.version_number(),
            can_edit: self.can_edit,
            sheet: key.to_owned(),
            decimals: unit(book).fen_digits(),
            columns: sheet.columns.iter().map(|it| column(book, it)).collect(),
            rows: sheet.rows.iter().map(|row| row.cells.clone()).collect(),
            beside: rows.filter(|_| has_beside).map(beside_of).collect(),
            marks: mistakes.at.iter().flat_map(of_cell).collect(),
            notices: mistakes.elsewhere_of(&sheet.name).into_iter().map(|it| it.words).collect(),
            name: sheet.name.clone(),
            numbers: sheet.rows.iter().map(|row| row.number).collect(),
        })
    }
}

fn column(book: &Book, it: &Of) -> Column {
    let (heading, help) = (it.heading.clone(), it.help.clone());
    Column {
        heading,
        help,
        holds: it.holds,
        is_required: it.is_required,
        choices: choices(book, it),
        letters: letters(it.at),
    }
}

/// Returns the letters of a column of a workbook; the first one is `A`.
fn letters(at: u32) -> String {
    let (mut rest, mut letters) = (at.saturating_add(1), String::new());
    while rest > 0 {
        rest = rest.saturating_sub(1);
        let letter = u8::try_from(rest % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A'.saturating_add(letter)));
        rest /= 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_workbook() {
        assert_eq!([0, 5, 25, 26, 701].map(letters), ["A", "F", "Z", "AA", "ZZ"]);
    }
}
