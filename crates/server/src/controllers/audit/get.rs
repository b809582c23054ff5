//! `GET /audit`

use super::find::{Found, find};
use crate::App;
use crate::before::Before;
use crate::changed::NAMED;
use crate::controllers::events::reads_history;
use crate::history::Asked;
use crate::member::Member;
use crate::pages::{AuditPage, EventLine, LoginLine, page};
use crate::problem::Problem;
use crate::said::actor;
use crate::told::{DEEDS, told};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use message::{Fixed, Lang};
use store::{LoginOutcome, LoginRow, Recorded};
use workflow::{Actor, Moment, Person};

/// The most events of a page.
const MOST: u16 = 100;

/// The most sign-ins of a page.
const MOST_LOGINS: u16 = 50;

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
        logins: logins(app, asked).await?,
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

/// Returns the last sign-ins of whom is asked for, newest first.
async fn logins(app: &App, asked: &Asked) -> Result<Vec<LoginLine>, Problem> {
    let who = Some(asked.who.trim()).filter(|who| !who.is_empty());
    let name = |person: Option<Person>| person.map(String::from).unwrap_or_default();
    let line = |it: LoginRow| LoginLine {
        time: time(it.at),
        what: outcome(it.outcome),
        login: name(it.login),
        by: name(it.by),
        peer: it.peer,
    };
    Ok(app.store.last_logins(who, MOST_LOGINS).await?.into_iter().map(line).collect())
}

const fn outcome(outcome: LoginOutcome) -> Fixed {
    match outcome {
        LoginOutcome::LoggedIn => Fixed { zh: "登录", en: "signed in" },
        LoginOutcome::Failed => Fixed { zh: "登录失败", en: "failed to sign in" },
        LoginOutcome::LoggedOut => Fixed { zh: "退出", en: "signed out" },
        LoginOutcome::PasswordSet => Fixed { zh: "设置了密码", en: "set a password" },
        LoginOutcome::SignedOn => {
            Fixed { zh: "统一身份认证登录", en: "signed in by single sign-on" }
        }
        LoginOutcome::Bound => {
            Fixed { zh: "绑定统一身份认证", en: "bound to single sign-on" }
        }
        LoginOutcome::Unbound => Fixed { zh: "解除统一身份认证", en: "no longer bound" },
        LoginOutcome::LinkMade => {
            Fixed { zh: "重设密码（给出链接）", en: "password reset (link made)" }
        }
    }
}
