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
use workflow::{Action, Actor, Office, may, waiting_for};

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
        let last = app.store.years(&actor, asked.year.map(Year), MOST_YEARS).await?;
        if !member.has_right(&last, Action::Read) {
            return Err(Problem::not_found());
        }
        let years = years(&last);
        let (office, year) = year_of(&last, &actor, asked.year);
        let all = all(&office, &actor, (app.now)());
        let chosen = asked.chosen(&all);
        Ok(Self { office, years, year, all, chosen })
    }
}

/// How many years are looked at for the one that is shown first.
pub(crate) const MOST_YEARS: usize = 4;

/// Returns the state of the year that is asked for, of that of the last years. Where none is asked
/// for, it is the last one in which something waits for the person, else the last one that is not
/// finished, else the last one: that a new year is open hides nothing of the old one.
pub(crate) fn year_of(last: &Office, actor: &Actor, asked: Option<u16>) -> (Office, Option<u16>) {
    let years = years(last).into_iter().take(MOST_YEARS);
    let of_year = |year| (last.of_year(Year(year)), Some(year));
    if let Some(asked) = asked {
        return of_year(asked);
    }
    let (mut open, mut latest) = (None, None);
    for shown in years.map(of_year) {
        match waiting_of(&shown.0, actor) {
            Some(true) => return shown,
            Some(false) => open.get_or_insert(shown),
            None => latest.get_or_insert(shown),
        };
    }
    open.or(latest).unwrap_or_else(|| (last.clone(), None))
}

/// Returns whether something of a year waits for a person; `None` where nothing that the person
/// may read waits for anybody.
fn waiting_of(office: &Office, actor: &Actor) -> Option<bool> {
    let readable =
        office.packages().filter(|(id, _)| may(office, actor, Action::Read, &id.body).is_some());
    let waiting = readable.filter_map(|(id, _)| waiting_for(office, id));
    waiting.map(|it| may(office, actor, it.action, &it.body).is_some()).reduce(|one, it| one || it)
}

/// Returns the years that are open, the last one first.
pub(crate) fn years(office: &Office) -> Vec<u16> {
    office.years().rev().map(|(year, _)| year.0).collect()
}
