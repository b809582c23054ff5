//! The caller.

mod get;
mod password;

pub(crate) use get::get;
pub(crate) use password::{change, password};
