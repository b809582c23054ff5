//! What the program does: one verb, one file.

pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod explain;
pub(crate) mod new;
pub(crate) mod publish;
pub(crate) mod read;
