//! One folder a resource, one file a handler.

pub(crate) mod commands;
pub(crate) mod documents;
pub(crate) mod events;
pub(crate) mod health;
pub(crate) mod packages;
