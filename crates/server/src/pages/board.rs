//! Where all packages of a year are.

use super::Frame;
use crate::asked::{Asked, Sort};
use crate::standing::{BulkStep, Standing};
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
    /// The steps that can be taken with many of them.
    pub(crate) bulk: Vec<BulkStep>,
    /// How many departments are at each stage.
    pub(crate) chart: Option<Chart>,
}
