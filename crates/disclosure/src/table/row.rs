//! One row of a table: its label, its code and what they say.

use crate::model::EntityName;
use crate::vocabulary::parts::Parts;
use std::sync::Arc;

/// What the label and the code of one row say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The label as printed, without its list number.
    pub label: Arc<str>,
    /// The code as printed.
    pub code: Arc<str>,
    /// What they say.
    pub meaning: Meaning,
    /// Whether the row is marked 其中.
    pub is_partial: bool,
    /// How deep its list number stands; 0 without one.
    pub depth: u8,
    /// What it is for, where its code alone does not tell it from other rows.
    pub item: Option<String>,
    /// The unit whose row it is, where the table says it row by row.
    pub unit: Option<EntityName>,
}

/// What a row counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Meaning {
    /// What its words fix.
    Parts(Parts),
    /// The whole of its list.
    Total,
    /// Something that only its words name.
    Unknown,
    /// Nothing: it has neither label nor code.
    #[default]
    Blank,
}

impl Meaning {
    /// The parts that its words fix, where they do.
    pub fn parts(self) -> Option<Parts> {
        match self {
            Self::Parts(parts) => Some(parts),
            _ => None,
        }
    }
}
