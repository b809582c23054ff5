//! One folder a resource, one file a handler.

pub(crate) mod commands;
pub(crate) mod documents;
pub(crate) mod events;
pub(crate) mod health;
pub(crate) mod login;
pub(crate) mod logout;
pub(crate) mod metrics;
pub(crate) mod office;
pub(crate) mod packages;
pub(crate) mod published;
pub(crate) mod style;
pub(crate) mod welcome;
