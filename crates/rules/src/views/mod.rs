//! What lints look at: the document's titles, its rows of codes and its objectives, each
//! prepared for comparison.

pub(crate) mod codes;
pub(crate) mod goals;
pub(crate) mod titles;
