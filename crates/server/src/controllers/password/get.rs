//! `GET /password`

use crate::App;
use crate::member::Member;
use crate::pages::{PasswordPage, page};
use crate::problem::Problem;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

/// Shows the form.
pub(crate) async fn get(State(app): State<App>, member: Member) -> Result<Response, Problem> {
    let office = app.office_of(&member.actor()).await?;
    Ok(page(StatusCode::OK, &PasswordPage::new(member.frame(&office))))
}
