//! `GET /api/packages/{year}/{body}/file`

use super::Opened;
use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;

/// Returns the file of a package as it was last saved, byte for byte. A browser stores it and
/// shows nothing of it.
pub(crate) async fn file(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(path): Path<(String, String)>,
) -> Result<impl IntoResponse, Problem> {
    let opened = Opened::of(&app, path, &actor).await?;
    let version = opened.package()?.version.as_ref().ok_or_else(Problem::not_found)?;
    let content = app.files.get(&version.content).await?.ok_or_else(Problem::not_found)?;
    let name = format!("{}-{}-v{}", opened.id.year, opened.id.body, version.number);
    let headers = [
        (CONTENT_TYPE, "application/octet-stream".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, content))
}
