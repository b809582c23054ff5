//! `GET /api/published/{year}/{body}/records?file=…&after=…&flag=…&preferred=…`, and `.csv`.

use super::published_package;
use crate::App;
use crate::problem::Problem;
use crate::records::{Asked, Found, MOST, MOST_ROWS, Page};
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::IntoResponse;
use serde::Deserialize;

/// Which of the published files is asked about.
#[derive(Deserialize)]
pub(crate) struct File {
    /// Its number, from 1; the first where none is asked for.
    file: Option<usize>,
}

/// Returns the numbers that a file of a published budget prints, to everybody.
pub(crate) async fn records(
    State(app): State<App>,
    Path(path): Path<(String, String)>,
    Query(file): Query<File>,
    Query(asked): Query<Asked>,
) -> Result<Json<Page>, Problem> {
    let (found, _) = found(&app, path, &file, asked, MOST).await?;
    Ok(Json(found.page()))
}

/// Returns the same as a table for spreadsheets.
pub(crate) async fn export(
    State(app): State<App>,
    Path(path): Path<(String, String)>,
    Query(file): Query<File>,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, Problem> {
    let (found, name) = found(&app, path, &file, asked, MOST_ROWS).await?;
    Ok(found.table(&name))
}

/// Returns records of a published file, and the name of the file.
async fn found(
    app: &App,
    (year, body): (String, String),
    file: &File,
    asked: Asked,
    most: u16,
) -> Result<(Found, String), Problem> {
    let (office, id) = published_package(app, &year, &body).await?;
    let publication = office.package(&id).and_then(|package| package.published.as_ref());
    let number = file.file.unwrap_or(1);
    let at = number.checked_sub(1);
    let hash = publication.zip(at).and_then(|(it, at)| it.files.get(at));
    let hash = hash.ok_or_else(Problem::not_found)?;
    let name = format!("{}-{}-{number}", id.year, id.body);
    Ok((Found::of(app, (hash, &name), asked, most).await?, name))
}
