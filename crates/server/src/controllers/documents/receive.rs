//! `POST /api/documents/{document}?body=…&name=…`

use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use serde::{Deserialize, Serialize};
use workflow::{Action, BodyCode, Command, DocumentId, may};

/// What is said of the file beside it.
#[derive(Deserialize)]
pub(crate) struct Sent {
    /// Whose document it is.
    body: BodyCode,
    /// The name of the file.
    name: String,
}

/// What was received. Twins are not listed: they may be another body's.
#[derive(Serialize)]
pub(crate) struct Received {
    /// The number of the event.
    seq: i64,
}

/// Receives a file as the next version of a document.
pub(crate) async fn receive(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(document): Path<DocumentId>,
    Query(sent): Query<Sent>,
    content: Bytes,
) -> Result<Json<Received>, Problem> {
    // Nothing is stored for those who may not send it.
    let (office, body) = app.document(&document, &actor).await?;
    let body = body.unwrap_or_else(|| sent.body.clone());
    may(&office, &actor, Action::ReceiveDocument, &body).ok_or_else(Problem::not_found)?;
    let content = app.files.put(&app.store, &content).await?;
    let command = Command::Receive { document, body: sent.body, name: sent.name, content };
    let recorded = app.store.act(&command, &actor, (app.now)()).await?;
    Ok(Json(Received { seq: recorded.last().map_or(0, |it| it.seq) }))
}
