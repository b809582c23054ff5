//! `GET /api/packages/{year}/{body}/amounts`

use super::Opened;
use crate::App;
use crate::caller::Caller;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use std::collections::BTreeMap;
use workflow::{Element, LineKey, StagedLine};

/// A line with its amount at each stage, in 分, by the national element names.
#[derive(Serialize)]
pub(crate) struct Line {
    /// What it counts, for programs.
    key: String,
    /// What it counts, for people.
    zh: String,
    en: String,
    fen: BTreeMap<&'static str, i64>,
}

/// Returns the amounts of a package by stage.
pub(crate) async fn amounts(
    State(app): State<App>,
    Caller(actor): Caller,
    Path(path): Path<(String, String)>,
) -> Result<Json<Vec<Line>>, Problem> {
    let opened = Opened::of(&app, path, &actor).await?;
    Ok(Json(opened.package()?.amounts.lines().into_iter().map(line).collect()))
}

fn line(StagedLine { key, amounts }: StagedLine) -> Line {
    let fen = Element::ALL.into_iter().map(Element::code).zip(amounts.map(|it| it.fen()));
    let called = LineKey::called(&key);
    Line { key: key.to_string(), zh: called.zh, en: called.en, fen: fen.collect() }
}
