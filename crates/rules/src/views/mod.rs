//! What lints look at: the document's titles, its rows of codes, its objectives and the
//! tables that are required, each prepared for comparison.

pub(crate) mod codes;
pub(crate) mod goals;
pub(crate) mod numbering;
pub(crate) mod required;
pub(crate) mod titles;
