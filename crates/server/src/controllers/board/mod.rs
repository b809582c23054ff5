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
        let calendars = app.store.calendars(&actor).await?;
        if !member.has_right(&calendars, Action::Read) {
            return Err(Problem::not_found());
        }
        let years = years(&calendars);
        let (office, year) = year_of(app, calendars, &actor, asked.year).await?;
        let all = all(&office, &actor, (app.now)());
        let chosen = asked.chosen(&all);
        Ok(Self { office, years, year, all, chosen })
    }
}

/// How many years are looked at for the one that is shown first.
const MOST_YEARS: usize = 4;

/// Returns the state of the year that is asked for. Where none is, it is the last one in which
/// something waits for the person, else the last one that is not finished, else the last one:
/// that a new year is open hides nothing of the old one.
pub(crate) async fn year_of(
    app: &App,
    calendars: Office,
    actor: &Actor,
    asked: Option<u16>,
) -> Result<(Office, Option<u16>), Problem> {
    let years = years(&calendars);
    let Some(last) = asked.or_else(|| years.first().copied()) else {
        return Ok((calendars, None));
    };
    if asked.is_some() || years.len() == 1 {
        return Ok((app.store.year(Year(last), actor).await?, Some(last)));
    }
    let (mut open, mut latest) = (None, None);
    for year in years.into_iter().take(MOST_YEARS) {
        let office = app.store.year(Year(year), actor).await?;
        let mine = waiting_of(&office, actor);
        let is_open = mine.is_some();
        if mine == Some(true) {
            return Ok((office, Some(year)));
        }
        let kept = if is_open { &mut open } else { &mut latest };
        kept.get_or_insert((office, Some(year)));
    }
    Ok(open.or(latest).unwrap_or((calendars, Some(last))))
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
