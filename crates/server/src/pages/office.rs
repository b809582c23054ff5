//! The packages that a person may see.

use super::Frame;
use askama::Template;
use message::Fixed;

/// The packages of a year.
#[derive(Template)]
#[template(path = "office.html")]
pub(crate) struct OfficePage {
    pub(crate) frame: Frame,
    /// The years that are open, the last one first.
    pub(crate) years: Vec<u16>,
    /// The year that is shown.
    pub(crate) year: Option<u16>,
    pub(crate) packages: Vec<PackageLine>,
}

/// A package in the list.
pub(crate) struct PackageLine {
    pub(crate) body: String,
    pub(crate) name: String,
    pub(crate) is_department: bool,
    pub(crate) round: Fixed,
    pub(crate) stage: Fixed,
    /// In yuan, as it is printed.
    pub(crate) total: String,
    /// What is waited for.
    pub(crate) waiting: Option<Fixed>,
    /// Whether the person can do that.
    pub(crate) is_mine: bool,
    pub(crate) overdue_days: Option<u32>,
    pub(crate) open_comments: usize,
}
