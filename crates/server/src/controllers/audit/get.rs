//! `GET /audit`

use super::find::{Found, find};
use crate::App;
use crate::before::Before;
use crate::changed::NAMED;
use crate::controllers::events::reads_history;
use crate::history::Asked;
use crate::member::Member;
use crate::pages::{AuditPage, EventLine, page};
use crate::problem::Problem;
use crate::said::actor;
use crate::told::{DEEDS, told};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use message::Lang;
use store::Recorded;
use workflow::{Actor, Moment};

/// The most events of a page.
const MOST: u16 = 100;

/// Shows the history, newest first, to those who may read that of the whole county.
pub(crate) async fn get(
    State(app): State<App>,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let shown = history(&app, &member, &asked).await?;
    Ok(page(StatusCode::OK, &shown))
}

/// Returns the page of the history.
pub(super) async fn history(
    app: &App,
    member: &Member,
    asked: &Asked,
) -> Result<AuditPage, Problem> {
    reads_history(app, &member.actor()).await?;
    let office = app.office_of(&member.actor()).await?;
    let Found { events, before, next } = find(app, asked, &office, MOST, member.lang).await?;
    let next = next.map(|seq| format!("{}&before={seq}", asked.query()));
    Ok(AuditPage {
        frame: member.frame(&office),
        asked: asked.clone(),
        deeds: &DEEDS,
        events: events.iter().map(|it| line(it, before.get(&it.seq), member.lang)).collect(),
        head: app.store.head().await?.to_string(),
        next,
        export: asked.query(),
        verified: None,
    })
}

fn line(
    Recorded { seq, event, hash }: &Recorded,
    before: Option<&Before>,
    lang: Lang,
) -> EventLine {
    let told = told(&event.fact, before, NAMED, lang);
    EventLine {
        seq: *seq,
        day: time(event.at),
        by: actor(&event.by, lang),
        role: (event.by != Actor::Program).then(|| event.role.name()),
        what: told.what,
        about: told.about,
        href: told.href,
        words: told.words.chars().take(400).collect(),
        hash: hash.chars().take(12).collect(),
    }
}

/// Returns a moment as the day and the time in China.
pub(crate) fn time(at: Moment) -> String {
    let seconds = at.0.saturating_add(8 * 3600).rem_euclid(24 * 3600);
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{} {hours:02}:{minutes:02}", at.day())
}
