//! Files that were made last: whoever looks at one of them in a preview looks at the others next.

use server::Paper;
use sha2::{Digest, Sha256};
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// How many sets of files are kept, and how many bytes one of them may have.
const KEPT: usize = 4;
const MOST_BYTES: usize = 16 << 20;

/// Of what files are made.
pub(super) type Key = Vec<u8>;

/// Sets of files.
#[derive(Debug, Default)]
pub(super) struct Made(Mutex<VecDeque<(Key, Vec<Paper>)>>);

/// Returns the key of the files of a ledger in a layout, with the head of the chain on them.
pub(super) fn key(ledger: &[u8], layout: &str, head: &str) -> Key {
    Sha256::new()
        .chain_update(ledger)
        .chain_update(format!("\n{layout}\n{head}"))
        .finalize()
        .to_vec()
}

impl Made {
    pub(super) fn get(&self, key: &Key) -> Option<Vec<Paper>> {
        let made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        made.iter().find(|(other, _)| other == key).map(|(_, files)| files.clone())
    }

    pub(super) fn keep(&self, key: Key, files: &[Paper]) {
        if files.iter().map(|(_, content)| content.len()).sum::<usize>() > MOST_BYTES {
            return;
        }
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        made.push_front((key, files.to_vec()));
        made.truncate(KEPT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_kept_for_what_they_are_made_of() {
        let made = Made::default();
        let files = vec![("a.docx".to_owned(), vec![1])];
        made.keep(key(b"ledger", "one", "7-abc"), &files);
        assert_eq!(made.get(&key(b"ledger", "one", "7-abc")), Some(files));
        for other in [
            key(b"other", "one", "7-abc"),
            key(b"ledger", "two", "7-abc"),
            key(b"ledger", "one", "8-abc"),
        ] {
            assert_eq!(made.get(&other), None);
        }
    }
}
