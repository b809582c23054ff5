//! Bodies that were added after the last year was opened, and have no budget of it.

use crate::App;
use store::Error;
use workflow::{Action, Actor, Office, may};

/// Returns the state with the calendars, and the packages of the last year.
pub(crate) async fn of_last_year(app: &App, actor: &Actor) -> Result<Office, Error> {
    app.store.years(actor, None, 1).await
}

/// The bodies without a budget of the last year.
pub(crate) struct Missing {
    pub(crate) year: u16,
    /// Their codes and names.
    pub(crate) bodies: Vec<(String, String)>,
    /// Whether the person opens packages.
    pub(crate) can_open: bool,
}

impl Missing {
    /// Returns them to those who open years or manage bodies, where there are some. The state is
    /// that of [`of_last_year`].
    pub(crate) fn of(office: &Office, actor: &Actor) -> Option<Self> {
        let may = |action| {
            office.bureau().is_some_and(|it| self::may(office, actor, action, it).is_some())
        };
        let can_open = may(Action::OpenYear);
        let last = office.years().next_back().map(|(year, _)| year);
        let year = last.filter(|_| can_open || may(Action::ManageBodies))?;
        let bodies = office.without_package(year);
        let bodies: Vec<(String, String)> =
            bodies.map(|(code, body)| (code.to_string(), body.name.clone())).collect();
        (!bodies.is_empty()).then_some(Self { year: year.0, bodies, can_open })
    }
}
