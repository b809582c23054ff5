//! `GET /api/packages/{year}/{body}/changes?from=…&to=…`

use super::Opened;
use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Path, Query, State};
use serde::{Deserialize, Serialize};
use workflow::{Lines, Package, changes as changes_of};

/// What is compared; without it, what changed since the submission before.
#[derive(Deserialize)]
pub(crate) struct Compared {
    #[serde(default = "submitted_before")]
    from: Version,
    #[serde(default = "submitted")]
    to: Version,
}

/// A version of a package's lines.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Version {
    /// As submitted before the last time.
    SubmittedBefore,
    /// As last submitted.
    Submitted,
    /// As last saved.
    Saved,
    /// As last agreed by the bureau.
    Reviewed,
    /// As approved.
    Approved,
    /// After adjustments and reallocations.
    Current,
}

const fn submitted_before() -> Version {
    Version::SubmittedBefore
}

const fn submitted() -> Version {
    Version::Submitted
}

/// A line whose amount differs, in 分.
#[derive(Serialize)]
pub(crate) struct Row {
    key: String,
    zh: String,
    en: String,
    before_fen: i64,
    after_fen: i64,
}

/// Returns what differs between two versions of a package's lines.
pub(crate) async fn changes(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(path): Path<(String, String)>,
    Query(compared): Query<Compared>,
) -> Result<Json<Vec<Row>>, Problem> {
    let opened = Opened::of(&app, path, &actor).await?;
    let package = opened.package()?;
    let (before, after) = (lines(package, compared.from), lines(package, compared.to));
    let rows = changes_of(&before, &after).into_iter().map(|change| {
        let called = change.key.called();
        Row {
            key: change.key.to_string(),
            zh: called.zh,
            en: called.en,
            before_fen: change.before.fen(),
            after_fen: change.after.fen(),
        }
    });
    Ok(Json(rows.collect()))
}

fn lines(package: &Package, version: Version) -> Lines {
    let submitted =
        |it: &Option<(u32, Lines)>| it.as_ref().map(|(_, lines)| lines.clone()).unwrap_or_default();
    match version {
        Version::SubmittedBefore => submitted(&package.submitted_before),
        Version::Submitted => submitted(&package.submitted),
        Version::Saved => package.lines.clone(),
        Version::Reviewed => package.amounts.reviewed.clone(),
        Version::Approved => package.amounts.approved.clone(),
        Version::Current => package.amounts.current(),
    }
}
