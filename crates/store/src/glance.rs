//! Reading a part of the state by one statement, where all else that it needs is kept.

use crate::changes::Changes;
use crate::kept::Part;
use crate::rows::{MOST, as_one, listed, padded};
use crate::{Error, Store, derived};
use sqlx::{AnyConnection, AssertSqlSafe};
use std::collections::BTreeSet;
use workflow::{Key, Office};

/// Which entries are read besides the parts that are kept.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entries {
    pub(crate) keys: BTreeSet<Key>,
    /// Whether the calendars of all years are among them.
    pub(crate) calendars: bool,
}

impl Store {
    /// Returns entries, all bodies, and the parts that these entries call for, as they were at one
    /// moment.
    pub(crate) async fn glance(
        &self,
        entries: &Entries,
        parts: impl Fn(&Office) -> Vec<Part>,
    ) -> Result<Office, Error> {
        let is_one = entries.keys.len() <= MOST;
        if is_one {
            let mut connection = self.reader.acquire().await?;
            let (changes, mut office) = self.glance_at(&mut connection, entries).await?;
            let parts = all(&office, &parts);
            if parts.into_iter().all(|part| self.share_kept(&mut office, &changes, &part)) {
                return Ok(office);
            }
        }
        let mut tx = self.read().await?;
        let (changes, mut office) = self.glance_at(&mut tx, entries).await?;
        if !is_one {
            derived::load(&mut tx, &mut office, entries.keys.clone()).await?;
        }
        for part in all(&office, &parts) {
            office.share(&self.part(&mut tx, &changes, part).await?);
        }
        Ok(office)
    }

    /// Returns when parts changed, and the first of the entries, by one statement.
    async fn glance_at(
        &self,
        connection: &mut AnyConnection,
        Entries { keys, calendars }: &Entries,
    ) -> Result<(Changes, Office), Error> {
        // Names are compared by their bytes; no name is empty.
        let (first, end) = if *calendars { ("year:", "year;") } else { ("", "") };
        let mut names: Vec<String> = keys.iter().take(MOST).map(Key::to_string).collect();
        if names.is_empty() {
            names.push(String::new());
        }
        let (names, places) = padded(&names, 3);
        let entries = format!(
            "SELECT name, entry FROM state WHERE (name >= $1 AND name < $2) OR name IN {places}"
        );
        let changes = Changes::statement(self.kind);
        let entries = as_one(self.kind, "name, entry", "name", &entries);
        // Only numbers were put into it.
        let query = sqlx::query(AssertSqlSafe(format!("SELECT ({changes}), ({entries})")));
        let query = names.fold(query.bind(first).bind(end), |query, name| query.bind(name));
        let row = query.fetch_one(connection).await?;
        let mut office = Office::default();
        for (name, entry) in listed::<(String, String)>(&row, 1)? {
            derived::put_named(&mut office, &name, &entry)?;
        }
        Ok((Changes::listed(&row)?, office))
    }

    /// Adds a part that was not changed since it was read; returns whether there is one.
    fn share_kept(&self, office: &mut Office, changes: &Changes, part: &Part) -> bool {
        let kept = changes.of(part).and_then(|changed| self.kept.of(part, changed));
        kept.is_some_and(|kept| {
            office.share(&kept);
            true
        })
    }
}

fn all(office: &Office, parts: &impl Fn(&Office) -> Vec<Part>) -> Vec<Part> {
    [Part::Bodies].into_iter().chain(parts(office)).collect()
}
