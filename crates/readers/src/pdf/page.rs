//! One page to its lines and tables, from the top.

use super::cells::{Grid, grid};
use super::geometry::{Area, Length};
use super::rulings::lattices;
use super::text::{Line, lines};
use super::upright::Upright;

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

impl Part {
    pub fn area(&self) -> Area {
        match self {
            Self::Line(line) => line.area,
            Self::Grid(grid) => grid.area,
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
    let (lattices, _alone) = lattices(drawn.rules);
    let mut parts: Vec<Part> = lattices
        .iter()
        .map(|lattice| Part::Grid(grid(number, lattice, &mut drawn.glyphs)))
        .collect();
    parts.extend(lines(drawn.glyphs.iter().collect()).into_iter().map(Part::Line));
    parts.sort_by_key(Part::height);
    Page { number, size: drawn.size, parts }
}
