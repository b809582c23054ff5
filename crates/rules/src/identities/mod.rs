//! Identities (勾稽关系): derived from scopes, evaluated, and traced to the wrong number.

pub mod cause;
pub mod changes;
pub mod claims;
mod closed;
mod compared_year;
mod derive;
mod evaluate;
mod excerpt;
mod facts;
mod id;
mod identity;
mod lists;
pub mod localise;
mod own;
mod rounding;
pub mod sums;
#[cfg(test)]
mod testing;
mod units;
pub mod verdicts;

pub use evaluate::{Evaluated, evaluate};
pub use facts::{Facts, is_transfer};
pub use id::{Cell, IdentityId};
pub use identity::{Identity, Kind, Outcome, Relation, nominal};
