//! What titles and captions say: whose the numbers are, of which year, and in which unit.

pub(crate) mod caption;
pub(crate) mod entities;
pub(crate) mod titles;
