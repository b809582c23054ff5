//! `POST /people`

use super::bind::{bind, unbind};
use super::manages_people;
use super::show::people;
use crate::App;
use crate::controllers::welcome;
use crate::form::{Pairs, Signed};
use crate::member::Member;
use crate::pages::{Frame, PeoplePage, TypedPerson, page};
use crate::password::name;
use crate::peer::Peer;
use crate::problem::Problem;
use axum::extract::State;
use axum::http::header::HOST;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use message::Message;
use workflow::{Command, Person, Role, deactivate, decide};

/// What was done: the key of its sentence, or a link to be shown once.
enum Done {
    Key(&'static str),
    Link(String, String),
}

/// Adds or changes a person, grants or revokes a role, or makes a link for a password.
pub(crate) async fn step(
    State(app): State<App>,
    member: Member,
    peer: Peer,
    headers: HeaderMap,
    Signed(typed): Signed<Pairs>,
) -> Result<Response, Problem> {
    manages_people(&app, &member.actor()).await?;
    match take(&app, &member, peer, &typed).await {
        Ok(Done::Key(key)) => Ok(Redirect::to(&format!("/people?done={key}")).into_response()),
        Ok(Done::Link(login, path)) => {
            let path = whole(&app, &headers, &path);
            let shown = PeoplePage { link: Some((login, path)), ..people(&app, &member).await? };
            Ok(page(StatusCode::OK, &shown))
        }
        Err(problem) if problem.status.is_server_error() => Err(problem),
        Err(problem) => {
            let shown = people(&app, &member).await?;
            let words = member.lang.pick(&problem.zh, &problem.en).to_owned();
            let frame = Frame { problem: Some(words), ..shown.frame };
            let typed = if typed.get("step") == "save" { again(&typed) } else { shown.typed };
            Ok(page(problem.status, &PeoplePage { frame, typed, ..shown }))
        }
    }
}

/// Returns the fields of a person who is to be added, to be corrected.
fn again(typed: &Pairs) -> TypedPerson {
    let get = |name: &str| typed.get(name).to_owned();
    TypedPerson { login: get("login"), name: get("name"), role: get("role"), body: get("body") }
}

async fn take(app: &App, member: &Member, peer: Peer, typed: &Pairs) -> Result<Done, Problem> {
    let login: Person = typed.id("login")?;
    match typed.get("step") {
        "save" => add(app, member, typed, login).await,
        step @ ("rename" | "stop" | "start") => {
            let known = app.store.person(&login).await?.ok_or_else(Problem::not_found)?;
            let (name, is_active, key) = match step {
                "rename" => (name(typed.get("name"))?, known.is_active, "renamed"),
                "start" => (known.name, true, "started"),
                _ => (known.name, false, "stopped"),
            };
            if step == "stop" {
                deactivate(&login, &member.actor())?;
            }
            app.store.rename_person(&login, &name, is_active).await?;
            Ok(Done::Key(key))
        }
        "bind" => {
            bind(app, member, peer, login, typed.get("subject")).await?;
            Ok(Done::Key("bound"))
        }
        "unbind" => {
            unbind(app, member, peer, &login).await?;
            Ok(Done::Key("unbound"))
        }
        "link" => {
            let person = app.store.person(&login).await?.ok_or_else(Problem::not_found)?;
            let path = welcome::link(app, &person.login, &member.actor(), peer).await?;
            Ok(Done::Link(login.to_string(), path))
        }
        step @ ("grant" | "revoke") => {
            let (role, body) = (role(typed)?, typed.id("body")?);
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

/// Adds a person who is not known yet, with a role where one is chosen.
async fn add(app: &App, member: &Member, typed: &Pairs, login: Person) -> Result<Done, Problem> {
    if let Some(known) = app.store.person(&login).await? {
        return Err(Problem::unusable(Message::new(
            format!("登录名{login}已有，是{}；没有改动。请换一个登录名。", known.name),
            format!("The login {login} is {}'s; nothing was changed. Choose another.", known.name),
        )));
    }
    let name = name(typed.get("name"))?;
    let grant = match (typed.get("role"), typed.get("body")) {
        ("", "") => None,
        ("", _) | (_, "") => {
            return Err(Problem::unusable(Message::new(
                "角色和单位要么都选，要么都不选。",
                "Choose both a role and a body, or neither.",
            )));
        }
        _ => {
            let (to, role, body) = (login.clone(), role(typed)?, typed.id("body")?);
            Some(Command::Grant { to, role, body })
        }
    };
    if let Some(grant) = &grant {
        let office = app.store.office_for(grant, &member.actor()).await?;
        decide(&office, grant, &member.actor(), (app.now)())?;
    }
    app.store.rename_person(&login, &name, true).await?;
    if let Some(grant) = grant {
        app.store.act(&grant, &member.actor(), (app.now)()).await?;
    }
    Ok(Done::Key("person"))
}

fn role(typed: &Pairs) -> Result<Role, Problem> {
    let role = Role::ALL.iter().find(|role| role.key() == typed.get("role"));
    role.copied().ok_or_else(Problem::not_found)
}

/// Returns an address as it can be sent to others: with the host by which the office was reached.
fn whole(app: &App, headers: &HeaderMap, path: &str) -> String {
    let scheme = if app.web.options().is_https { "https" } else { "http" };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    host.map_or_else(|| path.to_owned(), |host| format!("{scheme}://{host}{path}"))
}
