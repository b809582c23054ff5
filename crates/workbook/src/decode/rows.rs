//! A sheet's rows, with the columns found by their headings.

use super::fields::Field;
use crate::cells::Sheet;
use crate::raw::{Cell, Places, Raw, Row, Value};
use crate::tables::{Column, NEW, Table};
use crate::{Kind, Problem, Spot, near};
use message::Message;

/// How many rows below the first are searched for headings.
const HEAD_WITHIN: usize = 9;

/// The filled rows of one sheet.
pub(crate) struct Rows<'a> {
    raw: Option<&'a Raw>,
    table: &'static Table,
    /// Where each of the table's columns stands.
    places: Vec<Option<usize>>,
    /// Whether a heading is there twice; nothing of the sheet is read then.
    is_doubled: bool,
}

/// One row of it.
pub(crate) struct Filled<'a> {
    raw: &'a Raw,
    row: &'a Row,
    table: &'static Table,
    places: &'a [Option<usize>],
}

impl<'a> Rows<'a> {
    /// Finds the table and its columns; what is missing, doubled or unknown is told.
    pub(crate) fn open(
        table: &'static Table,
        sheets: &'a [Raw],
        problems: &mut Vec<Problem>,
    ) -> Self {
        let raw = sheets.iter().find(|sheet| sheet.name == table.name);
        let mut rows =
            Self { raw, table, places: vec![None; table.columns.len()], is_doubled: false };
        let Some(raw) = raw else { return rows };
        let mut unknown = Vec::new();
        if let Some(head) = raw.rows.first() {
            for (column, value) in head.cells.iter().enumerate() {
                let name = heading(raw.value(*value));
                let Some(place) = table.place(&name) else {
                    unknown.push((column, name));
                    continue;
                };
                match rows.places.get_mut(place) {
                    Some(Some(_)) => {
                        rows.is_doubled = true;
                        problems.push(doubled(raw, head.number, column, &name));
                    }
                    Some(free) => *free = Some(column),
                    None => {}
                }
            }
        }
        let told = match rows.below() {
            Some(below) => vec![below],
            None => {
                let unknown =
                    unknown.iter().filter_map(|(column, name)| rows.unknown(*column, name));
                unknown.chain(rows.beyond()).chain(rows.missing()).chain(rows.lacking()).collect()
            }
        };
        problems.extend(told.into_iter().map(|problem| problem.of(Kind::Form)));
        rows
    }

