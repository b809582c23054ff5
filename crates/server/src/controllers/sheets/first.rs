//! `GET /packages/{year}/{body}/sheets?cell=…`

use super::editing::Sheets;
use crate::App;
use crate::cells::place;
use crate::member::Member;
use crate::problem::Problem;
use axum::extract::{Path, Query, State};
use axum::response::Redirect;
use serde::Deserialize;
use workflow::PackageId;

/// Which cell is looked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    /// Its name in the workbook: `收支明细!F12`.
    #[serde(default)]
    cell: String,
}

/// Leads to a cell, or to the sheet in which most is filled in.
pub(crate) async fn first(
    State(app): State<App>,
    member: Member,
    Path((year, body)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Redirect, Problem> {
    let id: PackageId = format!("{year}/{body}").parse().map_err(|_| Problem::not_found())?;
    let lines = format!("/packages/{id}/sheets/lines");
    if asked.cell.is_empty() {
        return Ok(Redirect::to(&lines));
    }
    let sheets = Sheets::of(&app, (year, body), &member.actor()).await?;
    let found = place(&sheets.opened.book, &asked.cell);
    Ok(Redirect::to(&found.map_or(lines, |(sheet, row, column)| {
        format!("/packages/{id}/sheets/{sheet}?row={row}&cell={row}-{column}")
    })))
}
