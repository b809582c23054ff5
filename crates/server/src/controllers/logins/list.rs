//! `GET /api/logins?after=…`

use crate::App;
use crate::caller::Caller;
use crate::controllers::events::{MOST, Page, reads_history};
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Query, State};
use store::LoginRow;

/// Returns who logged in, or tried to, to those who may read the history of the whole county.
pub(crate) async fn list(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(page): Query<Page>,
) -> Result<Json<Vec<LoginRow>>, Problem> {
    reads_history(&app, &actor).await?;
    Ok(Json(app.store.logins(page.after, MOST).await?))
}
