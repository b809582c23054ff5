//! `POST /bodies`

use super::show::shown;
use crate::App;
use crate::form::{Pairs, Signed};
use crate::member::Member;
use crate::missing::of_last_year;
use crate::pages::Frame;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use workflow::Command;

/// Adds a body below another, or renames, closes or reopens one.
pub(crate) async fn step(
    State(app): State<App>,
    member: Member,
    Signed(typed): Signed<Pairs>,
) -> Result<Response, Problem> {
    match take(&app, &member, &typed).await {
        Ok(done) => Ok(Redirect::to(&format!("/bodies?done={done}")).into_response()),
        Err(problem) if problem.status.is_server_error() => Err(problem),
        Err(problem) => {
            let office = of_last_year(&app, &member.actor()).await?;
            let words = member.lang.pick(&problem.zh, &problem.en).to_owned();
            let frame = Frame { problem: Some(words), ..member.frame(&office) };
            shown(&member, &office, frame, problem.status)
        }
    }
}

async fn take(app: &App, member: &Member, typed: &Pairs) -> Result<&'static str, Problem> {
    let (code, name) = (typed.id("code")?, typed.get("name").to_owned());
    let (done, command) = match typed.get("step") {
        "rename" => ("body_renamed", Command::RenameBody { code, name }),
        "close" => ("body_closed", Command::CloseBody { code }),
        "reopen" => ("body_reopened", Command::ReopenBody { code }),
        _ => ("body", Command::AddBody { code, name, parent: Some(typed.id("parent")?) }),
    };
    app.store.act(&command, &member.actor(), (app.now)()).await?;
    Ok(done)
}
