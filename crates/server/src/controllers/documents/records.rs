//! `GET /api/documents/{document}/records?after=…&flag=…&preferred=…`

use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::records::{Asked, Found, MOST, Page};
use axum::Json;
use axum::extract::{Path, Query, State};
use workflow::{Action, Actor, DocumentId, may};

/// Returns the numbers that a document prints, to callers who may read it.
pub(crate) async fn records(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<DocumentId>,
    Query(asked): Query<Asked>,
) -> Result<Json<Page>, Problem> {
    Ok(Json(found(&app, &actor, &id, asked, MOST).await?.page()))
}

/// Returns records of the last version of a document that an actor may read.
pub(super) async fn found(
    app: &App,
    actor: &Actor,
    id: &DocumentId,
    asked: Asked,
    most: u16,
) -> Result<Found, Problem> {
    let (office, _) = app.document(id, actor).await?;
    let document = office.document(id).ok_or_else(Problem::not_found)?;
    may(&office, actor, Action::Read, &document.body).ok_or_else(Problem::not_found)?;
    let last = document.versions.last().ok_or_else(Problem::not_found)?;
    Found::of(app, (&last.content, &last.name), asked, most).await
}
