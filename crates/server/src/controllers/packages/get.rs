//! `GET /api/packages/{year}/{body}`

use super::Opened;
use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use workflow::{Action, Package, Round, Stage, buttons, overdue, time_spent, waiting_for};

/// A package, and what the caller can do with it.
#[derive(Serialize)]
pub(crate) struct Shown {
    package: Package,
    steps: Vec<Step>,
    /// How long it was at each stage, in seconds.
    spent: Vec<Spent>,
    /// What is waited for.
    waiting: Option<Action>,
    /// By how many days that is overdue.
    overdue_days: Option<u32>,
}

/// A step, and why it cannot be taken.
#[derive(Serialize)]
struct Step {
    zh: &'static str,
    en: &'static str,
    refusal: Option<Problem>,
}

/// The time at one stage.
#[derive(Serialize)]
struct Spent {
    round: Round,
    stage: Stage,
    since: i64,
    seconds: u64,
}

/// Returns a package that the caller may read.
pub(crate) async fn get(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(path): Path<(String, String)>,
) -> Result<Json<Shown>, Problem> {
    let opened = Opened::of(&app, path, &actor).await?;
    let (package, now) = (opened.package()?, (app.now)());
    let steps = buttons(&opened.office, &opened.id, &actor, now).into_iter().map(|button| Step {
        zh: button.name.zh,
        en: button.name.en,
        refusal: button.refusal.map(Problem::from),
    });
    let spent = time_spent(package, now).into_iter().map(|it| Spent {
        round: it.round,
        stage: it.stage,
        since: it.since.0,
        seconds: it.seconds,
    });
    Ok(Json(Shown {
        package: package.clone(),
        steps: steps.collect(),
        spent: spent.collect(),
        waiting: waiting_for(&opened.office, &opened.id).map(|waiting| waiting.action),
        overdue_days: overdue(&opened.office, &opened.id, now),
    }))
}
