//! `POST /api/documents/{document}?body=…&name=…`

use crate::App;
use crate::caller::Caller;
use crate::pool::Seat;
use crate::problem::Problem;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use serde::{Deserialize, Serialize};
use store::Error;
use workflow::{Action, Actor, BodyCode, Command, DocumentId, may};

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
    /// The number under which it was received.
    pub(super) document: DocumentId,
    /// The number of the event.
    seq: i64,
}

/// Receives a file as the next version of a document, and has it checked.
pub(crate) async fn receive(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(document): Path<DocumentId>,
    Query(sent): Query<Sent>,
    content: Bytes,
) -> Result<Json<Received>, Problem> {
    let seat = app.pool.seats(1)?.pop().ok_or_else(Problem::failed)?;
    receive_one(&app, &actor, document, sent.body, sent.name, &content, seat).await.map(Json)
}

/// Receives a file for a caller who may send it.
pub(super) async fn receive_one(
    app: &App,
    actor: &Actor,
    document: DocumentId,
    body: BodyCode,
    name: String,
    content: &[u8],
    seat: Seat,
) -> Result<Received, Problem> {
    // Nothing is stored for those who may not send it.
    let (office, known) = app.document(&document, actor).await?;
    let of = known.as_ref().unwrap_or(&body);
    may(&office, actor, Action::ReceiveDocument, of).ok_or_else(Problem::not_found)?;
    let file = app.files.keep(content).await?;
    let command =
        Command::Receive { document: document.clone(), body, name, content: file.hash.clone() };
    let recorded = app.store.act_on(&file, &command, actor, (app.now)()).await;
    // A database that went away may have received it all the same.
    if matches!(recorded, Ok(_) | Err(Error::InDoubt(_))) {
        app.pool.check(document.clone(), file.hash, seat);
    }
    let recorded = recorded?;
    Ok(Received { document, seq: recorded.last().map_or(0, |it| it.seq) })
}
