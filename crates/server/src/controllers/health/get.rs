//! `GET /healthz`

use crate::App;
use crate::problem::Problem;
use axum::extract::State;

/// Answers `ok` where the database does.
pub(crate) async fn get(State(app): State<App>) -> Result<&'static str, Problem> {
    app.store.head().await?;
    Ok("ok")
}