    /// The rows below the heading that have something in a known column.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Filled<'_>> {
        let raw = self.readable();
        raw.into_iter().flat_map(|raw| {
            let filled = |row| Filled { raw, row, table: self.table, places: &self.places };
            raw.rows.iter().skip(1).map(filled).filter(Filled::has_something)
        })
    }

    /// The sheet itself, where it is there and can be read.
    pub(crate) fn spot(&self) -> Option<Spot> {
        self.readable().map(Raw::spot)
    }

    /// Where the columns stand, for parts that were read from these rows.
    pub(crate) fn cells(&self, rows: Vec<u64>) -> Sheet {
        let columns = self.table.columns.iter().zip(&self.places);
        let columns = columns.filter_map(|(column, at)| Some((column.heading, (*at)?)));
        let form = self.raw.map_or(Places::Sheet, |raw| raw.form);
        Sheet { form, columns: columns.collect(), rows }
    }

    fn readable(&self) -> Option<&'a Raw> {
        self.raw.filter(|_| !self.is_doubled && self.missing().is_empty())
    }

    /// A column nobody knows is said, unless nothing stands in it.
    fn unknown(&self, column: usize, name: &str) -> Option<Problem> {
        let raw = self.raw?;
        let head = raw.rows.first()?;
        let is_filled = |row: &&Row| row.cells.get(column).is_some_and(|it| it.is_something());
        let first = raw.rows.iter().find(is_filled)?;
        let headings = self.table.columns.iter().map(|column| column.heading);
        let Message { zh, en } = near::hint(&near::near(name, headings));
        Some(match name {
            "" => Problem::warning(
                raw.cell(first.number, column),
                "这一列没有表头，没有读取。请补上表头，或删去这一列。",
                "This column has no heading and was not read. Give it one, or delete it.",
            ),
            name => Problem::warning(
                raw.cell(head.number, column),
                format!("不认识“{name}”列，没有读取。{zh}"),
                format!("The column {name} is not known and was not read.{en}"),
            ),
        })
    }

    /// Cells to the right of the last heading.
    fn beyond(&self) -> Option<Problem> {
        let raw = self.raw?;
        let width = raw.rows.first()?.cells.len();
        let beyond = |row: &Row| {
            let mut cells = row.cells.iter().enumerate().skip(width);
            let (column, _) = cells.find(|(_, value)| value.is_something())?;
            Some((row.number, column))
        };
        let (row, column) = raw.rows.iter().find_map(beyond)?;
        Some(Problem::warning(
            raw.cell(row, column),
            "这一列没有表头，没有读取。请补上表头，或删去这一列。",
            "This column has no heading and was not read. Give it one, or delete it.",
        ))
    }

    /// That the headings stand below the first row, under a title for instance.
    fn below(&self) -> Option<Problem> {
        if self.missing().is_empty() {
            return None;
        }
        let raw = self.raw?;
        let needed: Vec<&str> =
            self.table.columns.iter().filter(|it| it.required).map(|it| it.heading).collect();
        let is_head = |row: &&Row| {
            needed
                .iter()
                .all(|name| row.cells.iter().any(|cell| heading(raw.value(*cell)) == *name))
        };
        let head = raw.rows.iter().skip(1).take(HEAD_WITHIN).find(is_head)?;
        let number = head.number;
        Some(Problem::error(
            raw.cell(number, 0),
            format!("表头在第 {number} 行，应在第一行，整张表没有读取。请删去表头上面的行。"),
            format!(
                "The headings are in row {number} and must be in the first, so the sheet was not read. Delete what stands above them."
            ),
        ))
    }

    /// Columns that may be blank and are not there, in a sheet with something in it.
    fn lacking(&self) -> Option<Problem> {
        let raw = self.raw.filter(|raw| raw.rows.len() > 1)?;
        if !self.missing().is_empty() {
            return None;
        }
        let columns = self.table.columns.iter().zip(&self.places);
        let is_lacking = |(column, place): &(&Column, &Option<usize>)| {
            !column.required && place.is_none() && !NEW.contains(&column.heading)
        };
        let names: Vec<&str> =
            columns.filter(is_lacking).map(|(column, _)| column.heading).collect();
        (!names.is_empty()).then(|| {
            Problem::warning(
                raw.spot(),
                format!("没有“{}”列，按空白处理。误删的请补上这一列。", names.join("”“")),
                format!("The columns {} are missing and were taken as blank. Add them if they were deleted.", names.join(", ")),
            )
        })
    }

    /// Columns that must be filled and are not there; nothing of the sheet is read then.
    fn missing(&self) -> Vec<Problem> {
        let Some(raw) = self.raw else { return Vec::new() };
        let columns = self.table.columns.iter().zip(&self.places);
        let missing = columns.filter(|(column, place)| column.required && place.is_none());
        let told = |(column, _): (&Column, &Option<usize>)| {
            let heading = column.heading;
            Problem::error(
                raw.spot(),
                format!("第一行缺少“{heading}”列，整张表没有读取。请恢复表头。"),
                format!(
                    "The first row lacks the column {heading}, so the sheet was not read. Restore the heading."
                ),
            )
        };
        missing.map(told).collect()
    }
}

impl<'a> Filled<'a> {
    /// The cell in the column of that heading.
    pub(crate) fn field(&self, heading: &str) -> Option<Field<'a>> {
        let place = self.table.place(heading)?;
        let column = self.table.columns.get(place)?;
        let at = self.places.get(place).copied().flatten();
        let cell = at.and_then(|at| self.row.cells.get(at));
        let value = self.raw.value(cell.copied().unwrap_or(Cell::EMPTY));
        let spot = match at {
            Some(at) => self.raw.cell(self.row.number, at),
            None => self.raw.spot(),
        };
        Some(Field { value, spot, column })
    }

    /// The number of its row or line.
    pub(crate) fn number(&self) -> u64 {
        self.row.number
    }

    fn has_something(&self) -> bool {
        let mut cells = self.places.iter().flatten().filter_map(|at| self.row.cells.get(*at));
        cells.any(|cell| cell.is_something())
    }
}

fn heading(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Number(text) => text.as_ref().to_owned(),
        _ => String::new(),
    }
}

fn doubled(raw: &Raw, row: u64, column: usize, name: &str) -> Problem {
    Problem::error(
        raw.cell(row, column),
        format!("“{name}”列出现了两次，不知道以哪一列为准。请删去一列。"),
        format!("The column {name} is there twice; delete one."),
    )
    .of(Kind::Form)
}
