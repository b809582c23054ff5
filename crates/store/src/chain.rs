//! The chain of hashes over the events.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// The end of the chain: how many events there are, and the hash of the last.
///
/// Kept elsewhere, for instance in a published document, it shows whether events were cut off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The number of the last event; 0 where there is none.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
}

impl Head {
    /// Returns the head of an empty chain.
    pub fn empty() -> Self {
        Self { seq: 0, hash: "0".repeat(64) }
    }

    /// Returns the head after one more event.
    #[must_use]
    pub fn after(&self, event: &str) -> Self {
        let seq = self.seq.saturating_add(1);
        Self { seq, hash: link(&self.hash, seq, event) }
    }
}

/// The number and the first digits of the hash, as they are printed in documents.
impl fmt::Display for Head {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.seq, self.hash.get(..12).unwrap_or(&self.hash))
    }
}

/// Returns the hash of an event: SHA-256 over the hash before, the event's number and its bytes,
/// each on a line of its own.
pub fn link(before: &str, seq: i64, event: &str) -> String {
    let digest = Sha256::digest(format!("{before}\n{seq}\n{event}"));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_covers_the_event_its_number_and_all_before() {
        let first = Head::empty().after("a");
        assert_eq!(first.seq, 1);
        assert_ne!(first.hash, Head::empty().after("b").hash);
        assert_ne!(first.after("c").hash, Head::empty().after("b").after("c").hash);
        assert_ne!(link(&first.hash, 2, "c"), link(&first.hash, 3, "c"));
    }

    /// The chain of stored events depends on it for ever.
    #[test]
    fn the_hash_is_what_it_always_was() {
        let head = Head::empty().after("{}");
        assert_eq!(head.to_string(), "1-857ee6299d26");
    }
}
