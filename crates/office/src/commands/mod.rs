//! One command a file.

pub(crate) mod backup;
pub(crate) mod import_bodies;
pub(crate) mod rebuild;
pub(crate) mod restore;
pub(crate) mod serve;
pub(crate) mod verify;
