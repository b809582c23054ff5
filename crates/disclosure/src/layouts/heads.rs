//! The heads of a table as a grid: `收入 | < | 支出`, where `<` continues the cell to the
//! left and `^` with the cell above.

use super::template::Template;
use message::Message;

/// The head cells and the size of their grid.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heads {
    pub rows: u32,
    pub columns: u32,
    pub cells: Vec<Head>,
}

/// One head.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub row: u32,
    pub column: u32,
    pub row_span: u32,
    pub column_span: u32,
    pub words: Template,
}

/// Parses the head rows; each has to be as wide as the table.
pub(super) fn parse(rows: &[String], columns: u32) -> Result<Heads, Message> {
    let mut heads = Heads { columns, ..Heads::default() };
    for (row, text) in (0..).zip(rows) {
        let cells: Vec<&str> = text.split('|').map(str::trim).collect();
        if u32::try_from(cells.len()) != Ok(columns) {
            let count = cells.len();
            return Err(Message::new(
                format!("表头第{}行有{count}列，而表有{columns}列", row + 1),
                format!("row {} of the heads has {count} columns, the table {columns}", row + 1),
            ));
        }
        heads.take(row, &cells)?;
        heads.rows = row + 1;
    }
    Ok(heads)
}

impl Heads {
    /// Removes columns, and the heads that cover no other column.
    pub fn drop_columns(&mut self, dropped: &[u32]) {
        let kept = |columns: std::ops::Range<u32>| {
            let kept = columns.filter(|column| !dropped.contains(column)).count();
            u32::try_from(kept).unwrap_or(0)
        };
        self.columns = kept(0..self.columns);
        self.cells.retain_mut(|head| {
            let end = head.column + head.column_span;
            head.column_span = kept(head.column..end);
            head.column = kept(0..head.column);
            head.column_span > 0
        });
    }

    fn take(&mut self, row: u32, cells: &[&str]) -> Result<(), Message> {
        for (column, words) in (0..).zip(cells) {
            let goes_on = match *words {
                "<" => column > 0 && self.widen(row, column - 1),
                "^" => row > 0 && self.deepen(row, column),
                _ => {
                    let words = Template::parse(words)?;
                    let (row_span, column_span) = (1, 1);
                    self.cells.push(Head { row, column, row_span, column_span, words });
                    true
                }
            };
            if !goes_on {
                return Err(Message::new(
                    format!("表头第{}行第{}列没有可以接续的单元格", row + 1, column + 1),
                    format!("row {}, column {}: no cell to go on with", row + 1, column + 1),
                ));
            }
        }
        Ok(())
    }

    /// Extends the cell of `row` that covers `column` by one column.
    fn widen(&mut self, row: u32, column: u32) -> bool {
        let mut left = self.cells.iter_mut().filter(|head| head.row == row);
        let covers = |head: &&mut Head| head.column + head.column_span == column + 1;
        left.find(covers).is_some_and(|head| {
            head.column_span += 1;
            true
        })
    }

    /// Extends the cell above down to `row`. For a cell over several columns this is called once a
    /// column.
    fn deepen(&mut self, row: u32, column: u32) -> bool {
        let covers = |head: &&mut Head| {
            (head.column..head.column + head.column_span).contains(&column)
                && (head.row + head.row_span == row || head.row + head.row_span == row + 1)
                && head.row < row
        };
        self.cells.iter_mut().find(covers).is_some_and(|head| {
            head.row_span = row + 1 - head.row;
            true
        })
    }
}
