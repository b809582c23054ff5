//! Scripts.

mod get;

pub(crate) use get::get;
