//! The page on which a person changes the own password.

mod get;
mod post;

pub(crate) use get::get;
pub(crate) use post::post;
