//! Tables as they stand in a file.

use document::{Block, Document};
use pyo3::prelude::*;

/// A table as it stands in a file.
#[pyclass(frozen, module = "yusuan")]
pub(crate) struct Grid {
    name: Option<String>,
    page: Option<u32>,
    rows: Vec<Vec<Option<String>>>,
}

#[pymethods]
impl Grid {
    /// The name that the file gives it, such as that of a sheet, or `None`.
    #[getter]
    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The page on which it begins, or `None` where the format has no pages.
    #[getter]
    fn page(&self) -> Option<u32> {
        self.page
    }

    /// The texts of the cells by row and column. A merged cell's text stands at its upper left
    /// corner; `None` is what it covers besides, and what no cell covers.
    #[getter]
    fn rows(&self) -> Vec<Vec<Option<&str>>> {
        self.rows.iter().map(|row| row.iter().map(Option::as_deref).collect()).collect()
    }

    fn __repr__(&self) -> String {
        let columns = self.rows.first().map_or(0, Vec::len);
        format!("<yusuan.Grid {} × {columns}>", self.rows.len())
    }
}

/// Returns the tables of a document in reading order.
pub(crate) fn grids(document: &Document) -> Vec<Grid> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    tables.map(grid).collect()
}

fn grid(table: &document::Table) -> Grid {
    let row = |row| {
        // A row is as long as its last cell reaches: a sheet may state more columns than it uses.
        let cells = table.row(row);
        let end = cells.iter().map(|cell| cell.column + cell.column_span).max().unwrap_or(0);
        let mut texts = vec![None; end as usize];
        for cell in cells {
            if let Some(text) = texts.get_mut(cell.column as usize) {
                *text = Some(cell.text.clone());
            }
        }
        texts
    };
    Grid {
        name: table.name.as_deref().map(str::to_owned),
        page: table.cells.first().and_then(|cell| cell.place.columns().page),
        rows: (0..table.rows).map(row).collect(),
    }
}
