//! The page of the history.

mod export;
mod find;
mod get;
mod verify;

pub(crate) use export::export;
pub(crate) use get::{get, time};
pub(crate) use verify::verify;
