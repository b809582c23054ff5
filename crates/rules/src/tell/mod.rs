//! Findings in a clerk's words.

pub mod identity;
pub mod unread;
