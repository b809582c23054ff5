//! Packages.

mod amounts;
mod changes;
mod changes_page;
mod controls;
mod controls_page;
mod export;
mod file;
mod get;
mod issue;
mod list;
mod pictures;
mod save;
mod show;
mod step;

pub(crate) use amounts::amounts;
pub(crate) use changes::changes;
pub(crate) use changes_page::changes_page;
pub(crate) use controls::controls;
pub(crate) use controls_page::controls_page;
pub(crate) use export::export;
pub(crate) use file::file;
pub(crate) use get::get;
pub(crate) use issue::issue;
pub(crate) use list::list;
pub(crate) use save::{other_sum, save};
pub(crate) use show::show;
pub(crate) use step::step;

use crate::App;
use crate::problem::Problem;
use workflow::{Action, Actor, Command, Office, Package, PackageId, may};

/// Returns the package of a path; `None` where its parts cannot be one.
fn id(year: &str, body: &str) -> Option<PackageId> {
    format!("{year}/{body}").parse().ok()
}

/// A package that the caller may read, and the part of the state around it.
pub(crate) struct Opened {
    pub(crate) id: PackageId,
    pub(crate) office: Office,
}

impl Opened {
    pub(crate) async fn of(
        app: &App,
        (year, body): (String, String),
        actor: &Actor,
    ) -> Result<Self, Problem> {
        let id = id(&year, &body).ok_or_else(Problem::not_found)?;
        // What a step of the package would rest on: its department, the units, the calendar.
        let step = Command::Submit { package: id.clone() };
        let office = app.store.office_for(&step, actor).await?;
        Self::within(office, id, actor)
    }

    /// Returns a package to look at, with that of the year before. What is around them is as lists
    /// show it.
    pub(crate) async fn to_show(
        app: &App,
        (year, body): (String, String),
        actor: &Actor,
    ) -> Result<Self, Problem> {
        let id = id(&year, &body).ok_or_else(Problem::not_found)?;
        Self::within(app.store.package(&id, actor).await?, id, actor)
    }

    fn within(office: Office, id: PackageId, actor: &Actor) -> Result<Self, Problem> {
        may(&office, actor, Action::Read, &id.body).ok_or_else(Problem::not_found)?;
        let opened = Self { id, office };
        opened.package().map(drop)?;
        Ok(opened)
    }

    pub(crate) fn package(&self) -> Result<&Package, Problem> {
        self.office.package(&self.id).ok_or_else(Problem::not_found)
    }
}
