//! The page of the calendars.

mod get;
mod post;

pub(crate) use get::get;
pub(crate) use post::post;
