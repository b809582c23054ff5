//! `POST /api/packages/{year}/{body}/sheets/{sheet}/check`

use super::beside::last_year;
use super::data::{Data, Standing};
use super::editing::{id_of, try_out};
use super::edits::Sent;
use crate::App;
use crate::caller::Caller;
use crate::lang::PageLang;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Path, State};
use workflow::Level;

/// Returns the sheet as it would be with edits that are not saved: what is wrong, and what is left
/// of the control figures.
pub(crate) async fn check(
    State(app): State<App>,
    Caller(actor): Caller,
    PageLang(lang): PageLang,
    Path((year, body, sheet)): Path<(String, String, String)>,
    Json(sent): Json<Sent>,
) -> Result<Json<Data>, Problem> {
    let id = id_of(&year, &body)?;
    let (office, written) = try_out(&app, &actor, &id, sent.based_on, &sent.edits).await?;
    let package = office.package(&id).ok_or_else(Problem::not_found)?;
    let last = last_year(&app, &id, &actor).await?;
    let is_department = office.level(&id.body) == Some(Level::Department);
    let now = Standing {
        opened: &written.opened,
        package,
        findings: &written.checked.findings,
        lines: if is_department { &package.lines } else { &written.checked.lines },
        last: &last,
        can_edit: true,
    };
    now.data(&sheet, lang).map(Json)
}
