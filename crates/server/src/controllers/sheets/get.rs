//! `GET /packages/{year}/{body}/sheets/{sheet}`

use super::editing::Sheets;
use super::view::{Asked, view};
use crate::App;
use crate::member::Member;
use crate::pages::page;
use crate::problem::Problem;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

/// What of the sheet is shown.
#[derive(Deserialize)]
pub(crate) struct Shown {
    /// The row that is changed, counted from 0.
    row: Option<usize>,
    /// The part of a long sheet, counted from 1.
    #[serde(default)]
    part: usize,
    /// Whether a workbook was just received in which something is wrong.
    #[serde(default)]
    wrong: String,
}

/// Shows a sheet, and the form of one of its rows.
pub(crate) async fn get(
    State(app): State<App>,
    member: Member,
    Path((year, body, sheet)): Path<(String, String, String)>,
    Query(shown): Query<Shown>,
) -> Result<Response, Problem> {
    let sheets = Sheets::of(&app, (year, body), &member.actor()).await?;
    let is_received = !shown.wrong.is_empty();
    let asked = Asked { row: shown.row, part: shown.part, is_received, ..Asked::default() };
    let shown = view(&app, &member, &sheets, &sheet, asked).await?;
    Ok(page(StatusCode::OK, &shown))
}
