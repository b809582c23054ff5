//! Headings: what titles and captions say about entity, year and unit of money.

pub(crate) mod caption;
pub(crate) mod entities;
pub(crate) mod speakers;
pub(crate) mod titles;
