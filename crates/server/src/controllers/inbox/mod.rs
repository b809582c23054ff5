//! What waits for the caller.

mod list;

pub(crate) use list::list;
