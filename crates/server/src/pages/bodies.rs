//! The tree of bodies.

use super::Frame;
use crate::missing::Missing;
use askama::Template;
use message::Fixed;

/// The bodies that a person may see.
#[derive(Template)]
#[template(path = "bodies.html")]
pub(crate) struct BodiesPage {
    pub(crate) frame: Frame,
    pub(crate) missing: Option<Missing>,
    pub(crate) bodies: Vec<BodyLine>,
    /// The bodies below which the person may add others.
    pub(crate) parents: Vec<(String, String)>,
}

/// A body.
pub(crate) struct BodyLine {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) level: Fixed,
    /// How deep it is in the tree.
    pub(crate) depth: &'static str,
    pub(crate) is_closed: bool,
    /// Whether the person changes its name, and closes or reopens it.
    pub(crate) can_rename: bool,
    pub(crate) can_close: bool,
}
