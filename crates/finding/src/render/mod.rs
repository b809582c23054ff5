//! Renderers of reports. Each format is one module of plain functions that return text.
//!
//! Nothing here reads a file, looks at a clock or asks a terminal: the same
//! reports give the same bytes. Words that come from a document are never
//! trusted: each format escapes them in its own way.

pub mod html;
pub mod json;
mod list;
mod markdown;
mod renderer;
mod run;
mod sarif;
mod summary;
pub mod text;
mod words;
mod wrap;

pub use list::comments;
pub use renderer::{Format, Part, Renderer, Rendering, Shown};
pub use run::Run;
pub use summary::Summary;
pub use words::{page, place, plain, severity};

use crate::CheckId;

/// A check's page, as far as a report shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule<'a> {
    /// The check.
    pub check: CheckId,
    /// Its short name.
    pub name: &'a str,
    /// Its page in the report's language, as Markdown.
    pub help: &'a str,
}
