//! `GET /api/tokens`

use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::extract::State;
use store::TokenRow;

/// Returns the names of the caller's tokens. The tokens themselves are not stored.
pub(crate) async fn list(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<Vec<TokenRow>>, Problem> {
    Ok(Json(app.store.tokens(caller.person()?, (app.now)()).await?))
}
