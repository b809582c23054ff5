//! `GET /api/events?after=…`

use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use std::collections::BTreeSet;
use store::Recorded;
use workflow::{Action, Actor, Key, may};

/// The most events of one answer.
const MOST: u16 = 500;

/// Where to begin.
#[derive(Deserialize)]
pub(crate) struct Page {
    #[serde(default)]
    after: i64,
}

/// Returns events after a number, oldest first, to those who may read the history of the whole
/// county.
pub(crate) async fn list(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(page): Query<Page>,
) -> Result<Json<Vec<Recorded>>, Problem> {
    let grants = match &actor {
        Actor::Person(person) => BTreeSet::from([Key::Grants(person.clone())]),
        Actor::Console | Actor::Program => BTreeSet::new(),
    };
    let office = app.store.office(grants).await?;
    let bureau = office.bureau().ok_or_else(Problem::not_found)?;
    may(&office, &actor, Action::ReadHistory, bureau).ok_or_else(Problem::not_found)?;
    Ok(Json(app.store.events(page.after, MOST).await?))
}
