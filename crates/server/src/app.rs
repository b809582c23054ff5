//! What the handlers share.

use crate::papers::Papers;
use crate::pool::Pool;
use crate::provider::Provider;
use crate::web::Web;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::{Blobs, Error, Store};
use workflow::{Actor, BodyCode, DocumentId, Key, Moment, Office};

/// What the handlers share. Clones share it.
#[derive(Clone)]
pub struct App {
    /// The store.
    pub store: Store,
    /// The storage of files.
    pub files: Blobs,
    /// The clock.
    pub now: Arc<dyn Fn() -> Moment + Send + Sync>,
    /// Where ledgers and documents are checked.
    pub pool: Pool,
    /// How papers are written.
    pub papers: Arc<dyn Papers>,
    /// Who vouches for people besides their passwords, if anybody does.
    pub provider: Option<Arc<dyn Provider>>,
    /// How the office is served.
    pub web: Web,
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
