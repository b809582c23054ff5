//! The style sheet of all pages.

mod get;

pub(crate) use get::{get, icon};
