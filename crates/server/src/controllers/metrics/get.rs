//! `GET /metrics`

use crate::App;
use crate::peer::Peer;
use crate::problem::Problem;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;

/// Returns what is counted, to the machine itself and to the addresses that its owner named.
pub(crate) async fn get(State(app): State<App>, peer: Peer) -> Result<impl IntoResponse, Problem> {
    if !peer.is_this_machine() && !app.web.options().metrics_readers.contains(&peer.0) {
        return Err(Problem::not_found());
    }
    let kind = [(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    Ok((kind, app.web.metrics().to_string()))
}
