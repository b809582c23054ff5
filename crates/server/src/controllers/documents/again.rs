//! `POST /documents/{document}/versions`

use super::names::of_file;
use super::receive::receive_one;
use crate::App;
use crate::member::Member;
use crate::problem::Problem;
use crate::upload::Upload;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use message::Message;
use workflow::DocumentId;

/// Receives a file as the next version of a document.
pub(crate) async fn again(
    State(app): State<App>,
    member: Member,
    Path(id): Path<DocumentId>,
    mut upload: Upload,
) -> Result<Response, Problem> {
    let actor = member.actor();
    let (_, body) = app.document(&id, &actor).await?;
    let body = body.ok_or_else(Problem::not_found)?;
    let Some((name, content)) = upload.next_file().await? else {
        return Err(Problem::unusable(Message::new("请先选择文件。", "Choose a file first.")));
    };
    let name = of_file(&name).to_owned();
    let seat = app.pool.seats(1)?.pop().ok_or_else(Problem::failed)?;
    receive_one(&app, &actor, id.clone(), body, name, &content, seat).await?;
    Ok(Redirect::to(&format!("/documents/{id}?done=receive")).into_response())
}
