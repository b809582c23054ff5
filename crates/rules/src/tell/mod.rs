//! Findings in a clerk's words.

pub mod claim;
pub mod identity;
pub mod unread;
