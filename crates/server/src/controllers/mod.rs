//! One folder a resource, one file a handler.

pub(crate) mod board;
pub(crate) mod bodies;
pub(crate) mod commands;
pub(crate) mod documents;
pub(crate) mod events;
pub(crate) mod health;
pub(crate) mod inbox;
pub(crate) mod login;
pub(crate) mod logins;
pub(crate) mod logout;
pub(crate) mod me;
pub(crate) mod metrics;
pub(crate) mod office;
pub(crate) mod openapi;
pub(crate) mod packages;
pub(crate) mod password;
pub(crate) mod people;
pub(crate) mod published;
pub(crate) mod sheets;
pub(crate) mod style;
pub(crate) mod tokens;
pub(crate) mod welcome;
pub(crate) mod years;
