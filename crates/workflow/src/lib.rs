//! The workflow of a county's budget: who may take which step, and what follows from it.
//!
//! [`decide`] is the one function that everything asks. It gets the state, a command, who acts
//! and the time, and returns the events that the command comes to, or a [`Refusal`] whose
//! message is the sentence that the user reads. [`Office::apply`] applies an event to the state.
//! Neither reads a file or a clock, so a page's buttons, the store and the tests get the same answer.
//!
//! Rights default to no: [`TABLE`] lists what each role may do, on its own body or below it.
//!
//! A year runs as 二上二下. Units submit, their department reviews and submits the sum, the bureau
//! reviews; the bureau issues control figures; the same once more within them; approval;
//! publication. The lines of a department are at all times the sum of its accepted units.
#![forbid(unsafe_code)]

mod amounts;
mod apply;
mod body;
mod buttons;
mod changes;
mod command;
mod control;
mod decide;
mod document;
mod event;
mod finding;
mod ids;
mod line;
mod office;
mod package;
mod refusal;
mod rights;
pub mod testing;
mod time;
mod waiting;
mod year;

pub use amounts::{Amounts, Element, StagedLine};
pub use body::{Body, Level, Relation};
pub use buttons::{Button, buttons};
pub use changes::{Change, OtherChange, Others, changes, other_changes};
pub use command::{Command, Draft, Remark};
pub use control::{Figure, Figures};
pub use decide::{deactivate, decide, decide_all, may};
pub use document::{Document, DocumentStage, Mark, Progress, Receipt};
pub use event::{Event, Fact};
pub use finding::{Finding, Level as FindingLevel};
pub use ids::{BodyCode, CellName, DocumentId, FindingKey, Hash, NotAnId, Person};
pub use line::{LineKey, Lines, NotLines};
pub use office::{Entry, Key, Office};
pub use package::{
    Comment, Explanation, Package, PackageId, Publication, Return, Round, Stage, Stay, Version,
};
pub use refusal::{Refusal, Why};
pub use rights::{Action, Actor, Grant, Role, TABLE, rights};
pub use time::{Day, Moment, NotADay};
pub use waiting::{Spent, Waiting, due, is_published_above, overdue, time_spent, waiting_for};
pub use year::Calendar;
