use crate::CheckId;
use document::Place;
use message::{Message, Severity};
use std::borrow::Cow;

/// One thing that is wrong or worth knowing, in a clerk's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The check that found it.
    pub check: CheckId,
    /// The check's short name, `parts-sum`.
    pub name: Cow<'static, str>,
    /// How sure it is.
    pub severity: Severity,
    /// What is wrong, and why it cannot be so.
    pub message: Message,
    /// What to do about it.
    pub advice: Message,
    /// Where.
    pub place: Place,
    /// The title of the table, where it stands in one.
    pub table: Option<String>,
    /// What is printed.
    pub printed: Option<String>,
    /// What would have to be printed.
    pub expected: Option<String>,
    /// Printed less expected.
    pub difference: Option<String>,
    /// The unit of money of the three figures.
    pub unit: Option<&'static str>,
    /// The other figures that make it wrong.
    pub because: Vec<Evidence>,
    /// The smallest changes that would make everything agree, the likeliest first.
    pub repairs: Vec<Repair>,
}

impl Finding {
    /// A finding at a place of which no more is said yet.
    pub fn new(
        (check, name): (CheckId, Cow<'static, str>),
        severity: Severity,
        place: Place,
        message: Message,
        advice: Message,
    ) -> Self {
        Self {
            check,
            name,
            severity,
            message,
            advice,
            place,
            table: None,
            printed: None,
            expected: None,
            difference: None,
            unit: None,
            because: Vec::new(),
            repairs: Vec::new(),
        }
    }
}

/// A figure on which a finding rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Where it stands.
    pub place: Place,
    /// What it is: table, row and column.
    pub what: Message,
    /// What is printed there; empty for a blank cell that counts as nothing.
    pub printed: String,
}

/// One way to make every figure agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What kind of slip it looks like.
    pub cause: Message,
    /// The cells to change.
    pub cells: Vec<RepairCell>,
}

/// One cell of a repair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepairCell {
    /// Where it stands.
    pub place: Place,
    /// What is printed.
    pub printed: String,
    /// What should be.
    pub expected: String,
}

/// A check that could not be made, and why; it has not passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The check.
    pub check: CheckId,
    /// Its short name.
    pub name: Cow<'static, str>,
    /// What could not be checked, what is missing, and what is known so far.
    pub message: Message,
    /// Where.
    pub place: Place,
    /// The title of the table, where it stands in one.
    pub table: Option<String>,
    /// The figures that are known.
    pub because: Vec<Evidence>,
}
