//! `GET /api/documents/{document}/records.csv?after=…&flag=…&preferred=…`

use super::records::found;
use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::records::{Asked, MOST_ROWS};
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse;
use workflow::DocumentId;

/// Returns the numbers that a document prints as a table for spreadsheets.
pub(crate) async fn export(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<DocumentId>,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, Problem> {
    Ok(found(&app, &actor, &id, asked, MOST_ROWS).await?.table(id.as_str()))
}
