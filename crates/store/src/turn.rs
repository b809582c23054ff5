//! The commands of one transaction, each after those before it.

use crate::chain::Head;
use crate::database::{Tx, head};
use crate::rows::{Cell, insert};
use crate::{Error, Recorded, Store, changes, derived, words};
use std::collections::BTreeSet;
use workflow::{Actor, Command, Event, Key, Moment, Office, decide};

/// What the commands of a transaction have read and changed. An entry is read once, and what they
/// change is stored together.
pub(crate) struct Turn {
    office: Office,
    /// The entries that were looked up; they may not exist.
    known: BTreeSet<Key>,
    last: Head,
    events: Vec<[Cell; 3]>,
    words: Vec<[Cell; 2]>,
    changed: BTreeSet<Key>,
}

impl Turn {
    /// Begins within a transaction whose turn it is to write to the chain.
    pub(crate) async fn begin(store: &Store, tx: &mut Tx) -> Result<Self, Error> {
        Ok(Self {
            office: store.bodies_to_write(tx).await?,
            known: BTreeSet::new(),
            last: head(tx).await?,
            events: Vec::new(),
            words: Vec::new(),
            changed: BTreeSet::new(),
        })
    }

    /// Reads what commands need, as far as it is known before any of them is done: at once, and not
    /// for each of them.
    pub(crate) async fn read_for<'a>(
        &mut self,
        tx: &mut Tx,
        commands: impl Iterator<Item = (&'a Command, &'a Actor)>,
    ) -> Result<(), Error> {
        let needs =
            commands.flat_map(|(command, actor)| self.office.needs(command, actor)).collect();
        self.read(tx, needs).await
    }

    /// Does what a command asks for. It is stored by [`Self::end`]. A command that is refused
    /// changes nothing.
    pub(crate) async fn act(
        &mut self,
        tx: &mut Tx,
        command: &Command,
        actor: &Actor,
        at: Moment,
    ) -> Result<Vec<Recorded>, Error> {
        let needs = self.office.needs(command, actor);
        // What is derived from an entry is derived after each of its changes.
        if !needs.is_disjoint(&self.changed) {
            self.store(tx).await?;
        }
        self.read(tx, needs).await?;
        let events = decide(&self.office, command, actor, at).map_err(Error::Refused)?;
        events.into_iter().map(|event| self.append(event)).collect()
    }

    /// Stores what has not been stored yet.
    pub(crate) async fn end(mut self, tx: &mut Tx) -> Result<(), Error> {
        self.store(tx).await
    }

    async fn read(&mut self, tx: &mut Tx, needs: BTreeSet<Key>) -> Result<(), Error> {
        let unknown: BTreeSet<Key> = needs.difference(&self.known).cloned().collect();
        self.known.extend(unknown.iter().cloned());
        derived::load(tx, &mut self.office, unknown).await
    }

    fn append(&mut self, event: Event) -> Result<Recorded, Error> {
        let text = serde_json::to_string(&event)
            .map_err(|error| Error::unreadable("a new event", error))?;
        self.last = self.last.after(&text);
        let Head { seq, hash } = self.last.clone();
        self.events.push([seq.into(), text.into(), hash.clone().into()]);
        let changed = self.office.apply(&event);
        let words = words::of(&event, &self.office).into_iter();
        self.words.extend(words.map(|word| [word.into(), seq.into()]));
        self.known.extend(changed.iter().cloned());
        self.changed.extend(changed);
        Ok(Recorded { seq, event, hash })
    }

    async fn store(&mut self, tx: &mut Tx) -> Result<(), Error> {
        let events = std::mem::take(&mut self.events);
        insert(tx, "INSERT INTO events (seq, event, hash)", events, "").await?;
        words::insert(tx, std::mem::take(&mut self.words)).await?;
        let changed = std::mem::take(&mut self.changed);
        changes::note(tx, changed.iter(), self.last.seq).await?;
        derived::save(tx, &self.office, changed).await
    }
}
