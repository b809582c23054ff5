//! `POST /people`

use super::manages_people;
use super::show::people;
use crate::App;
use crate::controllers::welcome;
use crate::form::{Pairs, Signed};
use crate::member::Member;
use crate::pages::{Frame, PeoplePage, page};
use crate::password::name;
use crate::problem::Problem;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use message::Message;
use workflow::{Command, Person, Role};

/// What was done: the key of its sentence, or a link to be shown once.
enum Done {
    Key(&'static str),
    Link(String, String),
}

/// Adds or changes a person, grants or revokes a role, or makes a link for a password.
pub(crate) async fn step(
    State(app): State<App>,
    member: Member,
    Signed(typed): Signed<Pairs>,
) -> Result<Response, Problem> {
    manages_people(&app, &member.actor()).await?;
    match take(&app, &member, &typed).await {
        Ok(Done::Key(key)) => Ok(Redirect::to(&format!("/people?done={key}")).into_response()),
        Ok(Done::Link(login, path)) => {
            let shown = PeoplePage { link: Some((login, path)), ..people(&app, &member).await? };
            Ok(page(StatusCode::OK, &shown))
        }
        Err(problem) if problem.status.is_server_error() => Err(problem),
        Err(problem) => {
            let shown = people(&app, &member).await?;
            let words = member.lang.pick(&problem.zh, &problem.en).to_owned();
            let frame = Frame { problem: Some(words), ..shown.frame };
            Ok(page(problem.status, &PeoplePage { frame, ..shown }))
        }
    }
}

async fn take(app: &App, member: &Member, typed: &Pairs) -> Result<Done, Problem> {
    let login: Person = typed.id("login")?;
    let is_administrator = typed.get("role") == Role::Administrator.key();
    // Nobody shuts the door behind oneself: then there might be no administrator at all.
    if login == member.person.login
        && (typed.get("step") == "stop" || (typed.get("step") == "revoke" && is_administrator))
    {
        return Err(Problem::unusable(Message::new(
            "不能停用自己，也不能收回自己的管理员权限；请另一位管理员办理。",
            "You cannot deactivate yourself or revoke your own right to administer; ask another administrator.",
        )));
    }
    match typed.get("step") {
        "save" | "stop" => {
            let is_active = typed.get("step") == "save";
            app.store.rename_person(&login, &name(typed.get("name"))?, is_active).await?;
            Ok(Done::Key("person"))
        }
        "link" => {
            let person = app.store.person(&login).await?.ok_or_else(Problem::not_found)?;
            let path = welcome::link(&app.store, Some(&person.login), (app.now)()).await?;
            Ok(Done::Link(login.to_string(), path))
        }
        step @ ("grant" | "revoke") => {
            let role = Role::ALL.iter().find(|role| role.key() == typed.get("role"));
            let (role, body) = (*role.ok_or_else(Problem::not_found)?, typed.id("body")?);
            let (key, command) = if step == "grant" {
                app.store.person(&login).await?.ok_or_else(Problem::not_found)?;
                ("grant", Command::Grant { to: login, role, body })
            } else {
                ("revoke", Command::Revoke { from: login, role, body })
            };
            app.store.act(&command, &member.actor(), (app.now)()).await?;
            Ok(Done::Key(key))
        }
        _ => Err(Problem::not_found()),
    }
}
