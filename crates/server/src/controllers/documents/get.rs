//! `GET /api/documents/{document}`

use crate::App;
use crate::caller::Caller;
use crate::pool;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use std::collections::BTreeMap;
use workflow::{
    Action, BodyCode, DocumentId, DocumentStage, Finding, FindingKey, Mark, Progress, Return, may,
};

/// A document as it is now. Twins are not listed: they may be another body's.
#[derive(Serialize)]
pub(crate) struct Opened {
    body: BodyCode,
    stage: DocumentStage,
    versions: usize,
    /// The name of the file of the last version.
    name: String,
    /// How far the check is; `null` where it does not wait for one.
    checking: Option<pool::Progress>,
    /// The findings of the last version and those that are gone, each with how it compares.
    findings: Vec<(Finding, Progress)>,
    marks: BTreeMap<FindingKey, Mark>,
    returned: Option<Return>,
}

/// Returns a document that the caller may read.
pub(crate) async fn get(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(id): Path<DocumentId>,
) -> Result<Json<Opened>, Problem> {
    let (office, _) = app.document(&id, &actor).await?;
    let document = office.document(&id).ok_or_else(Problem::not_found)?;
    may(&office, &actor, Action::Read, &document.body).ok_or_else(Problem::not_found)?;
    let findings = document.progress().into_iter().map(|(finding, how)| (finding.clone(), how));
    Ok(Json(Opened {
        body: document.body.clone(),
        stage: document.stage,
        versions: document.versions.len(),
        name: document.versions.last().map(|it| it.name.clone()).unwrap_or_default(),
        checking: app.pool.progress(&id),
        findings: findings.collect(),
        marks: document.marks.clone(),
        returned: document.returned.clone(),
    }))
}
