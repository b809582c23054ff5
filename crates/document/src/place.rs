use std::fmt;
use std::sync::Arc;

/// Where something stands, in the terms of the format it was read from.
///
/// All numbers count from 1, as a person would count them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A line of a text file.
    Line(u32),
    /// A paragraph of a flowing document.
    Paragraph(u32),
    /// A cell of a table of a flowing document.
    Cell {
        /// Which table of the document.
        table: u32,
        /// Row of the table.
        row: u32,
        /// Column of the table's grid, merged columns counted apart.
        column: u32,
    },
    /// A cell of a workbook.
    Sheet {
        /// The sheet's name.
        sheet: Arc<str>,
        /// Row of the sheet.
        row: u32,
        /// Column of the sheet.
        column: u32,
    },
    /// A box on a page, in points from the top left corner: left, top, right, bottom.
    Page {
        /// The page, counted through the file.
        page: u32,
        /// Left, top, right, bottom in points.
        area: [i32; 4],
    },
}

/// A place in flat columns, each empty where the format does not know it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceColumns {
    /// The line of a text file.
    pub line: Option<u32>,
    /// The paragraph of a flowing document.
    pub paragraph: Option<u32>,
    /// The table of a flowing document.
    pub table: Option<u32>,
    /// The row of that table or of the sheet.
    pub row: Option<u32>,
    /// The column of that table or of the sheet.
    pub column: Option<u32>,
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The address of the sheet's cell: `B7`.
    pub cell: Option<String>,
    /// The page.
    pub page: Option<u32>,
    /// Left, top, right, bottom on the page, in points.
    pub area: Option<[i32; 4]>,
}

impl Place {
    /// Returns the place in flat columns.
    pub fn columns(&self) -> PlaceColumns {
        let none = PlaceColumns::default();
        match *self {
            Self::Line(line) => PlaceColumns { line: Some(line), ..none },
            Self::Paragraph(paragraph) => PlaceColumns { paragraph: Some(paragraph), ..none },
            Self::Cell { table, row, column } => {
                PlaceColumns { table: Some(table), row: Some(row), column: Some(column), ..none }
            }
            Self::Sheet { ref sheet, row, column } => PlaceColumns {
                row: Some(row),
                column: Some(column),
                sheet: Some(Arc::clone(sheet)),
                cell: self.cell_name(),
                ..none
            },
            Self::Page { page, area } => {
                PlaceColumns { page: Some(page), area: Some(area), ..none }
            }
        }
    }

    /// The address of a workbook cell as its user knows it: `B7`. `None` elsewhere.
    pub fn cell_name(&self) -> Option<String> {
        match self {
            Self::Sheet { row, column, .. } => Some(format!("{}{row}", column_letters(*column))),
            _ => None,
        }
    }
}

/// A short form for logs and tests: `line 12`, `table 3 row 4 column 2`, `Sheet1!B7`.
impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(out, "line {line}"),
            Self::Paragraph(paragraph) => write!(out, "paragraph {paragraph}"),
            Self::Cell { table, row, column } => {
                write!(out, "table {table} row {row} column {column}")
            }
            Self::Sheet { sheet, row, column } => {
                write!(out, "{sheet}!{}{row}", column_letters(*column))
            }
            Self::Page { page, area: [left, top, right, bottom] } => {
                write!(out, "page {page} box {left},{top},{right},{bottom}")
            }
        }
    }
}

/// The letters of a workbook column: 1 is `A`, 27 is `AA`.
fn column_letters(column: u32) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_cell_has_the_name_its_user_sees() {
        let name = |column| Place::Sheet { sheet: "a".into(), row: 7, column }.cell_name();
        assert_eq!(name(2).as_deref(), Some("B7"));
        assert_eq!(name(26).as_deref(), Some("Z7"));
        assert_eq!(name(27).as_deref(), Some("AA7"));
        assert_eq!(name(703).as_deref(), Some("AAA7"));
        assert_eq!(Place::Line(7).cell_name(), None);
    }

    #[test]
    fn columns_hold_all_that_a_place_knows() {
        let sheet = Place::Sheet { sheet: "a".into(), row: 7, column: 2 }.columns();
        assert_eq!((sheet.sheet.as_deref(), sheet.cell.as_deref()), (Some("a"), Some("B7")));
        assert_eq!((sheet.row, sheet.column, sheet.table), (Some(7), Some(2), None));
        let page = Place::Page { page: 3, area: [1, 2, 3, 4] }.columns();
        assert_eq!((page.page, page.area, page.line), (Some(3), Some([1, 2, 3, 4]), None));
    }
}
