//! The rules of this project that the compiler cannot check and reviewers should not have to.
//!
//! Each rule is a function from the tracked files, or from the output of `cargo metadata`, to
//! complaints. `tests/tidy.rs` applies the rules to this project; the tests next to each rule apply
//! it to bad samples, which shows that it can fail.
#![forbid(unsafe_code)]

pub mod arrows;
pub mod attributes;
pub mod circles;
pub mod languages;
pub mod length;
pub mod links;
pub mod lints;
pub mod pages;
pub mod places;
pub mod roots;
mod tree;
pub mod voice;
mod words;

pub use tree::{File, Missing, WORKSPACES, metadata, root, tracked};
