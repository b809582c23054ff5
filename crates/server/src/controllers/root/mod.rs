//! The public front page.

mod get;

pub(crate) use get::get;
