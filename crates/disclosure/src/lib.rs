//! The one place that knows how budgets are laid out: a `Document` to observations.
//!
//! An [`Observation`] is a printed number with its scope and its place. Titles,
//! column heads, row labels and codes are turned into scopes by phrases that are
//! data (`data/lexicon.tsv`, and the code lists of `classification`); no layout
//! is hard-coded. What is not recognised is listed and not guessed.
#![forbid(unsafe_code)]

mod compare;
mod describe;
mod heading;
pub mod layouts;
mod model;
mod publish;
mod read;
pub mod record;
mod sentence;
mod table;
#[cfg(test)]
mod testing;
mod to_ledger;
mod vocabulary;

pub use compare::{Change, compare};
pub use heading::caption::{Caption, Owner, caption};
pub use heading::volumes::volumes;
pub use layouts::{Layout, LayoutError};
pub use model::{
    Assertion, Claim, Cost, Difference, Direction, Disclosure, Division, EntityName, Excerpt,
    Fullness, Included, Indicator, Observation, Project, Quantity, Source, Sum, TableKind,
    TableRead, Term, Unread, Unrecognised, Value, Why,
};
pub use publish::{Edition, LaidOut, LayOutError, Portion, lay_out};
pub use read::read;
pub use table::below::parted;
pub use to_ledger::{
    FromDocument, ReadDocument, Unknown, three_public, to_joint_ledger, to_ledger,
};
