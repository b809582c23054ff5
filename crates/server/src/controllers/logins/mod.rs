//! The audit of logins.

mod list;

pub(crate) use list::list;
