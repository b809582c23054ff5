//! `GET /api/me`

use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use workflow::{Grant, Person};

/// The caller, and what they are granted.
#[derive(Serialize)]
pub(crate) struct Me {
    login: Person,
    name: String,
    grants: Vec<Grant>,
}

/// Returns who calls.
pub(crate) async fn get(State(app): State<App>, caller: Caller) -> Result<Json<Me>, Problem> {
    let login = caller.person()?.clone();
    let office = app.office_of(&caller.0).await?;
    let person = app.store.person(&login).await?.ok_or_else(Problem::unknown_caller)?;
    let grants = office.grants(&login).cloned().collect();
    Ok(Json(Me { login, name: person.name, grants }))
}
