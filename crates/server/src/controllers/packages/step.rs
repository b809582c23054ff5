//! `POST /packages/{year}/{body}`

use super::show::shown;
use super::{Opened, id};
use crate::App;
use crate::cells::are_there;
use crate::form::{Pairs, Signed};
use crate::member::Member;
use crate::pages::{Frame, TypedReturn};
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use message::Message;
use workflow::{CellName, Command, PackageId, Remark};

/// Takes a step, or shows the page again with why not.
pub(crate) async fn step(
    State(app): State<App>,
    member: Member,
    Path(path): Path<(String, String)>,
    Signed(typed): Signed<Pairs>,
) -> Result<Response, Problem> {
    let package = id(&path.0, &path.1).ok_or_else(Problem::not_found)?;
    match take(&app, &member, &package, &typed).await {
        Ok(done) => {
            let anchor = match done {
                "explain" => "#findings",
                "answer" => "#comments",
                _ => "",
            };
            let page = format!("/packages/{package}?done={done}{anchor}");
            Ok(Redirect::to(&page).into_response())
        }
        Err(problem) if problem.status.is_server_error() => Err(problem),
        Err(problem) => {
            let opened = Opened::to_show(&app, path, &member.actor()).await?;
            let words = member.lang.pick(&problem.zh, &problem.en).to_owned();
            let frame = member.frame(&opened.office);
            let frame = Frame { problem: Some(words), ..frame };
            let mut answer = shown(&app, &member, &opened, frame, typed_again(&typed))?;
            *answer.status_mut() = problem.status;
            Ok(answer)
        }
    }
}

/// Returns the reason and the comments that were typed.
fn typed_again(typed: &Pairs) -> TypedReturn {
    let field = |name: &str, row: usize| typed.get(&format!("{name}_{row}")).to_owned();
    let comments = (1..=TypedReturn::ROWS).map(|row| (field("cell", row), field("words", row)));
    TypedReturn { reason: typed.get("reason").to_owned(), comments: comments.collect() }
}

/// Takes a step and returns its key.
async fn take(
    app: &App,
    member: &Member,
    package: &PackageId,
    typed: &Pairs,
) -> Result<&'static str, Problem> {
    let (done, command) = command(package.clone(), typed)?;
    let actor = member.actor();
    are_there(app, &command, &actor).await?;
    app.store.act(&command, &actor, (app.now)()).await?;
    Ok(done)
}

fn command(package: PackageId, typed: &Pairs) -> Result<(&'static str, Command), Problem> {
    let reason = typed.get("reason").to_owned();
    Ok(match typed.get("step") {
        "submit" => ("submit", Command::Submit { package }),
        "take_back" => ("take_back", Command::TakeBack { package }),
        "accept" => ("accept", Command::Accept { package }),
        "agree" => ("agree", Command::Agree { package }),
        "approve" => ("approve", Command::Approve { package }),
        "withdraw" => ("withdraw", Command::Withdraw { package, reason }),
        "return" => ("return", Command::Return { package, reason, comments: comments(typed)? }),
        "explain" => {
            let finding = typed.get("finding").parse().map_err(|_| Problem::not_found())?;
            ("explain", Command::Explain { package, finding, words: typed.get("words").to_owned() })
        }
        "answer" => {
            let comment = typed.get("comment").parse().map_err(|_| Problem::not_found())?;
            ("answer", Command::Answer { package, comment, words: typed.get("words").to_owned() })
        }
        _ => return Err(Problem::not_found()),
    })
}

/// Returns the comments that have words; a cell without words was forgotten, which is refused.
fn comments(typed: &Pairs) -> Result<Vec<Remark>, Problem> {
    let mut comments = Vec::new();
    for row in 1..=TypedReturn::ROWS {
        let cell = typed.get(&format!("cell_{row}"));
        let words = typed.get(&format!("words_{row}"));
        if !cell.trim().is_empty() || !words.trim().is_empty() {
            comments.push(Remark { cell: named(cell)?, words: words.to_owned() });
        }
    }
    Ok(comments)
}

fn named(cell: &str) -> Result<Option<CellName>, Problem> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    cell.parse().map(Some).map_err(|_| {
        Problem::unusable(Message::new(
            "单元格名称不对，应如“支出!F12”。",
            "A cell has a name such as 支出!F12.",
        ))
    })
}
