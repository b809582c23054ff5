//! People. What they may do is granted by commands.

mod bind;
mod link;
mod list;
mod put;
mod show;
mod step;

pub(crate) use link::link;
pub(crate) use list::list;
pub(crate) use put::put;
pub(crate) use show::show;
pub(crate) use step::step;

use crate::App;
use crate::problem::Problem;
use serde::Serialize;
use store::PersonRow;
use workflow::{Action, Actor, Grant, Office, Person, may};

/// A person, and what they are granted.
#[derive(Serialize)]
pub(crate) struct Row {
    login: Person,
    name: String,
    is_active: bool,
    /// Whether a password was set.
    has_password: bool,
    grants: Vec<Grant>,
}

impl Row {
    fn of(person: PersonRow, office: &Office) -> Self {
        let grants = office.grants(&person.login).cloned().collect();
        let PersonRow { login, name, password, is_active } = person;
        Self { login, name, is_active, has_password: password.is_some(), grants }
    }
}

/// Fails where the caller does not manage the people of the whole county: people belong to no body.
async fn manages_people(app: &App, actor: &Actor) -> Result<(), Problem> {
    let office = app.office_of(actor).await?;
    let bureau = office.bureau().ok_or_else(Problem::not_found)?;
    may(&office, actor, Action::ManagePeople, bureau).map(drop).ok_or_else(Problem::not_found)
}
