//! A `Document` to bytes, one format a module.
//!
//! Nothing here knows budgets: what a number counts is told by [`Annotations`], in words.
//! The same document gives the same bytes, on every machine and at any time.
#![forbid(unsafe_code)]

mod annotations;
pub mod csv;
pub mod datapackage;
pub mod docx;
mod error;
pub mod html;
pub mod json;
mod observations;
pub mod overview;
mod package;
mod rows;
#[cfg(test)]
mod testing;
pub mod text;
pub mod xlsx;

pub use annotations::{Annotation, Annotations};
pub use error::WriteError;
pub use observations::{Dimensions, Row};
