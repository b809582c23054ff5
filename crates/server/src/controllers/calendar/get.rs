//! `GET /calendar`

use crate::App;
use crate::member::Member;
use crate::missing::{Missing, of_last_year};
use crate::pages::{CalendarLine, CalendarPage, Frame, page};
use crate::problem::Problem;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use ledger::Year;
use serde::Deserialize;
use workflow::{Action, Calendar, Office, may};

/// Which calendar is to be changed; the last one where none is said.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    change: String,
}

/// Shows the calendars to those who may read some budget.
pub(crate) async fn get(
    State(app): State<App>,
    member: Member,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let office = of_last_year(&app, &member.actor()).await?;
    let frame = member.frame(&office);
    let of_year = |(year, calendar): (Year, &Calendar)| {
        let line = line(year.0, calendar);
        (line.year == asked.change).then_some(Typed { line, opens: false })
    };
    let chosen = office.years().find_map(of_year);
    shown(&member, &office, frame, chosen, StatusCode::OK)
}

/// Returns the page, also of what was not done.
pub(super) fn shown(
    member: &Member,
    office: &Office,
    frame: Frame,
    typed: Option<Typed>,
    status: StatusCode,
) -> Result<Response, Problem> {
    if !member.has_right(office, Action::Read) {
        return Err(Problem::not_found());
    }
    let bureau = office.bureau();
    let can_open = bureau
        .is_some_and(|bureau| may(office, &member.actor(), Action::OpenYear, bureau).is_some());
    let years: Vec<CalendarLine> =
        office.years().rev().map(|(year, calendar)| line(year.0, calendar)).collect();
    let last = office.years().next_back().map(|(year, _)| year.0);
    let next = years.first().zip(last).map_or_else(empty, |(line, year)| moved(line, year));
    let (mut open, mut change) = (next, years.first().cloned());
    match typed {
        Some(Typed { line, opens: true }) => open = line,
        Some(Typed { line, opens: false }) => change = Some(line),
        None => {}
    }
    let missing = Missing::of(office, &member.actor());
    Ok(page(status, &CalendarPage { frame, missing, years, can_open, open, change }))
}

/// What was typed and not accepted, or the calendar that was chosen to be changed.
pub(super) struct Typed {
    pub(super) line: CalendarLine,
    /// Whether it was typed to open a year, and not to change one.
    pub(super) opens: bool,
}

fn line(year: u16, calendar: &Calendar) -> CalendarLine {
    CalendarLine {
        year: year.to_string(),
        first_up: calendar.first_up.to_string(),
        controls: calendar.controls.to_string(),
        second_up: calendar.second_up.to_string(),
        approval: calendar.approval.to_string(),
    }
}

fn empty() -> CalendarLine {
    CalendarLine { year: "2000".to_owned(), ..CalendarLine::default() }
}

/// Returns the calendar of the last year one year later, as a proposal: the last day of February may not
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
        year: year.saturating_add(1).to_string(),
        first_up: later(&last.first_up),
        controls: later(&last.controls),
        second_up: later(&last.second_up),
        approval: later(&last.approval),
    }
}
