//! `DELETE /api/tokens/{name}`

use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::http::StatusCode;

/// Ends a token of the caller.
pub(crate) async fn end(
    State(app): State<App>,
    caller: Caller,
    Path(name): Path<String>,
) -> Result<StatusCode, Problem> {
    if app.store.end_token(caller.person()?, &name).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Problem::not_found())
    }
}
