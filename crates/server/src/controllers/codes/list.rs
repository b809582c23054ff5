//! `GET /codes?kind=function&q=2080505&year=2031`

use crate::problem::Problem;
use axum::Json;
use axum::extract::Query;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use classification::{Classification, Fund, Kind};
use ledger::Year;
use serde::Deserialize;

/// The most codes of an answer.
const MOST: usize = 12;

/// What is searched.
#[derive(Deserialize)]
pub(crate) struct Asked {
    /// `function` or `economic`.
    kind: String,
    /// Digits from the beginning of a code, or words of its name.
    #[serde(default)]
    q: String,
    year: Option<u16>,
}

/// Returns the codes of a year that a line may have, as they are filled in: `2080505 …`. Those that
/// begin with what was typed come first. The lists are public.
pub(crate) async fn list(Query(asked): Query<Asked>) -> Result<impl IntoResponse, Problem> {
    let (kind, level) = match asked.kind.as_str() {
        "function" => (Kind::Function, 3),
        "economic" => (Kind::Economic, 2),
        _ => return Err(Problem::not_found()),
    };
    let words: Vec<&str> = asked.q.split_whitespace().collect();
    let listed = Classification::get(kind).offered(asked.year.map(Year));
    let of_bodies = listed.filter(|it| it.code.level() == level && it.fund != Some(Fund::Social));
    let all = of_bodies.map(|it| format!("{} {}", it.code, it.name));
    let mut found: Vec<String> =
        all.filter(|it| words.iter().all(|word| it.contains(word))).collect();
    found.sort_by_key(|it| !words.first().is_some_and(|word| it.starts_with(word)));
    found.truncate(MOST);
    Ok(([(CACHE_CONTROL, "public, max-age=3600")], Json(found)))
}
