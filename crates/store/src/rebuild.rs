//! Deriving everything again from the events.

use crate::database::{Tx, commit, head};
use crate::{Error, Store, changes, derived, events, words};
use sqlx::{AnyConnection, Row};
use std::collections::BTreeSet;
use workflow::{Key, Office};

impl Store {
    /// Drops what is derived and derives it again from the events. Returns how many events there
    /// are. Others wait for the end, or see what was there before.
    ///
    /// # Errors
    /// Fails where the database does, or an event cannot be read; then nothing changes.
    pub async fn rebuild(&self) -> Result<u64, Error> {
        let mut tx = self.write().await?;
        let count = rebuild(&mut tx).await?;
        commit(tx).await?;
        Ok(count)
    }
}

/// The form of the derived tables. A store with another form derives them again when it is opened.
const FORM: i64 = 8;

const EMPTY: [&str; 9] = [
    "DELETE FROM state",
    "DELETE FROM findings",
    "DELETE FROM published",
    "DELETE FROM published_files",
    "DELETE FROM documents",
    "DELETE FROM briefs",
    "DELETE FROM changes",
    "DELETE FROM event_words",
    "DELETE FROM derived",
];

impl Store {
    /// Derives everything again where an earlier version of the program derived it.
    pub(crate) async fn renew(&self) -> Result<(), Error> {
        let form = sqlx::query("SELECT form FROM derived").fetch_optional(&self.reader).await?;
        if form.map(|row| row.try_get(0)).transpose()? != Some(FORM) {
            self.rebuild().await?;
        }
        Ok(())
    }
}

pub(crate) async fn rebuild(tx: &mut Tx) -> Result<u64, Error> {
    for empty in EMPTY {
        sqlx::query(empty).execute(&mut **tx).await?;
    }
    let (office, keys, count) = replay(tx).await?;
    let last = head(tx).await?.seq;
    changes::note(tx, keys.iter(), last).await?;
    derived::save(tx, &office, keys).await?;
    words_again(tx, &office).await?;
    let put = sqlx::query("INSERT INTO derived (form) VALUES ($1)").bind(FORM);
    put.execute(&mut **tx).await?;
    Ok(count)
}

/// Stores the words of all events.
async fn words_again(tx: &mut Tx, office: &Office) -> Result<(), Error> {
    let mut last = 0;
    loop {
        let page = events::page(tx, last, events::PAGE).await?;
        if page.is_empty() {
            return Ok(());
        }
        let mut rows = Vec::new();
        for raw in page {
            let recorded = raw.parse()?;
            last = recorded.seq;
            let words = words::of(&recorded.event, office).into_iter();
            rows.extend(words.map(|word| [word.into(), last.into()]));
        }
        words::insert(tx, rows).await?;
    }
}

/// Returns the state that follows from all events, its keys, and how many events there are.
pub(crate) async fn replay(
    connection: &mut AnyConnection,
) -> Result<(Office, BTreeSet<Key>, u64), Error> {
    let (mut office, mut keys) = (Office::default(), BTreeSet::new());
    let (mut last, mut count) = (0, 0_u64);
    loop {
        let page = events::page(connection, last, events::PAGE).await?;
        if page.is_empty() {
            return Ok((office, keys, count));
        }
        for raw in page {
            let recorded = raw.parse()?;
            (last, count) = (recorded.seq, count.saturating_add(1));
            keys.extend(office.apply(&recorded.event));
        }
    }
}
