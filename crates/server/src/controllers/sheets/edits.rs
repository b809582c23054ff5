//! `POST /api/packages/{year}/{body}/sheets/{sheet}/edits`

use super::data::{Data, of_sheets};
use super::editing::{Sheets, edit, id_of};
use super::view::told;
use crate::App;
use crate::caller::Caller;
use crate::lang::PageLang;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use sheets::{Conflict, Edit};

/// Edits, and the version on which they are based.
#[derive(Deserialize)]
pub(crate) struct Sent {
    pub(super) based_on: u32,
    pub(super) edits: Vec<Edit>,
}

/// The result of edits.
#[derive(Serialize)]
pub(crate) struct Saved {
    conflicts: Vec<(String, Conflict)>,
    data: Data,
}

/// Saves edits. Where another person's edits contradict one, the answer has both values.
pub(crate) async fn edits(
    State(app): State<App>,
    Caller(actor): Caller,
    PageLang(lang): PageLang,
    Path((year, body, sheet)): Path<(String, String, String)>,
    Json(sent): Json<Sent>,
) -> Result<Json<Saved>, Problem> {
    let id = id_of(&year, &body)?;
    let edited = edit(&app, &actor, &id, sent.based_on, &sent.edits, None).await?;
    let conflicts = edited.conflicts.into_iter().map(|it| (told(&it, lang), it)).collect();
    let sheets = Sheets::of(&app, (year, body), &actor).await?;
    let data = of_sheets(&app, &sheets, &actor, &sheet, lang).await?;
    Ok(Json(Saved { conflicts, data }))
}
