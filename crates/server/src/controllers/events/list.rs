//! `GET /api/events?after=…`

use super::{MOST, Page, reads_history};
use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Query, State};
use store::Recorded;

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
