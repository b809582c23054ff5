//! `GET /codes?kind=function&q=2080505&year=2031`

use crate::problem::Problem;
use axum::Json;
use axum::extract::Query;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use classification::{Classification, Fund, Kind};
use ledger::{Code, Year};
use serde::{Deserialize, Serialize};

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

/// A code, as it is filled in: `2080505 …`.
#[derive(Serialize)]
pub(crate) struct Offered {
    text: String,
    /// The names of the codes above it, the highest first: what tells two of one name apart.
    above: String,
}

/// Returns the codes of a year that a line may have. Those that begin with what was typed come
/// first. The lists are public.
pub(crate) async fn list(Query(asked): Query<Asked>) -> Result<impl IntoResponse, Problem> {
    let (kind, level) = match asked.kind.as_str() {
        "function" => (Kind::Function, 3),
        "economic" => (Kind::Economic, 2),
        _ => return Err(Problem::not_found()),
    };
    let words: Vec<&str> = asked.q.split_whitespace().collect();
    let (all, year) = (Classification::get(kind), asked.year.map(Year));
    let listed = all.offered(year);
    let of_bodies = listed.filter(|it| it.code.level() == level && it.fund != Some(Fund::Social));
    let offered = of_bodies.map(|it| Offered {
        text: format!("{} {}", it.code, it.name),
        above: above(all, it.code, year),
    });
    let is_found =
        |it: &Offered| words.iter().all(|word| it.text.contains(word) || it.above.contains(word));
    let mut found: Vec<Offered> = offered.filter(is_found).collect();
    // What a word of a name above finds comes last.
    let rank = |it: &Offered| {
        let begins = words.first().is_some_and(|word| it.text.starts_with(word));
        (!begins, !words.iter().all(|word| it.text.contains(word)))
    };
    found.sort_by_key(rank);
    found.truncate(MOST);
    Ok(([(CACHE_CONTROL, "public, max-age=3600")], Json(found)))
}

fn above(all: &Classification, code: Code, year: Option<Year>) -> String {
    let codes = std::iter::successors(code.parent(), |code| code.parent());
    let names = codes.filter_map(|code| all.name_in(code, year).map(|it| it.name));
    let mut names: Vec<&str> = names.collect();
    names.reverse();
    names.join(" › ")
}
