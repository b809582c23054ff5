//! The numbers that a file prints, as JSON and as a table for spreadsheets.

use crate::App;
use crate::csv::{Cell, table};
use crate::problem::Problem;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::{Error, RecordsAsked, RecordsPage};
use workflow::Hash;

/// The most records of one answer.
pub(crate) const MOST: u16 = 500;

/// The most rows of one table.
pub(crate) const MOST_ROWS: u16 = 20_000;

/// Which records are asked for.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub(crate) struct Asked {
    /// Those after the one with this number.
    #[serde(default)]
    after: u32,
    /// Those with this flag.
    flag: Option<Flag>,
    /// Only those that are preferred.
    #[serde(default)]
    preferred: bool,
}

/// What the check says of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Flag {
    Ok,
    Suspect,
    Wrong,
}

impl Flag {
    const fn key(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Suspect => "suspect",
            Self::Wrong => "wrong",
        }
    }
}

/// Some of the numbers that a file prints.
#[derive(Serialize)]
pub(crate) struct Page {
    /// How many numbers it prints.
    count: i64,
    /// Each with its number in reading order, and the columns of `docs/records.md`.
    records: Vec<Map<String, Value>>,
}

/// The records that were asked for.
pub(crate) struct Found {
    /// The names of the columns.
    columns: Vec<String>,
    /// How many records the file has.
    count: i64,
    /// The number of each record and its values.
    rows: Vec<(i64, Vec<Value>)>,
}

impl Found {
    /// Returns records of a content, as the file of this name.
    pub(crate) async fn of(
        app: &App,
        (content, name): (&Hash, &str),
        asked: Asked,
        most: u16,
    ) -> Result<Self, Problem> {
        let asked = RecordsAsked {
            after: asked.after.into(),
            flag: asked.flag.map(Flag::key),
            is_preferred: asked.preferred,
            most,
        };
        let RecordsPage { columns, count, records } = app.pool.records(content, asked).await?;
        // Files with one content share their records, so what is the file's own is not in them.
        let own = |column: &str| match column {
            "document" => Some(content.as_str()),
            "file" => Some(name),
            _ => None,
        };
        let row = |(number, values): (i64, String)| -> Result<(i64, Vec<Value>), Error> {
            let unreadable = |error: serde_json::Error| Error::Unreadable {
                what: format!("record {number}"),
                reason: error.to_string(),
            };
            let mut values: Vec<Value> = serde_json::from_str(&values).map_err(unreadable)?;
            for (column, value) in columns.iter().zip(&mut values) {
                if let Some(own) = own(column) {
                    *value = own.into();
                }
            }
            Ok((number, values))
        };
        let rows = records.into_iter().map(row).collect::<Result<_, Error>>()?;
        Ok(Self { columns, count, rows })
    }

    /// Returns them for programs.
    pub(crate) fn page(self) -> Page {
        let columns = &self.columns;
        let record = |(number, values): (i64, Vec<Value>)| {
            let named = columns.iter().cloned().zip(values);
            std::iter::once(("number".to_owned(), number.into())).chain(named).collect()
        };
        Page { count: self.count, records: self.rows.into_iter().map(record).collect() }
    }

    /// Returns them for spreadsheets, as a file of this name.
    pub(crate) fn table(self, name: &str) -> impl IntoResponse + use<> {
        let head = ["number".to_owned()].into_iter().chain(self.columns).map(Cell::Text).collect();
        let rows = self.rows.into_iter().map(|(number, values)| {
            let number = Cell::Number(number.to_string());
            std::iter::once(number).chain(values.into_iter().map(cell)).collect()
        });
        let csv = table([head].into_iter().chain(rows));
        let headers = [
            (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")),
        ];
        (headers, csv)
    }
}

/// What is not known is an empty cell.
fn cell(value: Value) -> Cell {
    match value {
        Value::String(text) => Cell::Text(text),
        Value::Null => Cell::Number(String::new()),
        other => Cell::Number(other.to_string()),
    }
}
