//! Looking for what was altered.

use crate::database::head;
use crate::{Error, Head, Store, derived, events, rebuild};
use sqlx::{AnyConnection, Row};

/// What a verification found. The chain itself is intact, or there would be an error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The end of the chain.
    pub head: Head,
    /// Whether the head that was kept elsewhere is part of the chain; `None` if none was given.
    pub has_anchor: Option<bool>,
    /// The derived entries that do not follow from the events; `rebuild` mends them.
    pub differing: Vec<String>,
}

impl Store {
    /// Walks the chain of events and derives the state again beside the stored one.
    ///
    /// `anchor` is a head that was kept elsewhere, in the form in which it is printed.
    ///
    /// # Errors
    /// Fails with [`Error::Broken`] at the first event that does not fit the one before it.
    pub async fn verify(&self, anchor: Option<&str>) -> Result<Verified, Error> {
        let mut tx = self.read().await?;
        let (head, has_anchor) = walk(&mut tx, anchor).await?;
        let differing = differing(&mut tx).await?;
        Ok(Verified { head, has_anchor, differing })
    }
}

async fn walk(
    connection: &mut AnyConnection,
    anchor: Option<&str>,
) -> Result<(Head, Option<bool>), Error> {
    let mut last = Head::empty();
    let mut is_seen = false;
    loop {
        let page = events::page(connection, last.seq, events::PAGE).await?;
        if page.is_empty() {
            break;
        }
        for raw in page {
            let next = last.after(&raw.event);
            if (next.seq, &next.hash) != (raw.seq, &raw.hash) {
                return Err(Error::Broken(raw.seq));
            }
            is_seen |= anchor == Some(next.to_string().as_str());
            last = next;
        }
    }
    // Events before the first are not read above.
    if head(connection).await? != last {
        return Err(Error::Broken(last.seq));
    }
    let lowest = sqlx::query("SELECT COUNT(*) FROM events").fetch_one(connection).await?;
    if lowest.try_get::<i64, _>(0)? != last.seq {
        return Err(Error::Broken(0));
    }
    Ok((last, anchor.map(|_| is_seen)))
}

async fn differing(connection: &mut AnyConnection) -> Result<Vec<String>, Error> {
    let (office, keys, _) = rebuild::replay(connection).await?;
    let mut differing = Vec::new();
    for key in &keys {
        let name = key.to_string();
        let stored = sqlx::query("SELECT entry FROM state WHERE name = $1").bind(&name);
        let stored = stored.fetch_optional(&mut *connection).await?;
        let stored: Option<String> = stored.map(|row| row.try_get(0)).transpose()?;
        let derived = office.get(key).map(|entry| derived::text(&name, &entry)).transpose()?;
        if stored != derived {
            differing.push(name);
        }
    }
    let count = sqlx::query("SELECT COUNT(*) FROM state").fetch_one(&mut *connection).await?;
    let count: i64 = count.try_get(0)?;
    if u64::try_from(count).ok() != u64::try_from(keys.len()).ok() {
        differing.push("state".to_owned());
    }
    Ok(differing)
}
