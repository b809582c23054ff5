//! `POST /calendar`

use super::get::shown;
use crate::App;
use crate::form::{Pairs, Signed};
use crate::member::Member;
use crate::pages::Frame;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::Year;
use message::Message;
use workflow::{Calendar, Command, Day};

/// Opens a year, or changes its calendar.
pub(crate) async fn post(
    State(app): State<App>,
    member: Member,
    Signed(typed): Signed<Pairs>,
) -> Result<Response, Problem> {
    match take(&app, &member, &typed).await {
        Ok(done) => Ok(Redirect::to(&format!("/calendar?done={done}")).into_response()),
        Err(problem) if problem.status.is_server_error() => Err(problem),
        Err(problem) => {
            let office = app.store.calendars(&member.actor()).await?;
            let words = member.lang.pick(&problem.zh, &problem.en).to_owned();
            let frame = Frame { problem: Some(words), ..member.frame(&office) };
            shown(&member, &office, frame, problem.status)
        }
    }
}

async fn take(app: &App, member: &Member, typed: &Pairs) -> Result<&'static str, Problem> {
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
    app.store.act(&command, &member.actor(), (app.now)()).await?;
    Ok(done)
}

fn day(typed: &Pairs, name: &str) -> Result<Day, Problem> {
    typed.get(name).trim().parse().map_err(|_| {
        Problem::unusable(Message::new("日期应如2031-02-28。", "A day is written as 2031-02-28."))
    })
}
