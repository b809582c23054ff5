//! Bodies.

mod add;
mod list;
mod show;

pub(crate) use add::add;
pub(crate) use list::list;
pub(crate) use show::show;
