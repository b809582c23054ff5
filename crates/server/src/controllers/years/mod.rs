//! Years and their calendars.

mod list;

pub(crate) use list::list;
