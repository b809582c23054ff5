//! The checks, and what was said of their findings.

mod export;
mod get;
mod waivers;

pub(crate) use export::export;
pub(crate) use get::get;
