//! The bounded pool in which ledgers and documents are checked.
//!
//! Documents wait in a queue with an end: where it is full, nothing is received and the caller is
//! asked to come again. What waits is known by its event, so after a restart [`Pool::resume`]
//! puts it back. Ledgers have places of their own, for a person waits for each of them.

use crate::check::{Check, Checked, Known, Phase};
use crate::metrics::{Gauge, Gauges};
use crate::problem::Problem;
use crate::recent::Recent;
use message::Message;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use store::{Blobs, Error, ReadPage, RecordsAsked, RecordsPage, Store};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;
use workflow::{Actor, Command, DocumentId, Hash, Moment, PackageId};

/// The most documents that wait.
pub const MOST_DOCUMENTS: usize = 1000;

/// The most ledgers that wait.
pub const MOST_LEDGERS: usize = 200;

/// The most files that wait for their numbers to be read.
const MOST_READINGS: usize = 100;

/// After how many seconds a caller should come again.
const LATER: u32 = 30;

/// How long a document waits for a database or a storage that is away, at first and at most.
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// How far the check of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// It waits behind so many others.
    Waiting {
        /// How many come before it.
        ahead: usize,
    },
    /// It is being checked.
    Running(Phase),
}

/// What the pool needs to check a document and to record what was found.
pub struct Tools {
    /// How ledgers and documents are read and checked.
    pub check: Arc<dyn Check>,
    /// The store.
    pub store: Store,
    /// The storage of files.
    pub files: Blobs,
    /// The clock.
    pub now: Arc<dyn Fn() -> Moment + Send + Sync>,
}

/// The pool. Clones share it.
#[derive(Clone)]
pub struct Pool {
    tools: Arc<Tools>,
    ledgers: Arc<Semaphore>,
    ledger_seats: Arc<Semaphore>,
    documents: Arc<Semaphore>,
    document_seats: Arc<Semaphore>,
    /// One file at a time, for everybody may ask for the numbers of what is published.
    reading: Arc<tokio::sync::Mutex<()>>,
    reading_seats: Arc<Semaphore>,
    recent: Arc<Recent>,
    places: Arc<Mutex<Places>>,
}

/// The documents in the pool, by the number of their ticket.
#[derive(Debug, Default)]
struct Places {
    next: u64,
    of: BTreeMap<DocumentId, (u64, Option<Phase>)>,
}

/// A seat in the queue of documents, given back when it is dropped.
#[derive(Debug)]
pub struct Seat {
    _permit: Option<OwnedSemaphorePermit>,
}

impl Pool {
    /// Returns a pool that checks so many documents, and as many ledgers, at a time. With 0 one
    /// ledger is checked at a time and documents wait for another machine.
    pub fn new(workers: usize, tools: Tools) -> Self {
        let semaphore = |size: usize| Arc::new(Semaphore::new(size));
        Self {
            tools: Arc::new(tools),
            ledgers: semaphore(workers.max(1)),
            ledger_seats: semaphore(MOST_LEDGERS),
            documents: semaphore(workers),
            document_seats: semaphore(MOST_DOCUMENTS),
            reading: Arc::default(),
            reading_seats: semaphore(MOST_READINGS),
            recent: Arc::default(),
            places: Arc::default(),
        }
    }

    /// Returns the pool with a queue of so many documents.
    #[must_use]
    pub fn with_queue(self, documents: usize) -> Self {
        Self { document_seats: Arc::new(Semaphore::new(documents)), ..self }
    }

    /// Reads and checks the ledger of a package, and returns its content as well.
    pub(crate) async fn ledger(
        &self,
        package: PackageId,
        content: Vec<u8>,
    ) -> Result<(Checked, Vec<u8>), Problem> {
        self.on_ledger(move |check| {
            check.ledger(&content, &package).map(|checked| (checked, content))
        })
        .await
    }

