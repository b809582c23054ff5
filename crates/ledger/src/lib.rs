//! The hidden ledger: amounts, codes and scopes, without any format, file or clock.
//!
//! Every number that a budget discloses is a sum over some lines of one ledger.
//! What it sums over is its [`Scope`] (口径). This crate knows what a scope is,
//! when two scopes are the same, when one contains the other, and into which
//! parts a scope falls. It knows nothing of tables and documents.
#![forbid(unsafe_code)]

mod amount;
mod book;
mod code;
mod index;
mod key;
mod nodes;
mod percent;
mod printed;
mod scope;
mod traits;
mod tree;
pub mod tsv;

pub use amount::{Amount, MoneyUnit};
pub use book::{Asset, Body, BudgetLine, Count, Indicator, Ledger, Project, Purchase, Text};
pub use code::Code;
pub use index::{Counted, Index};
pub use key::{EntityName, NotAKey, ScopeKey};
pub use nodes::{Nodes, nodes};
pub use percent::Percent;
pub use printed::{Interval, NotAnAmount, Printed, Rounding};
pub use scope::{Entity, Item, Scope, Stage, Year};
pub use tree::{Dimension, Node, Split};
