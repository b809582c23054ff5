//! Findings in a clerk's words.

pub mod claim;
pub mod identity;
mod left_out;
pub mod shifted;
pub mod unread;
pub mod wrong;
