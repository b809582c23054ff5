//! The dated code lists (科目): names of codes with their years and evidence, which codes became
//! which, and which economic items of departments are which of the government's. From `data/`.
//!
//! A code that the lists do not contain is unknown, not wrong.
#![forbid(unsafe_code)]

mod changes;
mod crosswalk;
mod evidence;
mod list;
mod near;

pub use changes::{Event, Move, predecessors, successors};
pub use crosswalk::{BodyKind, Crossing, crossings, government_item};
pub use evidence::Evidence;
pub use list::{Classification, Fund, Kind, Named, name_for};
pub use near::is_slip;
