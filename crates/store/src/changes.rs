//! Parts of the state that many requests need, read again only where they changed.

use crate::database::{Kind, Tx};
use crate::kept::Part;
use crate::rows::{as_one, insert, listed};
use crate::{Error, Store, derived};
use sqlx::AssertSqlSafe;
use sqlx::any::AnyRow;
use std::collections::{BTreeMap, BTreeSet};
use workflow::{Key, Office};

/// The number of the event that changed each part last, or after which it was derived.
pub(crate) struct Changes(BTreeMap<String, i64>);

impl Changes {
    /// Returns the statement that lists them.
    pub(crate) fn statement(kind: Kind) -> String {
        as_one(kind, "part, changed", "part", "SELECT part, changed FROM changes")
    }

    /// Returns them from the first column of a row.
    pub(crate) fn listed(row: &AnyRow) -> Result<Self, Error> {
        Ok(Self(listed(row, 0)?.into_iter().collect()))
    }

    async fn read(store: &Store, tx: &mut Tx) -> Result<Self, Error> {
        let list = sqlx::query(AssertSqlSafe(Self::statement(store.kind)));
        Self::listed(&list.fetch_one(&mut **tx).await?)
    }

    pub(crate) fn of(&self, part: &Part) -> Option<i64> {
        self.0.get(&part.to_string()).copied()
    }
}

impl Store {
    /// Returns the state with all bodies and nothing else, within a transaction that reads.
    pub(crate) async fn bodies(&self, tx: &mut Tx) -> Result<Office, Error> {
        let changes = Changes::read(self, tx).await?;
        self.part(tx, &changes, Part::Bodies).await
    }

    /// Returns a part of the state, within a transaction that reads and has read the changes.
    pub(crate) async fn part(
        &self,
        tx: &mut Tx,
        changes: &Changes,
        part: Part,
    ) -> Result<Office, Error> {
        let changed = changes.of(&part);
        if let Some(kept) = changed.and_then(|changed| self.kept.of(&part, changed)) {
            return Ok(kept);
        }
        let read = derived::part(tx, &part).await?;
        // Of what is not there nothing is kept: anybody may ask for it.
        if let Some(changed) = changed.filter(|_| read != Office::default()) {
            self.kept.keep(part, changed, &read);
        }
        Ok(read)
    }

    /// Returns all bodies within a transaction that writes. What it reads is not kept: it may be
    /// the transaction's own, and never be committed.
    pub(crate) async fn bodies_to_write(&self, tx: &mut Tx) -> Result<Office, Error> {
        let changed = Changes::read(self, tx).await?.of(&Part::Bodies);
        match changed.and_then(|changed| self.kept.of(&Part::Bodies, changed)) {
            Some(office) => Ok(office),
            None => derived::part(tx, &Part::Bodies).await,
        }
    }
}

/// Notes which parts an event changed.
pub(crate) async fn note<'a>(
    tx: &mut Tx,
    keys: impl Iterator<Item = &'a Key>,
    seq: i64,
) -> Result<(), Error> {
    let parts: BTreeSet<Part> = keys.filter_map(Part::of).collect();
    let rows = parts.into_iter().map(|part| [part.to_string().into(), seq.into()]).collect();
    let conflict = "ON CONFLICT (part) DO UPDATE SET changed = excluded.changed";
    insert(tx, "INSERT INTO changes (part, changed)", rows, conflict).await
}
