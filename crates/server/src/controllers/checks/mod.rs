//! The checks, and what was said of their findings.

mod get;
mod waivers;

pub(crate) use get::get;