    /// Works on a ledger, for which a person waits.
    pub(crate) async fn on_ledger<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Check) -> Result<T, Message> + Send + 'static,
    ) -> Result<T, Problem> {
        let seat = Arc::clone(&self.ledger_seats).try_acquire_owned();
        let seat = seat.map_err(|_| Problem::busy(LATER))?;
        let turn = Arc::clone(&self.ledgers).acquire_owned().await.ok();
        let check = Arc::clone(&self.tools.check);
        let done = spawn_blocking(move || {
            // They are kept to the end, also where the caller is gone.
            let _kept = (seat, turn);
            work(check.as_ref())
        });
        done.await.map_err(|_| Problem::failed())?.map_err(Problem::unusable)
    }

    /// Writes papers, for which a person waits, in the places of ledgers.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, message::Message> + Send + 'static,
    ) -> Result<T, Problem> {
        let seat = Arc::clone(&self.ledger_seats).try_acquire_owned();
        let seat = seat.map_err(|_| Problem::busy(LATER))?;
        let turn = Arc::clone(&self.ledgers).acquire_owned().await.ok();
        let written = spawn_blocking(move || {
            let _kept = (seat, turn);
            work()
        });
        written.await.map_err(|_| Problem::failed())?.map_err(Problem::unusable)
    }

    /// Returns the checks that exist.
    pub(crate) fn checks(&self) -> Vec<Known> {
        self.tools.check.checks()
    }

    /// Takes seats for documents that are about to be received, all of them or none.
    pub(crate) fn seats(&self, count: usize) -> Result<Vec<Seat>, Problem> {
        let take = |_| {
            let permit = Arc::clone(&self.document_seats).try_acquire_owned().ok()?;
            Some(Seat { _permit: Some(permit) })
        };
        (0..count).map(take).collect::<Option<_>>().ok_or_else(|| Problem::busy(LATER))
    }

    /// Checks a document that was received, and records what was found.
    pub(crate) fn check(&self, document: DocumentId, content: Hash, seat: Seat) {
        let ticket = {
            let mut places = self.places();
            places.next = places.next.saturating_add(1);
            let ticket = places.next;
            places.of.insert(document.clone(), (ticket, None));
            ticket
        };
        let pool = self.clone();
        tokio::spawn(async move {
            pool.check_until_recorded(&document, &content).await;
            pool.leave(&document, ticket);
            drop(seat);
        });
    }

    /// Checks a document, again and again where the database or the storage of files is away.
    async fn check_until_recorded(&self, document: &DocumentId, content: &Hash) {
        let mut wait = FIRST_WAIT;
        loop {
            let turn = Arc::clone(&self.documents).acquire_owned().await.ok();
            let Err(error) = self.check_now(document, content).await else { return };
            tracing::error!(%document, %error, "a document was not checked");
            if !matches!(error, Error::Database(_) | Error::InDoubt(_) | Error::Files(_)) {
                return;
            }
            self.enter(document, None);
            drop(turn);
            tokio::time::sleep(wait).await;
            wait = wait.saturating_mul(2).min(LONGEST_WAIT);
        }
    }

    /// Puts the documents that wait for their check back into the queue.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn resume(&self) -> Result<usize, Error> {
        let waiting = self.tools.store.unchecked().await?;
        let count = waiting.len();
        for (document, content) in waiting {
            // They were received already, so there need not be a seat for each of them.
            let permit = Arc::clone(&self.document_seats).try_acquire_owned().ok();
            let seat = Seat { _permit: permit };
            self.check(document, content, seat);
        }
        Ok(count)
    }

    /// Reads the numbers that files print, which are asked for soon, one file after the other.
    /// What is not read here is read when it is asked for.
    pub(crate) fn read_later(&self, files: Vec<Hash>) {
        let pool = self.clone();
        tokio::spawn(async move {
            for content in files {
                // What failed is in the log.
                let _ = pool.read_records(&content).await;
            }
        });
    }

    /// Returns records of a file. Those that were not asked for before are read first.
    pub(crate) async fn records(
        &self,
        content: &Hash,
        asked: RecordsAsked<'_>,
    ) -> Result<RecordsPage, Problem> {
        let Tools { store, check, .. } = self.tools.as_ref();
        if let Some(page) = store.records(content, check.reader(), asked).await? {
            return Ok(page);
        }
        self.read_records(content).await?;
        // They are not stored where the file is no longer needed.
        let page = store.records(content, check.reader(), asked).await?;
        page.ok_or_else(Problem::not_found)
    }

    /// Returns a file as it was read. One that was not asked for before is read first.
    pub(crate) async fn page(&self, content: &Hash) -> Result<Arc<ReadPage>, Problem> {
        if let Some(page) = self.recent.of(content) {
            return Ok(page);
        }
        let Tools { store, check, .. } = self.tools.as_ref();
        let page = match store.read_page(content, check.reader()).await? {
            Some(page) => page,
            None => {
                self.read_records(content).await?;
                let page = store.read_page(content, check.reader()).await?;
                page.ok_or_else(Problem::not_found)?
            }
        };
        let page = Arc::new(page);
        self.recent.keep(content, &page);
        Ok(page)
    }

    /// Reads the numbers that a file prints and stores them, to the end also where the caller does
    /// not wait for it.
    async fn read_records(&self, content: &Hash) -> Result<(), Problem> {
        let seat = Arc::clone(&self.reading_seats).try_acquire_owned();
        let seat = seat.map_err(|_| Problem::busy(LATER))?;
        let (pool, content) = (self.clone(), content.clone());
        let read = tokio::spawn(async move {
            let _seat = seat;
            let _turn = pool.reading.lock().await;
            pool.read_now(&content).await
        });
        read.await.map_err(|_| Problem::failed())?
    }

    async fn read_now(&self, content: &Hash) -> Result<(), Problem> {
        let Tools { store, check, .. } = self.tools.as_ref();
        // It may have been read for another caller while this one waited.
        let any = RecordsAsked::default();
        if store.records(content, check.reader(), any).await?.is_some() {
            return Ok(());
        }
        let read = self.on_file(content, |check, bytes| check.records(bytes)).await?;
        let reading = read.map_err(|why| {
            tracing::error!(%content, why = why.en, "the numbers of a file were not read");
            Problem::unavailable()
        })?;
        Ok(store.put_reading(content, &reading).await?)
    }

    /// Returns how far the check of a document is; `None` where it is not in the pool.
    pub fn progress(&self, document: &DocumentId) -> Option<Progress> {
        let places = self.places();
        let (ticket, phase) = places.of.get(document)?;
        Some(match phase {
            Some(phase) => Progress::Running(*phase),
            None => {
                let is_before = |it: &&(u64, Option<Phase>)| it.1.is_none() && it.0 < *ticket;
                Progress::Waiting { ahead: places.of.values().filter(is_before).count() }
            }
        })
    }

    async fn check_now(&self, document: &DocumentId, content: &Hash) -> Result<(), Error> {
        self.enter(document, Some(Phase::Reading));
        let (pool, of) = (self.clone(), document.clone());
        let mut enter = move |phase| pool.enter(&of, Some(phase));
        let checked = self.on_file(content, move |check, bytes| check.document(bytes, &mut enter));
        let (document, content) = (document.clone(), content.clone());
        let command = Command::RecordCheck { document, content, findings: checked.await? };
        let Tools { store, now, .. } = self.tools.as_ref();
        match store.act(&command, &Actor::Program, now()).await {
            // Another version was received in the meantime, or another machine was first.
            Ok(_) | Err(Error::Refused(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Works on a file that is stored.
    async fn on_file<T: Send + 'static>(
        &self,
        content: &Hash,
        work: impl FnOnce(&dyn Check, &[u8]) -> T + Send + 'static,
    ) -> Result<T, Error> {
        let bytes =
            self.tools.files.get(content).await?.ok_or_else(|| Error::Missing(content.clone()))?;
        let check = Arc::clone(&self.tools.check);
        let done = spawn_blocking(move || work(check.as_ref(), &bytes));
        // The check contains panics; a task that was cancelled is done after the restart.
        done.await.map_err(|error| Error::Unreadable {
            what: content.to_string(),
            reason: error.to_string(),
        })
    }

    fn enter(&self, document: &DocumentId, phase: Option<Phase>) {
        if let Some(place) = self.places().of.get_mut(document) {
            place.1 = phase;
        }
    }

    /// A later version of the document may have a ticket of its own by now.
    fn leave(&self, document: &DocumentId, ticket: u64) {
        let mut places = self.places();
        if places.of.get(document).is_some_and(|place| place.0 == ticket) {
            places.of.remove(document);
        }
    }

    /// No one panics while it holds the lock.
    fn places(&self) -> MutexGuard<'_, Places> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Gauges for Pool {
    fn gauges(&self) -> Vec<Gauge> {
        let (mut waiting, mut running) = (0_u64, 0_u64);
        for (_, phase) in self.places().of.values() {
            let count = if phase.is_some() { &mut running } else { &mut waiting };
            *count = count.saturating_add(1);
        }
        let reading = MOST_READINGS.saturating_sub(self.reading_seats.available_permits());
        let reading = u64::try_from(reading).unwrap_or(u64::MAX);
        let gauge = |name, help, value| Gauge { name, help, value };
        vec![
            gauge("yusuan_documents_waiting", "Documents that wait for their check.", waiting),
            gauge("yusuan_documents_checking", "Documents that are being checked.", running),
            gauge("yusuan_readings_waiting", "Files whose numbers are to be read.", reading),
        ]
    }
}
