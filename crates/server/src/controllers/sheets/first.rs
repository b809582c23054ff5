//! `GET /packages/{year}/{body}/sheets`

use crate::member::Member;
use crate::problem::Problem;
use axum::extract::Path;
use axum::response::Redirect;
use workflow::PackageId;

/// Leads to the sheet in which most is filled in.
pub(crate) async fn first(
    _: Member,
    Path((year, body)): Path<(String, String)>,
) -> Result<Redirect, Problem> {
    let id: PackageId = format!("{year}/{body}").parse().map_err(|_| Problem::not_found())?;
    Ok(Redirect::to(&format!("/packages/{id}/sheets/lines")))
}
