//! Doing what a command asks for.

use crate::database::{Tx, commit};
use crate::glance::Entries;
use crate::group::{Outcome, Waiting};
use crate::kept::Part;
use crate::turn::Turn;
use crate::{Error, Recorded, Store, Stored, blobs, derived};
use ledger::Year;
use std::collections::BTreeSet;
use tokio::sync::oneshot;
use workflow::{Actor, Command, Key, Moment, Office, PackageId};

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
        self.act_in_turn(None, command, actor, at).await
    }

    /// Does what a command about a file asks for, and notes in the same transaction that the file
    /// is stored.
    ///
    /// # Errors
    /// Fails with [`Error::Refused`] where the workflow refuses the command.
    pub async fn act_on(
        &self,
        file: &Stored,
        command: &Command,
        actor: &Actor,
        at: Moment,
    ) -> Result<Vec<Recorded>, Error> {
        self.act_in_turn(Some(file), command, actor, at).await
    }

    /// Does what several commands ask for, each after those before it: all of it, or nothing at
    /// all.
    ///
    /// # Errors
    /// Fails with [`Error::Refused`] where the workflow refuses one of them.
    pub async fn act_together(&self, commands: &[(Actor, Command, Moment)]) -> Result<(), Error> {
        let mut tx = self.write().await?;
        let mut turn = Turn::begin(self, &mut tx).await?;
        for (actor, command, at) in commands {
            turn.act(&mut tx, command, actor, *at).await?;
        }
        turn.end(&mut tx).await?;
        commit(tx).await
    }

    /// Returns the part of the state on which the decision of a command rests.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn office_for(&self, command: &Command, actor: &Actor) -> Result<Office, Error> {
        let mut tx = self.read().await?;
        let mut office = self.bodies(&mut tx).await?;
        let needs = office.needs(command, actor);
        derived::load(&mut tx, &mut office, needs).await?;
        Ok(office)
    }

    /// Returns the part of the state with these entries, and all bodies.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn office(&self, keys: BTreeSet<Key>) -> Result<Office, Error> {
        self.glance(&Entries { keys, calendars: false }, |_| Vec::new()).await
    }

    /// Returns the part of the state with the calendars of all years, all bodies, and what an
    /// actor is granted.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn calendars(&self, actor: &Actor) -> Result<Office, Error> {
        self.years(actor, None, 0).await
    }

    /// Returns the same with all packages of a year. They have what lists show of them and not their
    /// lines; they are [`workflow::Package::brief`].
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn year(&self, year: Year, actor: &Actor) -> Result<Office, Error> {
        self.years(actor, Some(year), 0).await
    }

    /// Returns the same with the packages of a year and of the last so many years.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn years(
        &self,
        actor: &Actor,
        year: Option<Year>,
        last: usize,
    ) -> Result<Office, Error> {
        let parts = |office: &Office| {
            let last = office.years().rev().map(|(year, _)| year).take(last);
            let years: BTreeSet<Year> = last.chain(year).collect();
            years.into_iter().map(Part::Packages).collect()
        };
        self.glance(&calendars(actor), parts).await
    }

    /// Returns the same with a package and that of the year before, and the other packages of its
    /// year as [`Self::year`] has them.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn package(&self, id: &PackageId, actor: &Actor) -> Result<Office, Error> {
        let parts = |_: &Office| {
            let whole = [Some(id.clone()), id.year_before()].into_iter().flatten();
            [Part::Packages(id.year)].into_iter().chain(whole.map(Part::Package)).collect()
        };
        self.glance(&calendars(actor), parts).await
    }
}

/// Returns the calendars of all years, and what an actor is granted.
fn calendars(actor: &Actor) -> Entries {
    let grants = match actor {
        Actor::Person(person) => Some(Key::Grants(person.clone())),
        Actor::Console | Actor::Program => None,
    };
    Entries { keys: grants.into_iter().collect(), calendars: true }
}

/// Commands of many callers share a transaction: what waits while others are stored is stored together.
impl Store {
    /// Does what a command asks for, in one transaction with others that wait.
    async fn act_in_turn(
        &self,
        file: Option<&Stored>,
        command: &Command,
        actor: &Actor,
        at: Moment,
    ) -> Outcome {
        let (answer, answered) = oneshot::channel();
        let (file, command, actor) = (file.cloned(), command.clone(), actor.clone());
        self.group.push(Waiting { file, command, actor, at, answer });
        // A task of its own: a caller that goes away keeps no other from its answer.
        let store = self.clone();
        tokio::spawn(async move { store.act_for_all().await });
        answered.await.unwrap_or_else(|_| Err(Error::InDoubt("its task was stopped".to_owned())))
    }

    /// Does what the commands ask for that wait when it is their turn.
    async fn act_for_all(&self) {
        let _turn = self.group.turn.lock().await;
        self.act_for(self.group.take()).await;
    }

    async fn act_for(&self, group: Vec<Waiting>) {
        match self.try_act(&group).await {
            Ok(outcomes) => {
                for (it, outcome) in group.into_iter().zip(outcomes) {
                    // A caller that has gone away reads no answer.
                    drop(it.answer.send(outcome));
                }
            }
            // One of them may be why the database failed: each by itself.
            Err(Failed::Before(_)) if group.len() > 1 => {
                for it in group {
                    Box::pin(self.act_for(vec![it])).await;
                }
            }
            Err(Failed::Before(error)) => {
                drop(group.into_iter().next().map(|it| it.answer.send(Err(error))));
            }
            // They may be stored all the same, so they are not tried again.
            Err(Failed::AtTheEnd(error)) => {
                for it in group {
                    drop(it.answer.send(Err(Error::InDoubt(error.clone()))));
                }
            }
        }
    }

    /// Does what commands ask for in one transaction. Those that the workflow refuses change
    /// nothing.
    async fn try_act(&self, group: &[Waiting]) -> Result<Vec<Outcome>, Failed> {
        if group.is_empty() {
            return Ok(Vec::new());
        }
        let mut tx = self.write().await?;
        let outcomes = self.act_within(&mut tx, group).await?;
        commit(tx).await.map_err(|error| match error {
            Error::InDoubt(why) => Failed::AtTheEnd(why),
            error => Failed::Before(error),
        })?;
        Ok(outcomes)
    }

    async fn act_within(&self, tx: &mut Tx, group: &[Waiting]) -> Result<Vec<Outcome>, Error> {
        let mut turn = Turn::begin(self, tx).await?;
        turn.read_for(tx, group.iter().map(|it| (&it.command, &it.actor))).await?;
        let mut outcomes = Vec::new();
        for Waiting { file, command, actor, at, .. } in group {
            let outcome = turn.act(tx, command, actor, *at).await;
            if let (Ok(_), Some(file)) = (&outcome, file) {
                blobs::note(tx, file).await?;
            }
            match outcome {
                Err(Error::Refused(refusal)) => outcomes.push(Err(Error::Refused(refusal))),
                outcome => outcomes.push(Ok(outcome?)),
            }
        }
        turn.end(tx).await?;
        Ok(outcomes)
    }
}

/// Where the commands of a transaction failed.
enum Failed {
    /// Nothing is stored.
    Before(Error),
    /// It is not known whether anything is stored.
    AtTheEnd(String),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Before(error)
    }
}
