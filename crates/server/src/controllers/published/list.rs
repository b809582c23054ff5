//! `GET /api/published?at=…&owner=…`

use super::{Before, Published, rows};
use crate::App;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Query, State};

/// Returns what is published, newest first.
pub(crate) async fn list(
    State(app): State<App>,
    Query(before): Query<Before>,
) -> Result<Json<Vec<Published>>, Problem> {
    rows(&app, before).await.map(Json)
}
