//! What the handlers share.

use crate::web::Web;
use message::Message;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::{Blobs, Error, Store};
use workflow::{Actor, BodyCode, DocumentId, Finding, Key, Lines, Moment, Office};

/// What the handlers share. Clones share it.
#[derive(Clone)]
pub struct App {
    /// The store.
    pub store: Store,
    /// The storage of files.
    pub files: Blobs,
    /// The clock.
    pub now: Arc<dyn Fn() -> Moment + Send + Sync>,
    /// How a ledger is read and checked.
    pub check: Arc<dyn Check>,
    /// How the office is served.
    pub web: Web,
}

/// Reads and checks the ledger of a package. Clients never say themselves what is in a ledger or
/// what was found in it.
pub trait Check: Send + Sync {
    /// Returns what is in a file.
    ///
    /// # Errors
    /// Returns why it is not a ledger.
    fn check(&self, content: &[u8]) -> Result<Checked, Message>;
}

/// What is in a ledger.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// Its lines.
    pub lines: Lines,
    /// What the checks found.
    pub findings: Vec<Finding>,
}

impl App {
    /// Returns the state with all bodies and what an actor is granted.
    pub(crate) async fn office_of(&self, actor: &Actor) -> Result<Office, Error> {
        let grants = match actor {
            Actor::Person(person) => Some(Key::Grants(person.clone())),
            Actor::Console | Actor::Program => None,
        };
        self.store.office(grants.into_iter().collect()).await
    }

    /// Returns the state with a document and what an actor is granted, and whose document it is
    /// if it exists.
    pub(crate) async fn document(
        &self,
        id: &DocumentId,
        actor: &Actor,
    ) -> Result<(Office, Option<BodyCode>), Error> {
        let mut keys = BTreeSet::from([Key::Document(id.clone())]);
        if let Actor::Person(person) = actor {
            keys.insert(Key::Grants(person.clone()));
        }
        let office = self.store.office(keys).await?;
        let body = office.document(id).map(|document| document.body.clone());
        Ok((office, body))
    }
}
