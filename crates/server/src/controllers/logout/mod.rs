//! Leaving.

mod post;

pub(crate) use post::post;
