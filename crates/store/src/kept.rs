//! What a process keeps of the database.

use std::sync::{Arc, Mutex, PoisonError};
use workflow::Office;

/// The bodies as they were last read: a state with nothing else, and the number of the event that
/// changed them last. Clones share it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bodies(Arc<Mutex<Option<(i64, Office)>>>);

impl Bodies {
    /// Returns them if they were not changed since.
    pub(crate) fn of(&self, changed: i64) -> Option<Office> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.as_ref().filter(|(at, _)| *at == changed).map(|(_, office)| office.clone())
    }

    /// A reader whose transaction began earlier does not put back what others have renewed.
    pub(crate) fn keep(&self, changed: i64, office: &Office) {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if last.as_ref().is_none_or(|(at, _)| *at < changed) {
            *last = Some((changed, office.clone()));
        }
    }
}
