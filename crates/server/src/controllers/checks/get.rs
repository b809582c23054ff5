//! `GET /checks?check=…&before=…`

use super::waivers::{Waivers, waivers};
use crate::App;
use crate::check::Known;
use crate::member::Member;
use crate::pages::{CheckLine, ChecksPage, page};
use crate::problem::Problem;
use crate::said::level;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use message::Lang;
use serde::Deserialize;
use workflow::{Action, rights};

/// What is asked of the page.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// The code of a check; all where it is empty.
    #[serde(default)]
    check: String,
    /// Before the event with this number.
    before: Option<i64>,
}

/// Shows which checks exist, and which findings were explained or dismissed on what the person may
/// read, by whom and why.
pub(crate) async fn get(
    State(app): State<App>,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let office = app.office_of(&member.actor()).await?;
    let is_reader = office
        .grants(&member.person.login)
        .any(|grant| !rights(grant.role, Action::Read).is_empty());
    if !is_reader {
        return Err(Problem::not_found());
    }
    let all = app.pool.checks();
    let check = all.iter().find(|it| it.code == asked.check).map_or("", |it| it.code);
    let Waivers { lines, next } = waivers(&app, &member, check, asked.before).await?;
    let shown = ChecksPage {
        frame: member.frame(&office),
        checks: all.iter().map(|it| line(it, member.lang)).collect(),
        asked: check,
        waivers: lines,
        next,
    };
    Ok(page(StatusCode::OK, &shown))
}

fn line(known: &Known, lang: Lang) -> CheckLine {
    let (level, level_name) = level(known.level);
    // The heading is the title, and bold marks are for those who read Markdown.
    let paragraphs = known.page.get(lang).lines().skip(1).filter(|it| !it.trim().is_empty());
    CheckLine {
        code: known.code,
        level,
        level_name,
        title: known.title,
        paragraphs: paragraphs.map(|it| it.replace("**", "")).collect(),
    }
}
