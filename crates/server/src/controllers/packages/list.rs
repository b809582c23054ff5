//! `GET /api/packages/{year}`

use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Path, State};
use ledger::Year;
use serde::Serialize;
use workflow::{Action, Office, Package, PackageId, Round, Stage, may, overdue, waiting_for};

/// A package in a list.
#[derive(Serialize)]
pub(crate) struct Row {
    package: PackageId,
    name: String,
    round: Round,
    stage: Stage,
    /// What it spends and carries over, in 分.
    total_fen: i64,
    open_comments: usize,
    /// What is waited for.
    waiting: Option<Action>,
    /// By how many days that is overdue.
    overdue_days: Option<u32>,
}

/// Returns the packages of a year that the caller may read.
pub(crate) async fn list(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(year): Path<u16>,
) -> Result<Json<Vec<Row>>, Problem> {
    let office = app.store.year(Year(year), &actor).await?;
    let now = (app.now)();
    let readable =
        office.packages().filter(|(id, _)| may(&office, &actor, Action::Read, &id.body).is_some());
    let rows = readable.map(|(id, package)| Row {
        overdue_days: overdue(&office, id, now),
        ..row(&office, id, package)
    });
    Ok(Json(rows.collect()))
}

fn row(office: &Office, id: &PackageId, package: &Package) -> Row {
    Row {
        package: id.clone(),
        name: office.body(&id.body).map(|body| body.name.clone()).unwrap_or_default(),
        round: package.round,
        stage: package.stage,
        total_fen: package.lines.total(|_| true).fen(),
        open_comments: package.open_comments().count(),
        waiting: waiting_for(office, id).map(|waiting| waiting.action),
        overdue_days: None,
    }
}
