//! Builds tables from lattices and the glyphs on them.

use super::columns::Columns;
use super::geometry::{Area, Length, POINT, median};
use super::rulings::Lattice;
use super::text::{Line, joined, lines};
use super::upright::Glyph;

/// The distance from a table within which text belongs to it.
const SLACK: Length = POINT;

/// The space between the border of a cell and its text.
const PADDING: Length = 4 * POINT;

/// A table on one page.
#[derive(Debug, Clone)]
pub struct Grid {
    pub page: u32,
    pub area: Area,
    /// The borders of the columns.
    pub xs: Vec<Length>,
    /// The ends of the words of each column, where its borders are not drawn.
    pub columns: Option<Columns>,
    /// Its lines, where the borders of its columns are not drawn.
    pub lines: Vec<Line>,
    /// Whether its columns and rows are drawn, or can be no others.
    pub is_certain: bool,
    pub rows: usize,
    /// The font size of most of its text.
    pub size: Option<Length>,
    /// The cells by row, then column.
    pub cells: Vec<GridCell>,
}

/// A cell of a table on one page.
#[derive(Debug, Clone)]
pub struct GridCell {
    pub page: u32,
    pub row: usize,
    pub column: usize,
    pub row_span: usize,
    pub column_span: usize,
    pub text: String,
    /// Whether its last line is full, so that the text may continue in another cell.
    pub is_full: bool,
    pub area: Area,
}

impl Grid {
    /// Returns the cells that begin in a row.
    pub fn row(&self, row: usize) -> &[GridCell] {
        let start = self.cells.partition_point(|cell| cell.row < row);
        let end = self.cells.partition_point(|cell| cell.row <= row);
        self.cells.get(start..end).unwrap_or_default()
    }
}

#[cfg(test)]
impl GridCell {
    /// Returns a cell of one row and column without an area.
    pub fn plain(page: u32, row: usize, column: usize, text: &str) -> Self {
        let (row_span, column_span, text) = (1, 1, text.into());
        let area = Area::EMPTY;
        Self { page, row, column, row_span, column_span, text, is_full: true, area }
    }
}

/// Removes the glyphs on the lattice from `glyphs` and returns the table that they form.
pub fn grid(page: u32, lattice: &Lattice, glyphs: &mut Vec<Glyph>) -> Grid {
    let area = lattice.area();
    let near = area.grown(SLACK);
    let (inside, outside): (Vec<Glyph>, Vec<Glyph>) = std::mem::take(glyphs)
        .into_iter()
        .partition(|glyph| near.contains((glyph.left + glyph.right) / 2, glyph.middle()));
    *glyphs = outside;
    let (mut cells, covering) = partition(page, lattice);
    let mut held: Vec<Vec<&Glyph>> = vec![Vec::new(); cells.len()];
    for run in runs(&inside) {
        let cell = cell_of(run, lattice, &covering);
        if let Some(held) = cell.and_then(|cell| held.get_mut(cell)) {
            held.extend(run);
        }
    }
    for (cell, glyphs) in cells.iter_mut().zip(held) {
        let lines = lines(glyphs);
        cell.text = joined(&lines, cell.area.width() - 2 * PADDING);
        cell.is_full = lines
            .last()
            .is_some_and(|line| cell.area.width() - line.area.width() < 2 * line.size + PADDING);
    }
    let size = median(inside.iter().map(|glyph| glyph.size).collect());
    let (xs, rows) = (lattice.xs.clone(), lattice.ys.len() - 1);
    Grid { page, area, xs, columns: None, lines: Vec::new(), is_certain: true, rows, size, cells }
}

/// Divides a lattice into cells: each extends to the right and then down to the next border. Also
/// returns, for each position, the index of the cell that covers it.
fn partition(page: u32, lattice: &Lattice) -> (Vec<GridCell>, Vec<Option<usize>>) {
    let (columns, rows) = (lattice.xs.len() - 1, lattice.ys.len() - 1);
    let mut covering: Vec<Option<usize>> = vec![None; columns * rows];
    let mut cells = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            let is_free =
                |row: usize, column: usize| covering.get(row * columns + column) == Some(&None);
            if !is_free(row, column) {
                continue;
            }
            let right = (column + 1..columns)
                .find(|at| lattice.is_drawn_left(row, *at) || !is_free(row, *at))
                .unwrap_or(columns);
            let opens_below = |below: &usize| {
                !(column..right).any(|at| lattice.is_drawn_above(*below, at))
                    && !(column + 1..right).any(|at| lattice.is_drawn_left(*below, at))
            };
            let bottom = (row + 1..rows).find(|below| !opens_below(below)).unwrap_or(rows);
            for covered in (row..bottom).flat_map(|r| (column..right).map(move |c| r * columns + c))
            {
                if let Some(slot) = covering.get_mut(covered) {
                    *slot = Some(cells.len());
                }
            }
            cells.push(cell(page, lattice, row..bottom, column..right));
        }
    }
    (cells, covering)
}

fn cell(
    page: u32,
    lattice: &Lattice,
    rows: std::ops::Range<usize>,
    columns: std::ops::Range<usize>,
) -> GridCell {
    let at = |lengths: &[Length], index: usize| lengths.get(index).copied().unwrap_or(0);
    let area = Area {
        left: at(&lattice.xs, columns.start),
        top: at(&lattice.ys, rows.start),
        right: at(&lattice.xs, columns.end),
        bottom: at(&lattice.ys, rows.end),
    };
    GridCell {
        page,
        row: rows.start,
        column: columns.start,
        row_span: rows.len(),
        column_span: columns.len(),
        text: String::new(),
        is_full: false,
        area,
    }
}

/// Splits glyphs into runs without gaps: words that stay together even if they extend over a
/// border.
pub fn runs(glyphs: &[Glyph]) -> impl Iterator<Item = &[Glyph]> {
    glyphs.chunk_by(|one, next| {
        let gap = next.left - one.right;
        (one.baseline - next.baseline).abs() * 10 <= one.size
            && gap * 20 <= one.size * 3
            && gap * 10 >= -one.size * 3
    })
}

/// Returns the cell that contains most of a run.
fn cell_of(run: &[Glyph], lattice: &Lattice, covering: &[Option<usize>]) -> Option<usize> {
    let columns = lattice.xs.len() - 1;
    let middle = run.first()?.middle();
    let row = piece(&lattice.ys, middle);
    let first = piece(&lattice.xs, run.first()?.left);
    let last = piece(&lattice.xs, run.last()?.right);
    let mut best: Option<(usize, Length)> = None;
    let mut share = 0;
    for column in first..=last.max(first) {
        let cell = covering.get(row * columns + column).copied().flatten()?;
        let from = lattice.xs.get(column).copied()?.max(run.first()?.left);
        let to = lattice.xs.get(column + 1).copied()?.min(run.last()?.right);
        match &best {
            Some((same, _)) if *same == cell => share += to - from,
            _ => share = to - from,
        }
        if best.is_none_or(|(same, most)| same == cell || share > most) {
            best = Some((cell, share));
        }
    }
    best.map(|(cell, _)| cell)
}

/// Returns the index of the interval between borders that contains a position. The first and last
/// intervals extend outwards.
fn piece(borders: &[Length], at: Length) -> usize {
    let after = borders.partition_point(|border| *border <= at);
    after.saturating_sub(1).min(borders.len().saturating_sub(2))
}
