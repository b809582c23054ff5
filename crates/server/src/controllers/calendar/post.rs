//! `POST /calendar`

use super::get::{Typed, shown};
use crate::App;
use crate::form::{Pairs, Signed};
use crate::member::Member;
use crate::missing::of_last_year;
use crate::pages::{CalendarLine, Frame, OpenYearPage, page};
use crate::problem::Problem;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::Year;
use message::Message;
use workflow::{Calendar, Command, Day, Level, decide};

/// Opens a year, or changes its calendar.
pub(crate) async fn post(
    State(app): State<App>,
    member: Member,
    Signed(typed): Signed<Pairs>,
) -> Result<Response, Problem> {
    match take(&app, &member, &typed).await {
        Ok(Some(done)) => Ok(Redirect::to(&format!("/calendar?done={done}")).into_response()),
        Ok(None) => ask(&app, &member, &typed).await,
        Err(problem) if problem.status.is_server_error() => Err(problem),
        Err(problem) => {
            let office = of_last_year(&app, &member.actor()).await?;
            let words = member.lang.pick(&problem.zh, &problem.en).to_owned();
            let frame = Frame { problem: Some(words), ..member.frame(&office) };
            let typed = Typed { line: typed_line(&typed), opens: typed.get("step") == "open" };
            shown(&member, &office, frame, Some(typed), problem.status)
        }
    }
}

/// Shows what opening the year comes to, with the button that does it.
async fn ask(app: &App, member: &Member, typed: &Pairs) -> Result<Response, Problem> {
    let office = app.store.calendars(&member.actor()).await?;
    let bodies = office.bodies().filter(|(code, _)| office.level(code) > Some(Level::Bureau));
    let text = |name: &str| typed.get(name).trim().to_owned();
    let shown = OpenYearPage {
        frame: member.frame(&office),
        bodies: bodies.count(),
        year: text("year"),
        days: ["first_up", "controls", "second_up", "approval"].map(|it| (it, text(it))),
    };
    Ok(page(StatusCode::OK, &shown))
}

/// Does it, unless it is the opening of a year that is to be confirmed first.
async fn take(app: &App, member: &Member, typed: &Pairs) -> Result<Option<&'static str>, Problem> {
    let year = typed.get("year").trim().parse().map(Year).map_err(|_| {
        Problem::unusable(Message::new("年度须为四位数。", "The year must have four digits."))
    })?;
    let calendar = Calendar {
        first_up: day(typed, "first_up")?,
        controls: day(typed, "controls")?,
        second_up: day(typed, "second_up")?,
        approval: day(typed, "approval")?,
    };
    let (done, command) = match typed.get("step") {
        "open" => ("year", Command::OpenYear { year, calendar }),
        "change" => ("calendar", Command::ChangeCalendar { year, calendar }),
        _ => return Err(Problem::not_found()),
    };
    let (actor, now) = (member.actor(), (app.now)());
    if matches!(command, Command::OpenYear { .. }) && typed.get("sure").is_empty() {
        let office = app.store.office_for(&command, &actor).await?;
        decide(&office, &command, &actor, now)?;
        return Ok(None);
    }
    app.store.act(&command, &actor, now).await?;
    Ok(Some(done))
}

/// Returns what was typed, right or wrong.
fn typed_line(typed: &Pairs) -> CalendarLine {
    let text = |name: &str| typed.get(name).trim().to_owned();
    CalendarLine {
        year: text("year"),
        first_up: text("first_up"),
        controls: text("controls"),
        second_up: text("second_up"),
        approval: text("approval"),
    }
}

fn day(typed: &Pairs, name: &str) -> Result<Day, Problem> {
    typed.get(name).trim().parse().map_err(|_| {
        Problem::unusable(Message::new("日期应如2031-02-28。", "A day is written as 2031-02-28."))
    })
}
