//! `GET /packages/{year}/{body}/sheets`

use axum::extract::Path;
use axum::response::Redirect;
use workflow::PackageId;

/// Leads to the sheet in which most is filled in.
pub(crate) async fn first(
    Path((year, body)): Path<(String, String)>,
) -> Result<Redirect, crate::problem::Problem> {
    let id: PackageId =
        format!("{year}/{body}").parse().map_err(|_| crate::problem::Problem::not_found())?;
    Ok(Redirect::to(&format!("/packages/{id}/sheets/lines")))
}
