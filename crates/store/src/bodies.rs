//! All bodies, which every request needs, read again only where they changed.

use crate::database::Tx;
use crate::{Error, Store, derived};
use sqlx::{AnyConnection, Row};
use workflow::{Key, Office};

impl Store {
    /// Returns the state with all bodies and nothing else, within a transaction that reads.
    pub(crate) async fn bodies(&self, tx: &mut Tx) -> Result<Office, Error> {
        let changed = last_change(tx).await?;
        if let Some(office) = changed.and_then(|changed| self.bodies.of(changed)) {
            return Ok(office);
        }
        let office = derived::bodies(tx).await?;
        if let Some(changed) = changed {
            self.bodies.keep(changed, &office);
        }
        Ok(office)
    }

    /// Returns the same within a transaction that writes. What it reads is not kept: it may be the
    /// transaction's own, and never be committed.
    pub(crate) async fn bodies_to_write(&self, tx: &mut Tx) -> Result<Office, Error> {
        let changed = last_change(tx).await?;
        match changed.and_then(|changed| self.bodies.of(changed)) {
            Some(office) => Ok(office),
            None => derived::bodies(tx).await,
        }
    }
}

/// Returns the number of the event that changed the bodies last, or after which they were derived.
async fn last_change(connection: &mut AnyConnection) -> Result<Option<i64>, Error> {
    let changed = sqlx::query("SELECT MAX(changed) FROM bodies").fetch_one(connection).await?;
    Ok(changed.try_get(0)?)
}

/// Notes that an event changed the bodies, where it did.
pub(crate) async fn note<'a>(
    tx: &mut Tx,
    mut keys: impl Iterator<Item = &'a Key>,
    seq: i64,
) -> Result<(), Error> {
    if !keys.any(|key| matches!(key, Key::Body(_))) {
        return Ok(());
    }
    sqlx::query("DELETE FROM bodies").execute(&mut **tx).await?;
    let put = sqlx::query("INSERT INTO bodies (changed) VALUES ($1)").bind(seq);
    put.execute(&mut **tx).await?;
    Ok(())
}
