//! What the handlers share.

use message::Message;
use std::sync::Arc;
use store::{Blobs, Store};
use workflow::{Finding, Lines, Moment};

/// What the handlers share. Clones share it.
#[derive(Clone)]
pub struct App {
    /// The store.
    pub store: Store,
    /// The storage of files.
    pub files: Blobs,
    /// The clock.
    pub now: Arc<dyn Fn() -> Moment + Send + Sync>,
    /// How a ledger is read and checked.
    pub check: Arc<dyn Check>,
}

/// Reads and checks the ledger of a package. Clients never say themselves what is in a ledger or
/// what was found in it.
pub trait Check: Send + Sync {
    /// Returns what is in a file.
    ///
    /// # Errors
    /// Returns why it is not a ledger.
    fn check(&self, content: &[u8]) -> Result<Checked, Message>;
}

/// What is in a ledger.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Its lines.
    pub lines: Lines,
    /// What the checks found.
    pub findings: Vec<Finding>,
}
