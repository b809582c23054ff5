//! The components of which pages are made, for those who carry on.

use super::Frame;
use askama::Template;
use charts::Chart;

/// Every component once, with its class.
#[derive(Template)]
#[template(path = "components.html")]
pub(crate) struct ComponentsPage {
    pub(crate) frame: Frame,
    pub(crate) chart: Chart,
}
