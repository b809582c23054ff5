//! Charts as SVG: bars, pairs of bars, a divided bar, lines.
//!
//! A chart is data to the last number: its description says all of it in words, and
//! [`Chart::rows`] holds the same numbers as a table. Shapes differ by position, length and
//! pattern, so that a chart can be read in grey; each may be a link. Nothing is scripted, and no
//! style is written inside, so that the strictest content security policy shows it.
//!
//! The SVG is written directly because it consists of rectangles, lines and text. The plotting
//! crates that write SVG do not write the titles, descriptions and roles that screen readers need,
//! and need fonts to measure text.
#![forbid(unsafe_code)]

mod bars;
mod lines;
mod parts;
mod text;

pub use bars::{Pair, bars, pairs};
pub use lines::{Line, lines};
pub use parts::parts;

/// A number of a chart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Value {
    /// What it is of.
    pub label: String,
    /// Its size, in whichever unit all numbers of the chart have.
    pub size: i64,
    /// How it is shown: `79.63 万元`.
    pub shown: String,
    /// Where its shape leads.
    pub link: Option<String>,
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// All that it shows, in words.
    pub description: String,
    /// The picture.
    pub svg: String,
    /// The table with the same numbers; the first row is its head.
    pub rows: Vec<Vec<String>>,
}

/// The width of every picture in pixels.
const WIDTH: u32 = 800;

/// The top of what is below the title in pixels.
const TOP: u32 = 52;

const INK: &str = "#111111";
const PAPER: &str = "#ffffff";
const FILL: &str = "#3d5a73";

/// Returns `size` in pixels where `most` has `length`: at least 1 unless it is nothing.
fn scaled(size: i64, most: u64, length: u32) -> u32 {
    if size == 0 || most == 0 {
        return 0;
    }
    let pixels = u128::from(size.unsigned_abs()) * u128::from(length) / u128::from(most);
    u32::try_from(pixels).unwrap_or(length).clamp(1, length)
}

fn largest<'a>(values: impl IntoIterator<Item = &'a Value>) -> u64 {
    values.into_iter().map(|value| value.size.unsigned_abs()).max().unwrap_or(0)
}
