//! What is stored: events and files.

use serde::Serialize;
use workflow::{Event, Hash};

/// An event as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recorded {
    /// Its number, from 1.
    pub seq: i64,
    /// The event.
    pub event: Event,
    /// Its hash.
    pub hash: String,
}

/// A content that is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its hash.
    pub hash: Hash,
    pub(crate) size: i64,
}
