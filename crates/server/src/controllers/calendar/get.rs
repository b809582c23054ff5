//! `GET /calendar`

use crate::App;
use crate::member::Member;
use crate::missing::Missing;
use crate::pages::{CalendarLine, CalendarPage, Frame, page};
use crate::problem::Problem;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use workflow::{Action, Calendar, Office, may, rights};

/// Shows the calendars to those who may read some budget.
pub(crate) async fn get(State(app): State<App>, member: Member) -> Result<Response, Problem> {
    let office = app.store.calendars(&member.actor()).await?;
    let frame = member.frame(&office);
    let missing = Missing::of(&app, &member.actor()).await?;
    shown(&member, &office, (frame, missing), StatusCode::OK)
}

/// Returns the page, also of what was not done.
pub(super) fn shown(
    member: &Member,
    office: &Office,
    (frame, missing): (Frame, Option<Missing>),
    status: StatusCode,
) -> Result<Response, Problem> {
    let mut grants = office.grants(&member.person.login);
    if !grants.any(|grant| !rights(grant.role, Action::Read).is_empty()) {
        return Err(Problem::not_found());
    }
    let bureau = office.bureau();
    let can_open = bureau
        .is_some_and(|bureau| may(office, &member.actor(), Action::OpenYear, bureau).is_some());
    let years: Vec<CalendarLine> =
        office.years().rev().map(|(year, calendar)| line(year.0, calendar)).collect();
    let next = years.first().map_or(2000, |line| line.year.saturating_add(1));
    let next = years.first().map_or_else(|| empty(next), |last| moved(last, next));
    Ok(page(status, &CalendarPage { frame, missing, years, can_open, next }))
}

fn line(year: u16, calendar: &Calendar) -> CalendarLine {
    CalendarLine {
        year,
        first_up: calendar.first_up.to_string(),
        controls: calendar.controls.to_string(),
        second_up: calendar.second_up.to_string(),
        approval: calendar.approval.to_string(),
    }
}

fn empty(year: u16) -> CalendarLine {
    let none = String::new;
    CalendarLine { year, first_up: none(), controls: none(), second_up: none(), approval: none() }
}

/// Returns the calendar of a year one year later, as a proposal: the last day of February may not
/// exist, and a browser then leaves the field empty.
fn moved(last: &CalendarLine, year: u16) -> CalendarLine {
    let later = |day: &String| {
        let moved = day.split_once('-').and_then(|(of, rest)| {
            let of: u16 = of.parse().ok()?;
            Some(format!("{:04}-{rest}", of.saturating_add(1)))
        });
        moved.unwrap_or_default()
    };
    CalendarLine {
        year,
        first_up: later(&last.first_up),
        controls: later(&last.controls),
        second_up: later(&last.second_up),
        approval: later(&last.approval),
    }
}
