//! A published budget, or a published document, as citizens read it.

use super::Frame;
use askama::Template;
use charts::Chart;
use message::Fixed;
use std::sync::Arc;
use store::ReadPage;

/// A published budget.
#[derive(Template)]
#[template(path = "budget.html")]
pub(crate) struct BudgetPage {
    pub(crate) frame: Frame,
    pub(crate) name: String,
    pub(crate) code: String,
    /// The year of a budget; `None` for a document.
    pub(crate) year: Option<u16>,
    /// The name of a document's file.
    pub(crate) title: String,
    pub(crate) day: String,
    /// In yuan, as it is printed.
    pub(crate) total: String,
    /// What is spent by class of function: name and amount.
    pub(crate) lines: Vec<(String, String)>,
    pub(crate) chart: Option<Chart>,
    /// The files: address, name, size.
    pub(crate) files: Vec<(String, String, String)>,
    /// The units of a department and its other years: address and name.
    pub(crate) others: Vec<(String, String)>,
    /// The end of the chain of events.
    pub(crate) head: String,
    /// The file as it was read; `None` where it cannot be read now.
    pub(crate) content: Option<Arc<ReadPage>>,
    /// What the checks say of it, where that is public.
    pub(crate) checks: Option<Vec<PublicFinding>>,
}

/// A finding that everybody may see.
pub(crate) struct PublicFinding {
    pub(crate) level: &'static str,
    pub(crate) level_name: Fixed,
    pub(crate) place: String,
    pub(crate) words: String,
    /// What the body says to it.
    pub(crate) explanation: String,
}
