//! Writes a [`document::Document`] in various formats, one module per format.
//!
//! Nothing here knows about budgets: [`Annotations`] say in words what a number counts. The same
//! document gives the same bytes, on every machine and at any time.
#![forbid(unsafe_code)]

mod annotations;
pub mod csv;
pub mod datapackage;
pub mod docx;
mod error;
pub mod html;
pub mod json;
mod markup;
mod package;
mod rows;
#[cfg(test)]
mod testing;
pub mod text;
pub mod xlsx;

pub use annotations::{Annotation, Annotations};
pub use error::WriteError;
