//! One row of a table: its label, its code and their meaning.

use crate::model::EntityName;
use crate::vocabulary::parts::Parts;
use std::sync::Arc;

/// The meaning of the label and the code of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The label as printed, without its list number.
    pub label: Arc<str>,
    /// The code as printed.
    pub code: Arc<str>,
    /// Their meaning.
    pub meaning: Meaning,
    /// Whether the row is marked 其中.
    pub is_partial: bool,
    /// The depth of its list number; 0 without one.
    pub depth: u8,
    /// Its purpose, if the code alone does not distinguish it from other rows.
    pub item: Option<String>,
    /// The unit of the row, if the table names units row by row.
    pub unit: Option<EntityName>,
}

/// What a row counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Meaning {
    /// The scope parts that its words determine.
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
    /// Returns the parts that its words determine, if they do.
    pub fn parts(self) -> Option<Parts> {
        match self {
            Self::Parts(parts) => Some(parts),
            _ => None,
        }
    }
}
