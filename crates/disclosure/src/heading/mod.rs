//! Headings: what titles and captions say about entity, place, year and unit of money.

pub(crate) mod caption;
pub(crate) mod division;
pub(crate) mod entities;
pub(crate) mod speakers;
pub(crate) mod titles;
pub(crate) mod volumes;
