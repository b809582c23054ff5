//! `POST /bodies`

use super::show::shown;
use crate::App;
use crate::form::{Pairs, Signed};
use crate::member::Member;
use crate::missing::Missing;
use crate::pages::Frame;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use workflow::Command;

/// Adds a body below another.
pub(crate) async fn add(
    State(app): State<App>,
    member: Member,
    Signed(typed): Signed<Pairs>,
) -> Result<Response, Problem> {
    match take(&app, &member, &typed).await {
        Ok(()) => Ok(Redirect::to("/bodies?done=body").into_response()),
        Err(problem) if problem.status.is_server_error() => Err(problem),
        Err(problem) => {
            let office = app.office_of(&member.actor()).await?;
            let words = member.lang.pick(&problem.zh, &problem.en).to_owned();
            let frame = Frame { problem: Some(words), ..member.frame(&office) };
            let missing = Missing::of(&app, &member.actor()).await?;
            shown(&member, &office, (frame, missing), problem.status)
        }
    }
}

async fn take(app: &App, member: &Member, typed: &Pairs) -> Result<(), Problem> {
    let (code, parent) = (typed.id("code")?, Some(typed.id("parent")?));
    let command = Command::AddBody { code, name: typed.get("name").to_owned(), parent };
    app.store.act(&command, &member.actor(), (app.now)()).await?;
    Ok(())
}
