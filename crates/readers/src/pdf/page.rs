//! One page to its lines and tables, from the top.

use super::align::{aligned, columns_of};
use super::cells::{Grid, grid};
use super::geometry::{Area, Length};
use super::rulings::{Lattice, lattices};
use super::text::{Line, lines};
use super::upright::{Glyph, Upright};

/// What stands on a page.
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
    /// How many cells and words there are.
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

    /// The height of its print.
    pub fn size(&self) -> Option<Length> {
        match self {
            Self::Line(line) => Some(line.size),
            Self::Grid(grid) => grid.size,
        }
    }

    /// By what parts follow one another.
    fn height(&self) -> Length {
        match self {
            Self::Line(line) => (line.area.top + line.area.bottom) / 2,
            Self::Grid(grid) => grid.area.top,
        }
    }
}

/// Reads a page.
pub fn page(number: u32, mut drawn: Upright) -> Page {
    let (ruled, alone) = lattices(drawn.rules);
    let mut parts = Vec::new();
    let mut take = |lattice: &Lattice, glyphs: &mut Vec<Glyph>| {
        parts.push(Part::Grid(grid(number, lattice, glyphs)));
    };
    for lattice in ruled {
        let columns = (lattice.xs.len() == 2).then(|| columns_by_words(&lattice, &drawn.glyphs));
        take(columns.flatten().as_ref().unwrap_or(&lattice), &mut drawn.glyphs);
    }
    let lines_left = lines(drawn.glyphs.iter().collect());
    let tables = aligned(&lines_left.iter().collect::<Vec<_>>(), &alone);
    for lattice in &tables {
        take(lattice, &mut drawn.glyphs);
    }
    let lines_left =
        if tables.is_empty() { lines_left } else { lines(drawn.glyphs.iter().collect()) };
    parts.extend(lines_left.into_iter().map(Part::Line));
    parts.sort_by_key(Part::height);
    Page { number, size: drawn.size, parts }
}

/// The columns of a table of which only the rows are drawn.
fn columns_by_words(lattice: &Lattice, glyphs: &[Glyph]) -> Option<Lattice> {
    let area = lattice.area();
    let inside = glyphs.iter().filter(|glyph| area.contains(glyph.left, glyph.middle()));
    let lines = lines(inside.collect());
    columns_of(lattice, &lines.iter().collect::<Vec<_>>())
}
