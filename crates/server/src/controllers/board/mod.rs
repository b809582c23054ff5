//! The board: bodies by round and stage.

mod export;
mod get;
mod many;

pub(crate) use export::export;
pub(crate) use get::get;
pub(crate) use many::many;

use crate::App;
use crate::asked::Asked;
use crate::member::Member;
use crate::problem::Problem;
use crate::standing::{Standing, all};
use ledger::Year;
use workflow::{Action, Day, Moment, Office, rights};

/// How many days after its approval a year's budgets are published at the latest.
const DAYS_AFTER_APPROVAL: u32 = 20;

/// The packages of a year, as a person sees them and asked for them.
struct Board {
    office: Office,
    years: Vec<u16>,
    year: Option<u16>,
    /// All of them.
    all: Vec<Standing>,
    /// Those that were asked for, in the order that was asked for.
    chosen: Vec<Standing>,
}

impl Board {
    async fn of(app: &App, member: &Member, asked: &Asked) -> Result<Self, Problem> {
        let actor = member.actor();
        let calendars = app.store.calendars(&actor).await?;
        let is_reader = calendars
            .grants(&member.person.login)
            .any(|grant| !rights(grant.role, Action::Read).is_empty());
        if !is_reader {
            return Err(Problem::not_found());
        }
        let years = years(&calendars);
        let year = asked.year.or_else(|| usual_year(&calendars, (app.now)()));
        let office = match year {
            Some(year) => app.store.year(Year(year), &actor).await?,
            None => calendars,
        };
        let all = all(&office, &actor, (app.now)());
        let chosen = asked.chosen(&all);
        Ok(Self { office, years, year, all, chosen })
    }
}

/// Returns the year that is shown where none is asked for: the first one that is not over, so that
/// a year that is opened early hides no work.
pub(crate) fn usual_year(office: &Office, now: Moment) -> Option<u16> {
    let is_over = |approval: Day| now.day().since(approval) > DAYS_AFTER_APPROVAL;
    let open = office.years().find(|(_, calendar)| !is_over(calendar.approval));
    open.or_else(|| office.years().next_back()).map(|(year, _)| year.0)
}

/// Returns the years that are open, the last one first.
pub(crate) fn years(office: &Office) -> Vec<u16> {
    office.years().rev().map(|(year, _)| year.0).collect()
}
