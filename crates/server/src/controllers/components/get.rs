//! `GET /components`

use crate::App;
use crate::member::Member;
use crate::pages::{ComponentsPage, page};
use crate::problem::Problem;
use crate::spending::value;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use charts::bars;

/// Shows every component of the pages to those who logged in.
pub(crate) async fn get(State(app): State<App>, member: Member) -> Result<Response, Problem> {
    let office = app.office_of(&member.actor()).await?;
    let values = [("205", 1_200_000), ("208", 450_000), ("210", -80_000)];
    let values: Vec<_> = values.iter().map(|(label, fen)| value(label, *fen)).collect();
    let chart = bars("charts::bars", &values);
    Ok(page(StatusCode::OK, &ComponentsPage { frame: member.frame(&office), chart }))
}
