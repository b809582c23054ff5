//! Appending and reading events.

use crate::database::Tx;
use crate::{Error, Head, Recorded, Store};
use sqlx::{AnyConnection, Row};

/// An event as it stands in the table, not yet understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Raw {
    pub seq: i64,
    pub event: String,
    pub hash: String,
}

/// How many events are read at a time.
pub(crate) const PAGE: i64 = 500;

impl Raw {
    pub(crate) fn parse(self) -> Result<Recorded, Error> {
        let event = serde_json::from_str(&self.event)
            .map_err(|error| Error::unreadable(format!("event {}", self.seq), error))?;
        Ok(Recorded { seq: self.seq, event, hash: self.hash })
    }
}

impl Store {
    /// Returns at most so many events after the one with that number, oldest first.
    ///
    /// # Errors
    /// Fails where the database does, or an event cannot be read.
    pub async fn events(&self, after: i64, most: u16) -> Result<Vec<Recorded>, Error> {
        let mut connection = self.reader.acquire().await?;
        let page = page(&mut connection, after, i64::from(most)).await?;
        page.into_iter().map(Raw::parse).collect()
    }
}

pub(crate) async fn insert(tx: &mut Tx, head: &Head, text: &str) -> Result<(), Error> {
    let insert = sqlx::query("INSERT INTO events (seq, event, hash) VALUES ($1, $2, $3)");
    insert.bind(head.seq).bind(text).bind(&head.hash).execute(&mut **tx).await?;
    Ok(())
}

pub(crate) async fn page(
    connection: &mut AnyConnection,
    after: i64,
    most: i64,
) -> Result<Vec<Raw>, Error> {
    let sql = "SELECT seq, event, hash FROM events WHERE seq > $1 ORDER BY seq LIMIT $2";
    let rows = sqlx::query(sql).bind(after).bind(most).fetch_all(connection).await?;
    let raw = |row: &sqlx::any::AnyRow| -> Result<Raw, Error> {
        Ok(Raw { seq: row.try_get(0)?, event: row.try_get(1)?, hash: row.try_get(2)? })
    };
    rows.iter().map(raw).collect()
}
