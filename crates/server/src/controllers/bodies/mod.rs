//! Bodies.

mod list;
mod show;
mod step;

pub(crate) use list::list;
pub(crate) use show::show;
pub(crate) use step::step;
