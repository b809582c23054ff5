//! `GET /office`

use crate::App;
use crate::amount::yuan;
use crate::caller::Visitor;
use crate::lang::PageLang;
use crate::pages::{Frame, OfficePage, PackageLine, page};
use crate::problem::Problem;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::Year;
use serde::Deserialize;
use workflow::{
    Action, Actor, Level, Moment, Office, Package, PackageId, may, overdue, waiting_for,
};

/// Which year is shown.
#[derive(Deserialize)]
pub(crate) struct Shown {
    year: Option<u16>,
}

/// Shows the packages of a year that the person may read; strangers are asked to log in.
pub(crate) async fn get(
    State(app): State<App>,
    Visitor(visitor): Visitor,
    PageLang(lang): PageLang,
    Query(shown): Query<Shown>,
) -> Result<Response, Problem> {
    let Some(person) = visitor else { return Ok(Redirect::to("/login").into_response()) };
    let actor = Actor::Person(person.login.clone());
    let calendars = app.store.calendars(&actor).await?;
    let mut years: Vec<u16> = calendars.years().map(|(year, _)| year.0).collect();
    years.reverse();
    let year = shown.year.or_else(|| years.first().copied());
    let packages = match year {
        Some(year) => lines(&app.store.year(Year(year), &actor).await?, &actor, (app.now)()),
        None => Vec::new(),
    };
    let frame = Frame::of_visitor(lang, "/office", Some(&person));
    Ok(page(StatusCode::OK, &OfficePage { frame, years, year, packages }))
}

fn lines(office: &Office, actor: &Actor, now: Moment) -> Vec<PackageLine> {
    let readable =
        office.packages().filter(|(id, _)| may(office, actor, Action::Read, &id.body).is_some());
    readable.map(|(id, package)| line(office, id, package, actor, now)).collect()
}

fn line(
    office: &Office,
    id: &PackageId,
    package: &Package,
    actor: &Actor,
    now: Moment,
) -> PackageLine {
    let waiting = waiting_for(office, id);
    let is_mine =
        waiting.as_ref().is_some_and(|it| may(office, actor, it.action, &it.body).is_some());
    PackageLine {
        body: id.body.to_string(),
        name: office.body(&id.body).map(|body| body.name.clone()).unwrap_or_default(),
        is_department: office.level(&id.body) == Some(Level::Department),
        round: package.round.name(),
        stage: package.stage.name(),
        total: yuan(package.lines.total(|_| true)),
        waiting: waiting.map(|it| it.action.name()),
        is_mine,
        overdue_days: overdue(office, id, now),
        open_comments: package.open_comments().count(),
    }
}
