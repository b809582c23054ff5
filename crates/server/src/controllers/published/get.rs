//! `GET /published`

use super::{Before, MOST, line, rows};
use crate::App;
use crate::caller::Visitor;
use crate::lang::PageLang;
use crate::pages::{Frame, PublishedPage, page};
use crate::problem::Problem;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;

/// Shows what is published, newest first.
pub(crate) async fn get(
    State(app): State<App>,
    Visitor(visitor): Visitor,
    PageLang(lang): PageLang,
    Query(before): Query<Before>,
) -> Result<Response, Problem> {
    let rows = rows(&app, before).await?;
    let is_full = rows.len() >= usize::from(MOST);
    let last = rows.last().filter(|_| is_full);
    let next = last.map(|it| format!("at={}&owner={}", it.row.at.0, it.row.owner));
    let frame = Frame::of_visitor(lang, "/published", visitor.as_ref());
    let lines = rows.into_iter().map(line).collect();
    Ok(page(StatusCode::OK, &PublishedPage { frame, lines, next }))
}
