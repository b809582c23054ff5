//! `GET /`

use crate::App;
use crate::caller::Visitor;
use crate::controllers::published::{line, named};
use crate::lang::PageLang;
use crate::pages::{Frame, PublishedLine, RootPage, page};
use crate::problem::Problem;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use workflow::{Actor, BodyCode};

/// The most results.
const MOST: u16 = 100;

/// What is looked for. A form sends empty fields as well.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
    #[serde(default)]
    year: String,
}

/// Shows what is published of the bodies with a name or a code.
pub(crate) async fn get(
    State(app): State<App>,
    Visitor(visitor): Visitor,
    PageLang(lang): PageLang,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let actor = visitor.as_ref().map_or(Actor::Program, |it| Actor::Person(it.login.clone()));
    let office = app.store.calendars(&actor).await?;
    let q = asked.q.trim();
    let found = office.bodies().filter(|(code, body)| {
        q.is_empty() || body.name.contains(q) || code.as_str().starts_with(q)
    });
    let bodies: Vec<&BodyCode> = found.map(|(code, _)| code).collect();
    let year = asked.year.trim();
    let title = (!year.is_empty()).then_some(year);
    let rows = app.store.published_of(&bodies, title, MOST).await?;
    let frame = Frame::of_visitor(lang, "/", visitor.as_ref());
    let frame = match &visitor {
        Some(person) => frame.with_links(&office, &person.login),
        None => frame,
    };
    let has_more = rows.len() >= usize::from(MOST);
    let shown = RootPage {
        frame,
        q: q.to_owned(),
        year: year.to_owned(),
        years: office.years().rev().map(|(year, _)| year.0).collect(),
        groups: groups(named(&office, rows).into_iter().map(line)),
        has_more,
    };
    Ok(page(StatusCode::OK, &shown))
}

/// Returns lines by body; the bodies are in the order of their first lines.
fn groups(lines: impl Iterator<Item = PublishedLine>) -> Vec<Vec<PublishedLine>> {
    let mut groups: Vec<Vec<PublishedLine>> = Vec::new();
    for line in lines {
        let of_body = |group: &&mut Vec<PublishedLine>| {
            group.first().is_some_and(|first| first.code == line.code)
        };
        match groups.iter_mut().find(of_body) {
            Some(group) => group.push(line),
            None => groups.push(vec![line]),
        }
    }
    groups
}
