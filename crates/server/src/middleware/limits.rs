//! How often an address may ask, and how long an answer may take.

use crate::App;
use crate::peer::Peer;
use crate::problem::Problem;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::timeout;

/// Answers, or says why not. A request that takes too long is dropped with all that it waits for.
/// A command that has begun is not stopped: others share its transaction.
pub(crate) async fn limits(
    State(app): State<App>,
    Peer(peer): Peer,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    app.web.request(peer)?;
    let answer = timeout(app.web.options().request_timeout, next.run(request)).await;
    answer.map_err(|_| Problem::too_slow())
}
