//! Many rows by few statements.

use crate::Error;
use crate::database::Tx;
use sqlx::AssertSqlSafe;

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
    use super::{pieces, places};

    #[test]
    fn places_are_numbered_through_all_rows() {
        assert_eq!(places(1, 1), "($1)");
        assert_eq!(places(2, 3), "($1, $2, $3), ($4, $5, $6)");
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
