//! What was found, and how it is told: as text, JSON, SARIF, Markdown or a page.
//!
//! A [`Finding`] speaks a clerk's words in two languages and points at a place in
//! the file. This crate knows documents and places, and nothing of budgets: what
//! is worth finding is decided elsewhere.
#![forbid(unsafe_code)]

mod check_id;
mod model;
pub mod render;
mod report;
pub use check_id::{CheckId, NotACode};
pub use message::Severity;
pub use model::{Evidence, Finding, Open, Repair, RepairCell};
pub use report::{NamedReport, Outcomes, Report, Subject, Verdict, Waived};
