//! `POST /api/documents?name=…&body=…`

use super::receive::{Received, receive_one};
use super::{archive, names};
use crate::App;
use crate::caller::Caller;
use crate::pool::Seat;
use crate::problem::Problem;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Query, State};
use message::Message;
use serde::{Deserialize, Serialize};
use tokio::task::spawn_blocking;
use workflow::{Action, Actor, BodyCode, Office, may};

/// What is said of the file beside it.
#[derive(Deserialize)]
pub(crate) struct Sent {
    /// The name of the file.
    name: String,
    /// Whose it is; otherwise the name says it.
    body: Option<BodyCode>,
}

/// The result of one file.
#[derive(Serialize)]
pub(crate) struct Line {
    /// The name of the file.
    pub(super) name: String,
    /// Its result.
    #[serde(flatten)]
    pub(super) outcome: Outcome,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    Received(Received),
    Refused(Problem),
}

/// Receives a file, or each file of an archive, with a result for each. One that is refused does
/// not undo the others. The next version of a document is known by its body and its name.
pub(crate) async fn hand_in(
    State(app): State<App>,
    Caller(actor): Caller,
    Query(sent): Query<Sent>,
    content: Bytes,
) -> Result<Json<Vec<Line>>, Problem> {
    hand_in_all(&app, &actor, sent.name, sent.body.as_ref(), content.into()).await.map(Json)
}

/// Receives a file, or each file of an archive. What a single file is refused for is a problem.
pub(super) async fn hand_in_all(
    app: &App,
    actor: &Actor,
    name: String,
    body: Option<&BodyCode>,
    content: Vec<u8>,
) -> Result<Vec<Line>, Problem> {
    let office = app.office_of(actor).await?;
    let is_archive = archive::is_archive(&name);
    let files = if is_archive {
        let opened = spawn_blocking(move || archive::open(content));
        opened.await.map_err(|_| Problem::failed())?.map_err(Problem::unusable)?
    } else {
        archive::Files::one(name, content)
    };
    let mut seats = app.pool.seats(files.len())?;
    let (mut lines, mut files) = (Vec::new(), Some(files));
    // One file is unpacked at a time, so that no more than that is in memory.
    while let Some(mut rest) = files.take() {
        let unpacked = spawn_blocking(move || (rest.next(), rest));
        let (next, rest) = unpacked.await.map_err(|_| Problem::failed())?;
        let (Some((name, content)), Some(seat)) = (next, seats.pop()) else { break };
        let received = match content {
            Ok(content) => one(app, &office, actor, &name, body, &content, seat).await,
            Err(message) => Err(Problem::unusable(message)),
        };
        if let (false, Err(problem)) = (is_archive, &received) {
            return Err(problem.clone());
        }
        let outcome = received.map_or_else(Outcome::Refused, Outcome::Received);
        lines.push(Line { name, outcome });
        files = Some(rest);
    }
    Ok(lines)
}

/// Receives one file under the number that its body and its name give it.
async fn one(
    app: &App,
    office: &Office,
    actor: &Actor,
    path: &str,
    body: Option<&BodyCode>,
    content: &[u8],
    seat: Seat,
) -> Result<Received, Problem> {
    // What the caller may not send is not known to exist.
    let is_known = |code: &_| may(office, actor, Action::ReceiveDocument, code).is_some();
    let body = body.or_else(|| names::body_of(office, path, is_known)).cloned();
    let body = body.ok_or_else(|| {
        Problem::unusable(Message::new(
            "看不出是哪个单位的文件：请在文件名或文件夹名中写明单位代码或名称。",
            "Whose document it is cannot be told: write the code or the name of the body into the \
             name of the file or of its folder.",
        ))
    })?;
    let name = names::of_file(path).to_owned();
    let document = names::document(&body, &name).ok_or_else(Problem::not_found)?;
    receive_one(app, actor, document, body, name, content, seat).await
}
