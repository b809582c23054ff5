//! `POST /documents/{document}`

use super::show::{Again, shown};
use crate::App;
use crate::address::encoded;
use crate::form::{Pairs, Signed};
use crate::member::Member;
use crate::pages::Frame;
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use workflow::{Command, DocumentId, Mark};

/// Takes a step, or shows the page again with why not.
pub(crate) async fn step(
    State(app): State<App>,
    member: Member,
    Path(id): Path<DocumentId>,
    Signed(typed): Signed<Pairs>,
) -> Result<Response, Problem> {
    let (done, command) = command(&id, &typed)?;
    let acted = app.store.act(&command, &member.actor(), (app.now)()).await;
    match acted.map_err(Problem::from) {
        Ok(_) => {
            let look = if typed.get("look").is_empty() { "" } else { "&look=1" };
            // Who marks one finding goes on with the next.
            let anchor = match typed.get("finding") {
                "" => String::new(),
                finding => format!("#finding-{}", encoded(finding)),
            };
            let page = format!("/documents/{id}?done={done}{look}{anchor}");
            Ok(Redirect::to(&page).into_response())
        }
        Err(problem) if problem.status.is_server_error() => Err(problem),
        Err(problem) => {
            let (office, _) = app.document(&id, &member.actor()).await?;
            let words = member.lang.pick(&problem.zh, &problem.en).to_owned();
            let frame = Frame { problem: Some(words), ..member.frame(&office) };
            let is_step = typed.get("finding").is_empty();
            let words = if is_step { typed.get("words").to_owned() } else { String::new() };
            let refused = typed.get("finding").to_owned();
            let again = Again { typed: words, refused, looked: None };
            let mut answer = shown(&app, &member, &office, &id, frame, again)?;
            *answer.status_mut() = problem.status;
            Ok(answer)
        }
    }
}

fn command(id: &DocumentId, typed: &Pairs) -> Result<(&'static str, Command), Problem> {
    let (document, words) = (id.clone(), typed.get("words").to_owned());
    let mark = |mark: Mark| -> Result<Command, Problem> {
        let finding = typed.get("finding").parse().map_err(|_| Problem::not_found())?;
        Ok(Command::Mark { document: id.clone(), finding, mark })
    };
    Ok(match typed.get("step") {
        "return" => ("return", Command::ReturnDocument { document, letter: words }),
        "publish" => ("publish", Command::PublishDocument { document }),
        "withdraw" => ("withdraw", Command::WithdrawDocument { document, reason: words }),
        "confirm" => ("confirm", mark(Mark::Confirmed)?),
        "dismiss" => ("dismiss", mark(Mark::Dismissed(words))?),
        "explain" => ("explain", mark(Mark::Explained(words))?),
        _ => return Err(Problem::not_found()),
    })
}
