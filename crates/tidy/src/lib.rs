//! The rules of the house: what no compiler checks and no reviewer should have to.
//!
//! Each rule is a function from what is tracked, or from what cargo says of the
//! workspace, to complaints. `tests/tidy.rs` runs them on this project; the tests
//! beside each rule show it bad samples, so that no rule passes because it is blind.
#![forbid(unsafe_code)]

pub mod arrows;
pub mod attributes;
pub mod languages;
pub mod length;
pub mod links;
pub mod lints;
pub mod pages;
pub mod places;
pub mod roots;
mod tree;
mod words;

pub use tree::{File, Missing, metadata, root, tracked};
