//! Findings in a clerk's words.

pub mod claim;
pub mod identity;
mod left_out;
mod shifted;
pub mod unread;
pub mod wrong;
