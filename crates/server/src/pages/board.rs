//! Where all packages of a year are.

use super::Frame;
use crate::asked::{Asked, Sort};
use crate::standing::{BulkStep, Standing};
use crate::sum::Sum;
use askama::Template;
use charts::Chart;
use workflow::Stage;

/// The board of a year.
#[derive(Template)]
#[template(path = "board.html")]
pub(crate) struct BoardPage {
    pub(crate) frame: Frame,
    /// The years that are open, the last one first.
    pub(crate) years: Vec<u16>,
    /// The year that is shown.
    pub(crate) year: Option<u16>,
    pub(crate) asked: Asked,
    pub(crate) stages: &'static [Stage],
    pub(crate) columns: &'static [Sort],
    pub(crate) lines: Vec<Standing>,
    pub(crate) sum: Sum,
    /// Whether any of the lines has control figures; their columns are left out where none has.
    pub(crate) has_control: bool,
    /// Whether the person issues control figures to some department.
    pub(crate) issues_controls: bool,
    /// The steps that can be taken with many of them.
    pub(crate) bulk: Vec<BulkStep>,
    /// How many departments are at each stage.
    pub(crate) chart: Option<Chart>,
}

impl BoardPage {
    /// Returns how many columns come before the amounts.
    fn before_amounts(&self) -> usize {
        let columns = self.columns.len().saturating_sub(1);
        columns.saturating_add(usize::from(!self.bulk.is_empty()))
    }
}
