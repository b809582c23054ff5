//! Finds the lines and tables of one page, from top to bottom.

use super::align::{Aligned, aligned, columns_of, is_frame};
use super::cells::{Grid, grid};
use super::geometry::{Area, Length};
use super::rulings::{Lattice, lattices};
use super::text::{Line, lines};
use super::upright::{Glyph, Upright};

/// The content of a page.
#[derive(Debug)]
pub struct Page {
    pub number: u32,
    pub size: Area,
    pub parts: Vec<Part>,
}

/// A line of text or a table.
#[derive(Debug)]
pub enum Part {
    Line(Line),
    Grid(Grid),
}

impl Page {
    /// Returns the number of cells and words.
    pub fn pieces(&self) -> usize {
        let pieces = |part: &Part| match part {
            Part::Line(line) => line.words.len(),
            Part::Grid(grid) => grid.cells.len(),
        };
        self.parts.iter().map(pieces).sum()
    }
}

impl Part {
    pub fn area(&self) -> Area {
        match self {
            Self::Line(line) => line.area,
            Self::Grid(grid) => grid.area,
        }
    }

    /// Returns the font size of most of its text.
    pub fn size(&self) -> Option<Length> {
        match self {
            Self::Line(line) => Some(line.size),
            Self::Grid(grid) => grid.size,
        }
    }

    /// Returns the vertical position by which parts are sorted.
    fn position(&self) -> Length {
        match self {
            Self::Line(line) => (line.area.top + line.area.bottom) / 2,
            Self::Grid(grid) => grid.area.top,
        }
    }
}

/// Reads a page.
pub fn page(number: u32, mut drawn: Upright) -> Page {
    let (mut ruled, alone) = lattices(drawn.rules);
    ruled.retain(|lattice| {
        lattice.xs.len() != 2
            || !is_frame(lattice, &lines_in(lattice, &drawn.glyphs).iter().collect::<Vec<_>>())
    });
    let mut parts = Vec::new();
    for lattice in ruled {
        let found = (lattice.xs.len() == 2).then(|| columns_by_words(&lattice, &drawn.glyphs));
        let (lattice, is_certain) = match found.flatten() {
            Some(found) => (found.lattice, found.is_certain),
            None => (lattice, true),
        };
        let grid = grid(number, &lattice, &mut drawn.glyphs);
        parts.push(Part::Grid(Grid { is_certain, ..grid }));
    }
    let lines_left = lines(drawn.glyphs.iter().collect());
    let tables = aligned(&lines_left.iter().collect::<Vec<_>>(), &alone);
    let is_without = tables.is_empty();
    for Aligned { lattice, columns, lines, is_certain } in tables {
        let grid = grid(number, &lattice, &mut drawn.glyphs);
        parts.push(Part::Grid(Grid { columns: Some(columns), lines, is_certain, ..grid }));
    }
    let lines_left = if is_without { lines_left } else { lines(drawn.glyphs.iter().collect()) };
    parts.extend(lines_left.into_iter().map(Part::Line));
    parts.sort_by_key(Part::position);
    Page { number, size: drawn.size, parts }
}

fn lines_in(lattice: &Lattice, glyphs: &[Glyph]) -> Vec<Line> {
    let area = lattice.area();
    lines(glyphs.iter().filter(|glyph| area.contains(glyph.left, glyph.middle())).collect())
}

/// Returns the columns of a table of which only the rows are drawn, by the alignment of its words.
fn columns_by_words(lattice: &Lattice, glyphs: &[Glyph]) -> Option<Aligned> {
    let lines = lines_in(lattice, glyphs);
    columns_of(lattice, &lines.iter().collect::<Vec<_>>())
}
