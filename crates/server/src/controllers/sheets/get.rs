//! `GET /packages/{year}/{body}/sheets/{sheet}`

use super::view::{Asked, view};
use crate::App;
use crate::caller::Visitor;
use crate::editing::Sheets;
use crate::lang::PageLang;
use crate::pages::page;
use crate::problem::Problem;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use workflow::Actor;

/// What of the sheet is shown.
#[derive(Deserialize)]
pub(crate) struct Shown {
    /// The row that is changed, counted from 0.
    row: Option<usize>,
    /// The part of a long sheet, counted from 1.
    #[serde(default)]
    part: usize,
    /// What was just done.
    #[serde(default)]
    done: String,
}

/// Shows a sheet, and the form of one of its rows.
pub(crate) async fn get(
    State(app): State<App>,
    Visitor(visitor): Visitor,
    PageLang(lang): PageLang,
    Path((year, body, sheet)): Path<(String, String, String)>,
    Query(shown): Query<Shown>,
) -> Result<Response, Problem> {
    let Some(person) = visitor else { return Ok(Redirect::to("/login").into_response()) };
    let actor = Actor::Person(person.login.clone());
    let sheets = Sheets::of(&app, (year, body), &actor).await?;
    let asked = Asked { row: shown.row, part: shown.part, done: shown.done, ..Asked::default() };
    let shown = view(&app, &person, lang, &sheets, &sheet, asked).await?;
    Ok(page(StatusCode::OK, &shown))
}
