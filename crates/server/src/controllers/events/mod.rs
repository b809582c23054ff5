//! The history.

mod list;

pub(crate) use list::list;

use crate::App;
use crate::problem::Problem;
use serde::Deserialize;
use workflow::{Action, Actor, may};

/// The most lines of one answer.
pub(crate) const MOST: u16 = 500;

/// Where a list begins: after the line of that number.
#[derive(Deserialize)]
pub(crate) struct Page {
    #[serde(default)]
    pub(crate) after: i64,
}

/// Fails where the caller may not read the history of the whole county.
pub(crate) async fn reads_history(app: &App, actor: &Actor) -> Result<(), Problem> {
    let office = app.office_of(actor).await?;
    let bureau = office.bureau().ok_or_else(Problem::not_found)?;
    may(&office, actor, Action::ReadHistory, bureau).map(drop).ok_or_else(Problem::not_found)
}
