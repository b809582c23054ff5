//! `GET /documents/{document}/{version}-{page}.png`

use crate::App;
use crate::member::Member;
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use workflow::{Action, DocumentId, may};

/// Returns the picture of a page of a document that the person may read. A version does not
/// change, so a browser may keep it.
pub(crate) async fn picture(
    State(app): State<App>,
    member: Member,
    Path((id, name)): Path<(DocumentId, String)>,
) -> Result<Response, Problem> {
    let (version, page) = numbers(&name).ok_or_else(Problem::not_found)?;
    let actor = member.actor();
    let (office, _) = app.document(&id, &actor).await?;
    let document = office.document(&id).ok_or_else(Problem::not_found)?;
    may(&office, &actor, Action::Read, &document.body).ok_or_else(Problem::not_found)?;
    let version = version.checked_sub(1).and_then(|at| document.versions.get(at));
    let version = version.ok_or_else(Problem::not_found)?;
    let content = app.files.get(&version.content).await?.ok_or_else(Problem::not_found)?;
    let picture = app.pool.on_ledger(move |check| check.draw(&content, page)).await?;
    let headers =
        [(CONTENT_TYPE, "image/png"), (CACHE_CONTROL, "private, max-age=86400, immutable")];
    Ok((headers, picture).into_response())
}

/// Returns the version and the page of a picture's name.
fn numbers(name: &str) -> Option<(usize, u32)> {
    let (version, page) = name.strip_suffix(".png")?.split_once('-')?;
    Some((version.parse().ok()?, page.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_named_by_version_and_page() {
        assert_eq!(numbers("2-13.png"), Some((2, 13)));
        for name in ["2-13", "13.png", "-1-2.png", "a-2.png", "2-a.png", ""] {
            assert_eq!(numbers(name), None, "{name}");
        }
    }
}
