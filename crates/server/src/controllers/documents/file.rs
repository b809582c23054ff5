//! `GET /documents/{document}/file?version=…`

use crate::App;
use crate::download::attachment;
use crate::member::Member;
use crate::problem::Problem;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;
use workflow::{Action, DocumentId, may};

/// Which version; the last one where none is named.
#[derive(Deserialize)]
pub(crate) struct Asked {
    version: Option<usize>,
}

/// Returns a version of a document that the person may read, byte for byte. A browser stores it
/// and shows nothing of it.
pub(crate) async fn file(
    State(app): State<App>,
    member: Member,
    Path(id): Path<DocumentId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let actor = member.actor();
    let (office, _) = app.document(&id, &actor).await?;
    let document = office.document(&id).ok_or_else(Problem::not_found)?;
    may(&office, &actor, Action::Read, &document.body).ok_or_else(Problem::not_found)?;
    let number = asked.version.unwrap_or(document.versions.len());
    let version = number.checked_sub(1).and_then(|at| document.versions.get(at));
    let version = version.ok_or_else(Problem::not_found)?;
    let content = app.files.get(&version.content).await?.ok_or_else(Problem::not_found)?;
    Ok(attachment(&version.name, content))
}
