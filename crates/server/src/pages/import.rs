//! The control figures of many departments, before they are issued.

use super::Frame;
use askama::Template;

/// The form for a table, and what a table comes to.
#[derive(Template)]
#[template(path = "import.html")]
pub(crate) struct ImportPage {
    pub(crate) frame: Frame,
    /// The year, which is always known here.
    pub(crate) year: Option<u16>,
    pub(crate) years: Vec<u16>,
    /// The mistakes of a table: the cell, and what is wrong.
    pub(crate) mistakes: Vec<(String, String)>,
    pub(crate) preview: Option<Preview>,
}

/// What issuing the figures of a table comes to.
pub(crate) struct Preview {
    /// The names of the figures.
    pub(crate) columns: Vec<String>,
    pub(crate) lines: Vec<GivenLine>,
    /// The sum of each figure, and of all of them.
    pub(crate) sums: Vec<String>,
    pub(crate) total: String,
    /// Whether any department has asked for something, or has figures already.
    pub(crate) has_asked: bool,
    pub(crate) has_before: bool,
    /// To how many departments they are issued, and how many of these go into the second round.
    pub(crate) issued: usize,
    pub(crate) opens_second: usize,
    /// How many departments the table leaves as they are.
    pub(crate) unchanged: usize,
    /// The hidden fields with which they are issued.
    pub(crate) fields: Vec<(String, String)>,
}

/// The figures of a department.
pub(crate) struct GivenLine {
    pub(crate) body: String,
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) amounts: Vec<String>,
    pub(crate) total: String,
    /// What it asks for in the first round, within the figures.
    pub(crate) asked: Option<String>,
    /// The sum of the figures that it has.
    pub(crate) before: Option<String>,
    /// Why they cannot be issued; `None` where they can.
    pub(crate) refusal: Option<String>,
}
