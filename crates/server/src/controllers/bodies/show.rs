//! `GET /bodies`

use crate::App;
use crate::member::Member;
use crate::missing::{Missing, of_last_year};
use crate::pages::{BodiesPage, BodyLine, Frame, page};
use crate::problem::Problem;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use message::Fixed;
use workflow::{Action, Body, BodyCode, Level, Office, may};

/// Shows the bodies whose budgets the person may read, or which the person manages.
pub(crate) async fn show(State(app): State<App>, member: Member) -> Result<Response, Problem> {
    let office = of_last_year(&app, &member.actor()).await?;
    let frame = member.frame(&office);
    shown(&member, &office, frame, StatusCode::OK)
}

/// Returns the page, also of what was not done.
pub(super) fn shown(
    member: &Member,
    office: &Office,
    frame: Frame,
    status: StatusCode,
) -> Result<Response, Problem> {
    let actor = member.actor();
    let may = |action: Action, code: &BodyCode| may(office, &actor, action, code).is_some();
    let is_seen = |code: &BodyCode| {
        [Action::Read, Action::ManageBodies, Action::ManagePeople]
            .into_iter()
            .any(|it| may(it, code))
    };
    let seen = office.bodies().filter(|(code, _)| is_seen(code));
    let is_managed = |code: &BodyCode| may(Action::ManageBodies, code);
    let bodies: Vec<BodyLine> =
        seen.map(|(code, body)| line(office, code, body, is_managed(code))).collect();
    if bodies.is_empty() {
        return Err(Problem::not_found());
    }
    let has_room = |code: &BodyCode| office.level(code) < Some(Level::Unit);
    let parents = office
        .bodies()
        .filter(|(code, body)| has_room(code) && is_managed(code) && !body.is_closed)
        .map(|(code, body)| (code.to_string(), body.name.clone()));
    let parents = parents.collect();
    let missing = Missing::of(office, &actor);
    Ok(page(status, &BodiesPage { frame, missing, bodies, parents }))
}

fn line(office: &Office, code: &BodyCode, body: &Body, is_managed: bool) -> BodyLine {
    let (level, depth) = match office.level(code) {
        Some(Level::Department) => (Fixed { zh: "主管部门", en: "department" }, "department"),
        Some(Level::Unit) => (Fixed { zh: "预算单位", en: "unit" }, "unit"),
        Some(Level::Bureau) | None => (Fixed { zh: "财政局", en: "bureau" }, "bureau"),
    };
    let is_bureau = depth == "bureau";
    BodyLine {
        code: code.to_string(),
        name: body.name.clone(),
        level,
        depth,
        is_closed: body.is_closed,
        can_rename: is_managed,
        can_close: is_managed && !is_bureau,
    }
}
