//! What a process keeps of the database.

use ledger::Year;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use workflow::{Key, Office, PackageId};

/// The most parts that are kept. Where there are more, all are forgotten.
const MOST: usize = 300;

/// A part of the state that a process keeps.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// All bodies.
    Bodies,
    /// The packages of a year without what is in them: [`workflow::Package::brief`].
    Packages(Year),
    /// One package with what is in it. It is noted with those of its year.
    Package(PackageId),
}

impl Part {
    /// Returns the part in which something of an entry stands.
    pub(crate) fn of(key: &Key) -> Option<Self> {
        match key {
            Key::Body(_) => Some(Self::Bodies),
            Key::Package(id) => Some(Self::Packages(id.year)),
            _ => None,
        }
    }
}

/// The name under which its changes are noted: `packages:2031`.
impl fmt::Display for Part {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bodies => out.write_str("bodies"),
            Self::Packages(year) | Self::Package(PackageId { year, .. }) => {
                write!(out, "packages:{year}")
            }
        }
    }
}

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
