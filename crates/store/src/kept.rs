//! What a process keeps of the database.

use crate::changes::Part;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use workflow::Office;

/// The most parts that are kept. Where there are more, all are forgotten.
const MOST: usize = 300;

/// Parts of the state as they were last read: each a state with nothing else, and the number of the
/// event that changed it last. Clones share them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kept(Arc<Mutex<BTreeMap<Part, (i64, Office)>>>);

impl Kept {
    /// Returns a part if it was not changed since.
    pub(crate) fn of(&self, part: &Part, changed: i64) -> Option<Office> {
        let parts = self.lock();
        parts.get(part).filter(|(at, _)| *at == changed).map(|(_, office)| office.clone())
    }

    /// A reader whose transaction began earlier does not put back what others have renewed.
    pub(crate) fn keep(&self, part: Part, changed: i64, office: &Office) {
        let mut parts = self.lock();
        if parts.get(&part).is_some_and(|(at, _)| *at >= changed) {
            return;
        }
        if parts.len() >= MOST {
            parts.clear();
        }
        parts.insert(part, (changed, office.clone()));
    }

    /// No one panics while it holds the lock.
    fn lock(&self) -> MutexGuard<'_, BTreeMap<Part, (i64, Office)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
