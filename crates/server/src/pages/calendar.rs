//! The years that are open, and until when each step is due.

use super::Frame;
use crate::missing::Missing;
use askama::Template;

/// The calendars of all years.
#[derive(Template)]
#[template(path = "calendar.html")]
pub(crate) struct CalendarPage {
    pub(crate) frame: Frame,
    pub(crate) missing: Option<Missing>,
    pub(crate) years: Vec<CalendarLine>,
    /// Whether the person opens years and changes their calendars.
    pub(crate) can_open: bool,
    /// What stands in the form that opens a year: the next one as a proposal.
    pub(crate) open: CalendarLine,
    /// What stands in the form that changes a calendar: the one that was chosen, or the last one.
    pub(crate) change: Option<CalendarLine>,
}

/// The calendar of a year, as it is printed or was typed.
#[derive(Debug, Clone, Default)]
pub(crate) struct CalendarLine {
    pub(crate) year: String,
    pub(crate) first_up: String,
    pub(crate) controls: String,
    pub(crate) second_up: String,
    pub(crate) approval: String,
}

/// What opening a year comes to, before it is done.
#[derive(Template)]
#[template(path = "open_year.html")]
pub(crate) struct OpenYearPage {
    pub(crate) frame: Frame,
    /// How many bodies get a budget.
    pub(crate) bodies: usize,
    pub(crate) year: String,
    /// The days of the calendar by the names of their fields.
    pub(crate) days: [(&'static str, String); 4],
}
