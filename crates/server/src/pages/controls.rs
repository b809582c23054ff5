//! The control figures of a package.

use super::Frame;
use askama::Template;
use charts::Chart;
use ledger::Node;

/// The control figures of a package, and the form to issue or divide them.
#[derive(Template)]
#[template(path = "controls.html")]
pub(crate) struct ControlsPage {
    pub(crate) frame: Frame,
    pub(crate) name: String,
    pub(crate) body: String,
    pub(crate) year: u16,
    pub(crate) lines: Vec<ControlLine>,
    pub(crate) chart: Option<Chart>,
    /// Whether issuing them opens the second round.
    pub(crate) opens_second: bool,
    /// Whether the person may issue the figures of many departments at once.
    pub(crate) can_import: bool,
    /// What the department was agreed in the first round, in yuan, for those who issue figures.
    pub(crate) agreed: Vec<(String, String)>,
    /// Why they cannot be issued; `None` where they can.
    pub(crate) refusal: Option<String>,
    pub(crate) funds: Vec<Node>,
    pub(crate) purposes: Vec<Node>,
    /// The rows of the form: fund, purpose, amount in yuan.
    pub(crate) rows: Vec<(String, String, String)>,
}

/// A control figure.
pub(crate) struct ControlLine {
    pub(crate) fund: &'static str,
    pub(crate) purpose: &'static str,
    pub(crate) most: String,
    pub(crate) used: String,
    pub(crate) left: String,
    pub(crate) is_exceeded: bool,
}

impl ControlsPage {
    /// Returns the name of a fund or a purpose.
    pub(crate) fn named(&self, node: &Node) -> &'static str {
        self.frame.lang.pick(node.name_zh(), node.name_en())
    }
}
