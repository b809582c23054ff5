//! Many rows by few statements.

use crate::Error;
use crate::database::{Kind, Tx};
use serde::de::DeserializeOwned;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

/// What stands in a row that is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    Number(i64),
    Text(String),
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// How many rows a statement is about, the most first. There are few of them, for a database prepares
/// each statement once and remembers only so many.
const SIZES: [usize; 4] = [64, 16, 4, 1];

/// Stores rows. The statement begins with `into`, for instance `INSERT INTO state (name, entry)`,
/// and ends with `conflict`.
pub(crate) async fn insert<const COLUMNS: usize>(
    tx: &mut Tx,
    into: &'static str,
    rows: Vec<[Cell; COLUMNS]>,
    conflict: &'static str,
) -> Result<(), Error> {
    for rows in pieces(&rows) {
        let sql = format!("{into} VALUES {} {conflict}", places(rows.len(), COLUMNS));
        // Only numbers were put into it; what is in the rows is bound.
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for cell in rows.iter().flatten().cloned() {
            query = match cell {
                Cell::Number(number) => query.bind(number),
                Cell::Text(text) => query.bind(text),
            };
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

/// Returns the statement whose one row is a list of the rows of another, to be read by [`listed`]. To
/// hand over many rows one by one takes longer than to read them.
pub(crate) fn as_one(kind: Kind, columns: &str, order: &str, rows: &str) -> String {
    let (list, row, end) = match kind {
        Kind::Sqlite => ("json_group_array", "json_array", ""),
        Kind::Postgres => ("json_agg", "json_build_array", "::text"),
    };
    format!("SELECT {list}({row}({columns}) ORDER BY {order}){end} FROM ({rows}) AS listed")
}

/// Returns the rows of such a list in a column; the fields of each are in the order of its columns.
pub(crate) fn listed<T: DeserializeOwned>(row: &AnyRow, column: usize) -> Result<Vec<T>, Error> {
    // PostgreSQL has no list where it has no rows.
    let Some(text) = row.try_get::<Option<String>, _>(column)? else { return Ok(Vec::new()) };
    serde_json::from_str(&text).map_err(|error| Error::unreadable("a list", error))
}

/// Cuts what statements are about into what each of them is about.
pub(crate) fn pieces<T>(all: &[T]) -> Vec<&[T]> {
    let (mut rest, mut pieces) = (all, Vec::new());
    for size in SIZES {
        while let Some((piece, after)) = rest.split_at_checked(size) {
            pieces.push(piece);
            rest = after;
        }
    }
    pieces
}

/// The most names that a statement asks for.
pub(crate) const MOST: usize = SIZES[0];

/// Returns the names that a statement asks for, at most [`MOST`], and their places, the first of
/// which has this number. The last name is asked for again until there are as many as one of the
/// sizes.
pub(crate) fn padded(names: &[String], first: usize) -> (impl Iterator<Item = &String>, String) {
    let size = SIZES.into_iter().filter(|size| *size >= names.len()).min().unwrap_or(MOST);
    let last = names.last().into_iter().cycle();
    let places = (first..first.saturating_add(size)).map(|place| format!("${place}"));
    let places = format!("({})", places.collect::<Vec<_>>().join(", "));
    (names.iter().chain(last).take(size), places)
}

/// Returns the places of so many rows: `($1, $2), ($3, $4)`.
pub(crate) fn places(rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let first = row.saturating_mul(columns).saturating_add(1);
        let places = (first..first.saturating_add(columns)).map(|place| format!("${place}"));
        format!("({})", places.collect::<Vec<_>>().join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{MOST, padded, pieces, places};

    #[test]
    fn places_are_numbered_through_all_rows() {
        assert_eq!(places(1, 1), "($1)");
        assert_eq!(places(2, 3), "($1, $2, $3), ($4, $5, $6)");
    }

    #[test]
    fn names_are_asked_for_by_few_sizes() {
        let names = ["a", "b", "c"].map(str::to_owned);
        let (asked, places) = padded(&names, 3);
        assert_eq!(asked.collect::<Vec<_>>(), ["a", "b", "c", "c"]);
        assert_eq!(places, "($3, $4, $5, $6)");
        let all = vec![String::new(); MOST];
        assert_eq!(padded(&all, 1).0.count(), MOST);
        assert_eq!(padded(&all[..1], 1).1, "($1)");
    }

    #[test]
    fn pieces_have_few_sizes_and_leave_nothing_out() {
        let all: Vec<usize> = (0..151).collect();
        let pieces = pieces(&all);
        assert_eq!(pieces.concat(), all);
        let sizes: Vec<usize> = pieces.iter().map(|it| it.len()).collect();
        assert_eq!(sizes, [64, 64, 16, 4, 1, 1, 1]);
    }
}
