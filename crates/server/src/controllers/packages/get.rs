//! `GET /api/packages/{year}/{body}`

use super::id;
use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use workflow::{Action, Package, buttons, may};

/// A package, and what the caller can do with it.
#[derive(Serialize)]
pub(crate) struct Opened {
    package: Package,
    steps: Vec<Step>,
}

/// A step, and why it cannot be taken.
#[derive(Serialize)]
struct Step {
    zh: &'static str,
    en: &'static str,
    refusal: Option<Problem>,
}

/// Returns a package that the caller may read.
pub(crate) async fn get(
    State(app): State<App>,
    Caller(actor): Caller,
    Path((year, body)): Path<(String, String)>,
) -> Result<Json<Opened>, Problem> {
    let id = id(&year, &body).ok_or_else(Problem::not_found)?;
    let office = app.store.year(id.year, &actor).await?;
    let is_readable = may(&office, &actor, Action::Read, &id.body).is_some();
    let package = office.package(&id).filter(|_| is_readable).ok_or_else(Problem::not_found)?;
    let steps = buttons(&office, &id, &actor, (app.now)()).into_iter().map(|button| Step {
        zh: button.name.zh,
        en: button.name.en,
        refusal: button.refusal.map(Problem::from),
    });
    Ok(Json(Opened { package: package.clone(), steps: steps.collect() }))
}
