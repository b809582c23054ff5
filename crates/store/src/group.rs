//! Commands that wait for their turn to be stored.

use crate::{Error, Recorded, Stored};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;
use workflow::{Actor, Command, Moment};

/// The commands that wait.
#[derive(Debug, Default)]
pub(crate) struct Group {
    waiting: Mutex<Vec<Waiting>>,
    /// Held by the one that stores some of them.
    pub(crate) turn: tokio::sync::Mutex<()>,
}

/// The outcome of a command.
pub(crate) type Outcome = Result<Vec<Recorded>, Error>;

/// A command that waits.
#[derive(Debug)]
pub(crate) struct Waiting {
    /// The file that it is about.
    pub(crate) file: Option<Stored>,
    pub(crate) command: Command,
    pub(crate) actor: Actor,
    pub(crate) at: Moment,
    /// Who waits for its outcome.
    pub(crate) answer: oneshot::Sender<Outcome>,
}

impl Group {
    /// The most commands of one transaction.
    const MOST: usize = 100;

    pub(crate) fn push(&self, waiting: Waiting) {
        self.lock().push(waiting);
    }

    /// Takes those that came first.
    pub(crate) fn take(&self) -> Vec<Waiting> {
        let mut all = self.lock();
        let count = all.len().min(Self::MOST);
        all.drain(..count).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
