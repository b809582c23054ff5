//! The one place that knows how budgets are laid out: a `Document` to observations.
//!
//! An [`Observation`] is a printed number with its scope and its place. Titles,
//! column heads, row labels and codes are turned into scopes by phrases that are
//! data (`data/lexicon.tsv`, `data/function.tsv`, `data/economic.tsv`); no layout
//! is written down anywhere. What is not recognised is listed, never guessed.
#![forbid(unsafe_code)]

mod budget;
mod caption;
mod classification;
mod columns;
mod compare;
mod entities;
mod grid;
mod lay_out;
pub mod layouts;
mod lexicon;
mod model;
mod money;
mod nest;
mod normal;
mod objective;
mod parts;
mod recognise;
mod rows;
mod sentence;
mod shape;
mod spread;
#[cfg(test)]
mod testing;
mod titles;
mod to_ledger;
mod words;

pub use classification::{Classification, Kind, Named};
pub use compare::{Change, compare};
pub use lay_out::{LaidOut, LayOutError, lay_out};
pub use layouts::{Layout, LayoutError};
pub use model::{
    Assertion, Claim, Cost, Direction, Disclosure, Division, EntityName, Included, Indicator,
    Observation, Project, Quantity, Source, TableKind, TableRead, Unrecognised, Value, Why,
};
pub use recognise::read;
pub use to_ledger::{FromDocument, Unknown, three_public, to_ledger};
