//! `GET /api/packages/{year}/{body}/controls`

use super::Opened;
use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use workflow::Figure;

/// A control figure, and what is left of it, in 分.
#[derive(Serialize)]
pub(crate) struct Row {
    fund: &'static str,
    purpose: &'static str,
    zh: String,
    en: String,
    most_fen: i64,
    used_fen: i64,
    /// Less than nothing where it is exceeded.
    left_fen: i64,
}

/// Returns the control figures of a package.
pub(crate) async fn controls(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(path): Path<(String, String)>,
) -> Result<Json<Vec<Row>>, Problem> {
    let opened = Opened::of(&app, path, &actor).await?;
    let package = opened.package()?;
    let row = |Figure { fund, purpose, most }: Figure| {
        let used_fen = package.lines.spent_within(fund, purpose).fen();
        Row {
            fund: fund.key(),
            purpose: purpose.key(),
            zh: format!("{}、{}", fund.name_zh(), purpose.name_zh()),
            en: format!("{}, {}", fund.name_en(), purpose.name_en()),
            most_fen: most.fen(),
            used_fen,
            left_fen: most.fen().saturating_sub(used_fen),
        }
    };
    Ok(Json(package.controls.iter().map(row).collect()))
}
