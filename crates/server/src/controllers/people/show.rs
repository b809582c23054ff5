//! `GET /people`

use super::manages_people;
use crate::App;
use crate::member::Member;
use crate::pages::{GrantLine, PeoplePage, PersonLine, TypedPerson, page};
use crate::problem::Problem;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use std::collections::BTreeMap;
use store::PersonRow;
use workflow::{Actor, Grant, Office, Person, Role, deactivate};

/// Shows all people to those who manage them.
pub(crate) async fn show(State(app): State<App>, member: Member) -> Result<Response, Problem> {
    let shown = people(&app, &member).await?;
    Ok(page(StatusCode::OK, &shown))
}

/// Returns the page of all people.
pub(super) async fn people(app: &App, member: &Member) -> Result<PeoplePage, Problem> {
    manages_people(app, &member.actor()).await?;
    let (people, office) = app.store.everyone().await?;
    let bodies = office.bodies().map(|(code, body)| (code.to_string(), body.name.clone()));
    let subjects = subjects(app).await?;
    let line = |person: PersonRow| {
        let subject = subjects.get(&person.login).cloned();
        PersonLine { subject, ..line(person, &office, &member.actor()) }
    };
    Ok(PeoplePage {
        frame: member.frame(&office),
        bodies: bodies.collect(),
        people: people.into_iter().map(line).collect(),
        roles: Role::ALL.iter().copied().filter(|role| *role != Role::Program).collect(),
        has_provider: app.provider.is_some(),
        typed: TypedPerson::default(),
        link: None,
    })
}

/// Returns by which names the identity provider knows people, if there is one.
async fn subjects(app: &App) -> Result<BTreeMap<Person, String>, Problem> {
    let Some(provider) = &app.provider else { return Ok(BTreeMap::new()) };
    let identities = app.store.identities(provider.issuer()).await?;
    Ok(identities.into_iter().map(|it| (it.login, it.subject)).collect())
}

fn line(person: PersonRow, office: &Office, actor: &Actor) -> PersonLine {
    let grant = |grant: &Grant| GrantLine {
        role: grant.role.key(),
        role_name: grant.role.name(),
        body: grant.body.to_string(),
        body_name: office.body(&grant.body).map(|body| body.name.clone()).unwrap_or_default(),
        is_fixed: office.is_own_right(actor, &person.login, grant),
    };
    PersonLine {
        grants: office.grants(&person.login).map(grant).collect(),
        is_self: deactivate(&person.login, actor).is_err(),
        login: person.login.to_string(),
        name: person.name,
        is_active: person.is_active,
        has_password: person.password.is_some(),
        subject: None,
    }
}
