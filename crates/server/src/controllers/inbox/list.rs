//! `GET /api/inbox/{year}`

use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Path, State};
use ledger::Year;
use serde::Serialize;
use workflow::{
    Action, CellName, Finding, FindingLevel, Office, Package, PackageId, may, overdue, waiting_for,
};

/// A package that waits for the caller, and the cells at which something is to be done.
#[derive(Serialize)]
pub(crate) struct Task {
    package: PackageId,
    name: String,
    action: Action,
    overdue_days: Option<u32>,
    /// Comments without an answer.
    comments: Vec<Asked>,
    /// Findings that stop the next step: errors, and warnings without the explanation they need.
    findings: Vec<Finding>,
}

/// A comment without an answer.
#[derive(Serialize)]
struct Asked {
    number: usize,
    cell: Option<CellName>,
    words: String,
}

/// Returns the packages of a year whose next step the caller can take.
pub(crate) async fn list(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(year): Path<u16>,
) -> Result<Json<Vec<Task>>, Problem> {
    let office = app.store.year(Year(year), &actor).await?;
    let now = (app.now)();
    let task = |(id, package)| {
        let waiting = waiting_for(&office, id)?;
        may(&office, &actor, waiting.action, &waiting.body)?;
        let overdue_days = overdue(&office, id, now);
        Some(Task { overdue_days, ..task(&office, id, package, waiting.action) })
    };
    Ok(Json(office.packages().filter_map(task).collect()))
}

fn task(office: &Office, id: &PackageId, package: &Package, action: Action) -> Task {
    let comments = package.open_comments().map(|(number, comment)| Asked {
        number,
        cell: comment.cell.clone(),
        words: comment.words.clone(),
    });
    let findings = package.version.iter().flat_map(|version| &version.findings);
    let stops = |finding: &&Finding| match finding.level {
        FindingLevel::Error => true,
        FindingLevel::ToExplain => !package.explanations.contains_key(&finding.key),
        FindingLevel::Warning | FindingLevel::Note => false,
    };
    Task {
        package: id.clone(),
        name: office.body(&id.body).map(|body| body.name.clone()).unwrap_or_default(),
        action,
        overdue_days: None,
        comments: comments.collect(),
        findings: findings.filter(stops).cloned().collect(),
    }
}
