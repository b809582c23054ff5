//! Findings, reports and their renderings as text, JSON, SARIF, Markdown or a page.
//!
//! A [`Finding`] is worded for a clerk in two languages and points at a place in
//! the file. This crate knows documents, places, amounts and the keys of scopes; what is
//! worth finding is decided elsewhere. Findings and reports serialise and read back.
#![forbid(unsafe_code)]

mod about;
mod check_id;
mod coverage;
mod landmarks;
mod model;
pub mod render;
mod report;
mod wire;

pub use about::About;
pub use check_id::{CheckId, NotACode};
pub use coverage::{AMOUNTS_OF_A_PAGE, Coverage, ENOUGH, Gap};
pub use landmarks::{Landmark, Landmarks};
pub use message::Severity;
pub use model::{Amounts, Evidence, Finding, Location, Repair, RepairCell, Unchecked};
pub use report::{NamedReport, Outcomes, Report, Subject, Verdict, Waived};
