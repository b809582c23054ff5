//! What is asked of the workflow.

mod files;
mod many;
mod post;

pub(crate) use many::many;
pub(crate) use post::post;
