//! Control figures of many departments at once: a table is filled in, looked at, and issued.

mod get;
mod issue;
mod post;
mod read;
mod template;

pub(crate) use get::get;
pub(crate) use issue::{MOST_BYTES, issue};
pub(crate) use post::post;
pub(crate) use template::template;

use crate::App;
use crate::controllers::board::{MOST_YEARS, year_of, years};
use crate::member::Member;
use crate::problem::Problem;
use crate::standing::open_units;
use ledger::{Node, Year, nodes};
use serde::Deserialize;
use std::collections::BTreeSet;
use workflow::{Action, BodyCode, Level, Office, Package, PackageId, Round, may};

/// Of which year; the one that waits for the person where none is named.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    year: Option<u16>,
}

/// The departments of a year to which a person issues control figures.
struct Departments {
    office: Office,
    years: Vec<u16>,
    year: u16,
    ids: Vec<PackageId>,
}

impl Departments {
    async fn of(app: &App, member: &Member, asked: Option<u16>) -> Result<Self, Problem> {
        let actor = member.actor();
        let last = app.store.years(&actor, asked.map(Year), MOST_YEARS).await?;
        if !member.has_right(&last, Action::IssueControls) {
            return Err(Problem::not_found());
        }
        let years = years(&last);
        let asked = asked.filter(|year| years.contains(year));
        let (office, year) = year_of(&last, &actor, asked);
        let year = year.ok_or_else(Problem::not_found)?;
        let is_issued_to = |id: &PackageId| {
            office.level(&id.body) == Some(Level::Department)
                && may(&office, &actor, Action::IssueControls, &id.body).is_some()
        };
        let ids = office.packages().map(|(id, _)| id).filter(|id| is_issued_to(id));
        let ids = ids.cloned().collect();
        Ok(Self { office, years, year, ids })
    }

    /// Returns the packages with their names.
    fn iter(&self) -> impl Iterator<Item = (&PackageId, &str, &Package)> {
        self.ids.iter().filter_map(|id| {
            let name = self.office.body(&id.body)?.name.as_str();
            Some((id, name, self.office.package(id)?))
        })
    }

    /// Returns whether all units of a department that is being prepared are agreed.
    fn is_summed(&self, id: &PackageId, package: &Package) -> bool {
        open_units(&self.office, (id, package)) == 0
    }

    /// Returns the package of a department.
    fn id(&self, body: &BodyCode) -> PackageId {
        PackageId { year: Year(self.year), body: body.clone() }
    }

    /// Returns the figures for which the table has columns: those that are usual, those that some
    /// department has, and the whole of each other fund of which something is spent.
    fn columns(&self) -> BTreeSet<(Node, Node)> {
        let nodes = nodes();
        let mut columns: BTreeSet<(Node, Node)> = [nodes.personnel, nodes.public, nodes.project]
            .map(|purpose| (nodes.general, purpose))
            .into();
        let others =
            [nodes.government_fund, nodes.state_capital, nodes.special_account, nodes.unit_funds];
        for (_, _, package) in self.iter() {
            columns.extend(package.controls.iter().map(|it| (it.fund, it.purpose)));
            let lines = &package.lines;
            let is_spent = |fund: &Node| lines.spent_within(*fund, nodes.all_purposes).fen() != 0;
            let whole = others.into_iter().filter(is_spent).map(|fund| (fund, nodes.all_purposes));
            columns.extend(whole);
        }
        columns
    }
}

/// Returns whether what a package has is what was asked for in the first round.
fn is_first(package: &Package) -> bool {
    package.round == Round::First
}
