//! Doing what a command asks for.

use crate::{Error, Recorded, Store, derived, events};
use ledger::Year;
use std::collections::BTreeSet;
use workflow::{Actor, Command, Key, Moment, Office, decide};

impl Store {
    /// Does what a command asks for, or nothing at all. When it returns events, they are stored
    /// for good.
    ///
    /// # Errors
    /// Fails with [`Error::Refused`] where the workflow refuses the command.
    pub async fn act(
        &self,
        command: &Command,
        actor: &Actor,
        at: Moment,
    ) -> Result<Vec<Recorded>, Error> {
        let mut tx = self.write().await?;
        let mut office = derived::bodies(&mut tx).await?;
        let needs = office.needs(command, actor);
        derived::load(&mut tx, &mut office, needs).await?;
        let events = decide(&office, command, actor, at).map_err(Error::Refused)?;
        let recorded = events::append(&mut tx, events).await?;
        let mut changed = BTreeSet::new();
        for it in &recorded {
            changed.extend(office.apply(&it.event));
        }
        derived::save(&mut tx, &office, changed).await?;
        tx.commit().await?;
        Ok(recorded)
    }

    /// Returns the part of the state with these entries, and all bodies.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn office(&self, keys: BTreeSet<Key>) -> Result<Office, Error> {
        let mut tx = self.read().await?;
        let mut office = derived::bodies(&mut tx).await?;
        derived::load(&mut tx, &mut office, keys).await?;
        Ok(office)
    }

    /// Returns the part of the state with all packages of a year, all bodies, and what an actor is
    /// granted.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn year(&self, year: Year, actor: &Actor) -> Result<Office, Error> {
        let mut tx = self.read().await?;
        let mut office = derived::bodies(&mut tx).await?;
        let mut keys = BTreeSet::from([Key::Year(year)]);
        if let Actor::Person(person) = actor {
            keys.insert(Key::Grants(person.clone()));
        }
        derived::load(&mut tx, &mut office, keys).await?;
        derived::load_all(&mut tx, &mut office, &format!("package:{year}"), '/').await?;
        Ok(office)
    }
}
