//! Commands of many callers in one transaction: what waits while others are stored is stored
//! together.

use crate::{Error, Recorded, Store, Stored, blobs};
use std::sync::{Mutex, PoisonError};
use tokio::sync::oneshot;
use workflow::{Actor, Command, Moment};

/// The most commands of one transaction.
const MOST: usize = 100;

/// What waits for its turn.
#[derive(Debug, Default)]
pub(crate) struct Group {
    waiting: Mutex<Vec<Waiting>>,
    turn: tokio::sync::Mutex<()>,
}

type Outcome = Result<Vec<Recorded>, Error>;

/// A command that waits, and who waits for what comes of it.
#[derive(Debug)]
struct Waiting {
    /// The file that it is about.
    file: Option<Stored>,
    command: Command,
    actor: Actor,
    at: Moment,
    answer: oneshot::Sender<Outcome>,
}

impl Store {
    /// Does what a command asks for, in one transaction with others that wait.
    pub(crate) async fn act_in_turn(
        &self,
        file: Option<&Stored>,
        command: &Command,
        actor: &Actor,
        at: Moment,
    ) -> Outcome {
        let (answer, answered) = oneshot::channel();
        let (file, command, actor) = (file.cloned(), command.clone(), actor.clone());
        self.group.lock().push(Waiting { file, command, actor, at, answer });
        // A task of its own: a caller that goes away leaves nobody without an answer.
        let store = self.clone();
        tokio::spawn(async move { store.act_for_all().await });
        answered.await.unwrap_or_else(|_| Err(Error::Database(sqlx::Error::WorkerCrashed)))
    }

    /// Does what the commands ask for that wait when it is their turn.
    async fn act_for_all(&self) {
        let _turn = self.group.turn.lock().await;
        let mut all = std::mem::take(&mut *self.group.lock());
        let group = all.drain(..all.len().min(MOST)).collect();
        // Those that came before the next ones.
        self.group.lock().splice(..0, all);
        self.act_for(group).await;
    }

    async fn act_for(&self, group: Vec<Waiting>) {
        match self.try_act(&group).await {
            Ok(outcomes) => {
                for (it, outcome) in group.into_iter().zip(outcomes) {
                    // A caller that has gone away is not told.
                    drop(it.answer.send(outcome));
                }
            }
            // One of them may be why the database failed: each by itself.
            Err(_) if group.len() > 1 => {
                for it in group {
                    Box::pin(self.act_for(vec![it])).await;
                }
            }
            Err(error) => drop(group.into_iter().next().map(|it| it.answer.send(Err(error)))),
        }
    }

    /// Does what commands ask for in one transaction. Those that the workflow refuses change
    /// nothing.
    async fn try_act(&self, group: &[Waiting]) -> Result<Vec<Outcome>, Error> {
        if group.is_empty() {
            return Ok(Vec::new());
        }
        let mut tx = self.write().await?;
        let mut outcomes = Vec::new();
        for Waiting { file, command, actor, at, .. } in group {
            let outcome = self.act_within(&mut tx, command, actor, *at).await;
            if let (Ok(_), Some(file)) = (&outcome, file) {
                blobs::note(&mut tx, file).await?;
            }
            match outcome {
                Err(Error::Refused(refusal)) => outcomes.push(Err(Error::Refused(refusal))),
                outcome => outcomes.push(Ok(outcome?)),
            }
        }
        tx.commit().await?;
        Ok(outcomes)
    }
}

impl Group {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
