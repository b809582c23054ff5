//! `GET /api/events?after=…`

use super::reads_history;
use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use store::Recorded;

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
    reads_history(&app, &actor).await?;
    Ok(Json(app.store.events(page.after, MOST).await?))
}
