//! The history.

mod list;

pub(crate) use list::list;
