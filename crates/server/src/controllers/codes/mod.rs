//! Codes.

mod list;

pub(crate) use list::list;
