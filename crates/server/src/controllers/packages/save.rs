//! `POST /api/packages/{year}/{body}/versions`

use super::id;
use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use serde::Deserialize;
use store::Recorded;
use workflow::{Action, Command, Draft, may};

/// What is said of the file beside it.
#[derive(Deserialize)]
pub(crate) struct Saved {
    /// The number of the version on which it is based; 0 for the first.
    based_on: u32,
    /// Whether what is empty is meant to be empty.
    #[serde(default)]
    is_complete: bool,
}

/// Reads, checks and saves a ledger as the next version of a package.
pub(crate) async fn save(
    State(app): State<App>,
    Caller(actor): Caller,
    Path((year, body)): Path<(String, String)>,
    Query(saved): Query<Saved>,
    content: Bytes,
) -> Result<Json<Vec<Recorded>>, Problem> {
    let package = id(&year, &body).ok_or_else(Problem::not_found)?;
    // Nothing is stored or checked for those who may not save.
    let office = app.store.year(package.year, &actor).await?;
    if may(&office, &actor, Action::Edit, &package.body).is_none() {
        return Err(Problem::not_found());
    }
    let (checked, content) = app.pool.ledger(package.clone(), content.into()).await?;
    let content = app.files.put(&app.store, &content).await?;
    let draft = Draft {
        based_on: saved.based_on,
        content,
        lines: checked.lines,
        findings: checked.findings,
        is_complete: saved.is_complete,
    };
    let command = Command::Save { package, draft };
    Ok(Json(app.store.act(&command, &actor, (app.now)()).await?))
}
