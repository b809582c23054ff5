//! `GET /controls`

use super::{Asked, Departments};
use crate::App;
use crate::member::Member;
use crate::pages::{ImportPage, page};
use crate::problem::Problem;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;

/// Shows how the control figures of many departments are issued at once, to those who issue them.
pub(crate) async fn get(
    State(app): State<App>,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let departments = Departments::of(&app, &member, asked.year).await?;
    let shown = ImportPage {
        frame: member.frame(&departments.office),
        year: Some(departments.year),
        years: departments.years,
        mistakes: Vec::new(),
        preview: None,
    };
    Ok(page(StatusCode::OK, &shown))
}
