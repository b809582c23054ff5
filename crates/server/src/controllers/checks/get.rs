//! `GET /checks?check=…&body=…&before=…`

use super::waivers::{Waivers, Wanted, waivers};
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
use workflow::{Action, may};

/// What is asked of the page.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// The code of a check; all where it is empty.
    #[serde(default)]
    pub(super) check: String,
    /// The code of a body; all where it is empty.
    #[serde(default)]
    pub(super) body: String,
    /// Before the event with this number.
    before: Option<i64>,
}

/// The most lines of the page.
const MOST: usize = 100;

/// Shows which checks exist, and which findings were explained or dismissed on what the person may
/// read, by whom and why.
pub(crate) async fn get(
    State(app): State<App>,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let office = app.office_of(&member.actor()).await?;
    if !member.has_right(&office, Action::Read) {
        return Err(Problem::not_found());
    }
    let all = app.pool.checks();
    let check = all.iter().find(|it| it.code == asked.check).map_or("", |it| it.code);
    let body = asked.body.trim();
    let wanted = Wanted { check, body, before: asked.before, most: MOST };
    let Waivers { lines, next } = waivers(&app, &member, wanted).await?;
    let actor = member.actor();
    let readable =
        office.bodies().filter(|(code, _)| may(&office, &actor, Action::Read, code).is_some());
    let shown = ChecksPage {
        frame: member.frame(&office),
        checks: all.iter().map(|it| line(it, member.lang)).collect(),
        asked: check,
        asked_body: body.to_owned(),
        bodies: readable.map(|(code, it)| (code.to_string(), it.name.clone())).collect(),
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
