//! `PUT /api/people/{login}`

use super::manages_people;
use crate::App;
use crate::caller::Caller;
use crate::password::name;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use workflow::Person;

/// What is said of a person.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Told {
    name: String,
    /// Whether the person can log in. Where not, all sessions and tokens end.
    is_active: bool,
}

/// Adds a person, or changes one. The password is set by a link.
pub(crate) async fn put(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(login): Path<Person>,
    Json(told): Json<Told>,
) -> Result<StatusCode, Problem> {
    manages_people(&app, &actor).await?;
    if !told.is_active {
        workflow::deactivate(&login, &actor)?;
    }
    app.store.rename_person(&login, &name(&told.name)?, told.is_active).await?;
    Ok(StatusCode::NO_CONTENT)
}
