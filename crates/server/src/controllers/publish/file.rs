//! `GET /packages/{year}/{body}/publish/{number}`

use super::{Asked, Before, Opened};
use crate::App;
use crate::download::attachment;
use crate::member::Member;
use crate::problem::Problem;
use axum::extract::{Path, Query, State};
use axum::response::Response;

/// Returns a file that would be published.
pub(crate) async fn file(
    State(app): State<App>,
    member: Member,
    before: Before,
    Path((year, body, number)): Path<(String, String, usize)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let opened = Opened::of(&app, &member, (&year, &body), before).await?;
    let (files, _) = opened.files(&app, &asked.layout).await?;
    let file = number.checked_sub(1).and_then(|at| files.into_iter().nth(at));
    let (name, content) = file.ok_or_else(Problem::not_found)?;
    Ok(attachment(&name, content))
}
