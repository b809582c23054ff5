use crate::CheckId;
use crate::wire;
use document::Place;
use ledger::{Amount, MoneyUnit, ScopeKey};
use message::{Message, Severity};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One thing that is wrong or worth knowing, in a clerk's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The check that found it.
    pub check: CheckId,
    /// The check's short name, `parts-sum`.
    pub name: Cow<'static, str>,
    /// Its severity.
    #[serde(with = "wire::Severity")]
    pub severity: Severity,
    /// What is wrong and why.
    #[serde(with = "wire::Message")]
    pub message: Message,
    /// What to do about it.
    #[serde(with = "wire::Message")]
    pub advice: Message,
    /// Where.
    pub location: Location,
    /// What the wrong number counts, where the finding is about one.
    #[serde(with = "wire::text", default)]
    pub scope: Option<ScopeKey>,
    /// The budget subjects (科目) that it is about, as the document names them.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// The title of its table, if it is in one.
    pub table: Option<String>,
    /// What is printed.
    pub printed: Option<String>,
    /// The expected text.
    pub expected: Option<String>,
    /// Printed less expected.
    pub difference: Option<String>,
    /// The unit of money of the three figures.
    #[serde(with = "wire::unit", default)]
    pub unit: Option<MoneyUnit>,
    /// The three figures as amounts, where they are money.
    #[serde(default)]
    pub amounts: Option<Amounts>,
    /// The other figures that make it wrong.
    pub because: Vec<Evidence>,
    /// The smallest changes that would make everything agree, the likeliest first.
    pub repairs: Vec<Repair>,
    /// What follows from it, and goes away once it is corrected: not counted on its own.
    #[serde(default)]
    pub consequences: Vec<Finding>,
}

impl Finding {
    /// Returns a finding at a place, without figures.
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
            location: Location::here(place),
            scope: None,
            subjects: Vec::new(),
            table: None,
            printed: None,
            expected: None,
            difference: None,
            unit: None,
            amounts: None,
            because: Vec::new(),
            repairs: Vec::new(),
            consequences: Vec::new(),
        }
    }

    /// Returns the places that it rests on: its own, those of its evidence and of its repairs.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        let because = self.because.iter().map(|evidence| &evidence.location.place);
        let repairs = self.repairs.iter().flat_map(|repair| &repair.cells).map(|cell| &cell.place);
        std::iter::once(&self.location.place).chain(because).chain(repairs)
    }
}

/// A place and the file it is in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Location {
    /// The file's name; `None` for the file that the report is about.
    #[serde(default)]
    pub file: Option<String>,
    /// The place in the file.
    #[serde(with = "wire::Place")]
    pub place: Place,
}

impl Location {
    /// A place in the file that the report is about.
    pub const fn here(place: Place) -> Self {
        Self { file: None, place }
    }
}

/// The figures of a finding as amounts; `None` for a blank or unknown figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amounts {
    /// What is printed.
    #[serde(with = "wire::fen", default)]
    pub printed: Option<Amount>,
    /// The expected text.
    #[serde(with = "wire::fen", default)]
    pub expected: Option<Amount>,
    /// Printed less expected.
    #[serde(with = "wire::fen", default)]
    pub difference: Option<Amount>,
}

/// A figure on which a finding rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where it stands.
    pub location: Location,
    /// Its description: table, row and column.
    #[serde(with = "wire::Message")]
    pub what: Message,
    /// The printed text; empty for a blank cell that counts as zero.
    pub printed: String,
}

/// One way to make every figure agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// The likely kind of slip.
    #[serde(with = "wire::Message")]
    pub cause: Message,
    /// The cells to change.
    pub cells: Vec<RepairCell>,
}

/// One cell of a repair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairCell {
    /// Where it stands.
    #[serde(with = "wire::Place")]
    pub place: Place,
    /// What is printed.
    pub printed: String,
    /// The expected text.
    pub expected: String,
}

/// A check that could not be made, and why; it has not passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unchecked {
    /// The check.
    pub check: CheckId,
    /// Its short name.
    pub name: Cow<'static, str>,
    /// What could not be checked, what is missing, and what is known so far.
    #[serde(with = "wire::Message")]
    pub message: Message,
    /// Where.
    #[serde(with = "wire::Place")]
    pub place: Place,
    /// The title of its table, if it is in one.
    pub table: Option<String>,
    /// The figures that are known.
    pub because: Vec<Evidence>,
}
