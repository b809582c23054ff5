//! How long a package was at each stage, who is waited for, and what is overdue.

use crate::decide::DAYS_TO_PUBLISH;
use crate::{
    Action, BodyCode, Calendar, Day, Level, Moment, Office, Package, PackageId, Relation, Role,
    Round, Stage, rights,
};

/// The time that a package spent at one stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spent {
    /// The round.
    pub round: Round,
    /// The stage.
    pub stage: Stage,
    /// Since when.
    pub since: Moment,
    /// How long, in seconds; until now for the stage at which it is.
    pub seconds: u64,
}

/// Who is waited for: a right on a body, and the roles that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What is to be done.
    pub action: Action,
    /// The body on which the right is needed.
    pub body: BodyCode,
    /// The roles that have it on that body itself or from above.
    pub roles: Vec<(Role, Relation)>,
}

/// Returns the time that a package spent at each stage, in the order in which it went through them.
pub fn time_spent(package: &Package, now: Moment) -> Vec<Spent> {
    let ends = package.history.iter().skip(1).map(|next| next.since).chain([now]);
    let spent = package.history.iter().zip(ends).map(|(stay, end)| Spent {
        round: stay.round,
        stage: stay.stage,
        since: stay.since,
        seconds: end.since(stay.since),
    });
    spent.collect()
}

/// Returns who is waited for; `None` where a package is published, its own or that of its
/// department, and where a unit waits for its department's package to move on.
pub fn waiting_for(office: &Office, id: &PackageId) -> Option<Waiting> {
    let package = office.package(id)?;
    let is_department = office.level(&id.body)? == Level::Department;
    let review = if is_department { Action::ReviewDepartment } else { Action::ReviewUnit };
    let action = match (package.stage, package.round) {
        (Stage::Editing, _) => Action::Submit,
        (Stage::Submitted | Stage::Accepted, _) => review,
        (Stage::Agreed, Round::First) if is_department => Action::IssueControls,
        (Stage::Agreed, Round::Second) if is_department => Action::Approve,
        (Stage::Approved, _) if is_published_above(office, id) => return None,
        (Stage::Approved, _) => Action::Publish,
        (Stage::Agreed | Stage::Published, _) => return None,
    };
    let roles = Role::ALL
        .iter()
        .flat_map(|role| rights(*role, action).iter().map(move |relation| (*role, *relation)));
    Some(Waiting { action, body: id.body.clone(), roles: roles.collect() })
}

/// Returns by how many days the next step of a package is overdue, if it is.
pub fn overdue(office: &Office, id: &PackageId, now: Moment) -> Option<u32> {
    let late = now.day().since(due(office, id)?);
    (late > 0).then_some(late)
}

/// Returns the day until which the next step of a package is due.
pub fn due(office: &Office, id: &PackageId) -> Option<Day> {
    let package = office.package(id)?;
    let is_done = package.stage == Stage::Approved && is_published_above(office, id);
    if is_done { None } else { due_in(office.calendar(id.year)?, package) }
}

/// Returns whether a unit's department has published its budget: that of the unit is in it, and
/// the unit may publish its own, but need not.
pub fn is_published_above(office: &Office, id: &PackageId) -> bool {
    office.department_package(id).is_some_and(|(_, package)| package.stage == Stage::Published)
}

fn due_in(calendar: &Calendar, package: &Package) -> Option<Day> {
    match (package.stage, package.round) {
        (Stage::Editing, round) => Some(calendar.submission(round)),
        (Stage::Submitted | Stage::Accepted | Stage::Agreed, Round::First) => {
            Some(calendar.controls)
        }
        (Stage::Submitted | Stage::Accepted | Stage::Agreed, Round::Second) => {
            Some(calendar.approval)
        }
        (Stage::Approved, _) => package.approved.map(|day| day.plus(DAYS_TO_PUBLISH)),
        (Stage::Published, _) => None,
    }
}
