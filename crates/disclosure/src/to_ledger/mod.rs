//! From a published disclosure back to a ledger, as far as the document determines it.
//!
//! Tables print sums: function × purpose × fund here, economic items there, projects
//! somewhere else. How they go together is not disclosed. The ledger made here prints the
//! same sums; where several would, the first in the order of the document is taken, and
//! these decisions are listed for the preparer to check (待核).

mod against;
mod amounts;
mod bodies;
mod economic;
mod join;
mod lines;
mod rounding;
mod template;
mod texts;
mod transfers;
mod words;

use crate::model::Disclosure;
use amounts::Amounts;
use document::Document;
pub use join::{ReadDocument, to_joint_ledger};
use ledger::{Body, Entity, Ledger, Stage, Year};
pub use lines::three_public;
use message::Message;

/// A ledger made from a document, and what the document does not determine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FromDocument {
    /// The ledger.
    pub ledger: Ledger,
    /// What the preparer has to check.
    pub unknown: Vec<Unknown>,
}

/// Something that the document does not determine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// The entity.
    pub entity: Entity,
    /// What.
    pub message: Message,
}

/// Returns the ledger that prints what `document` discloses.
///
/// For a department with units it contains the units' lines; where the document has no numbers of
/// units, the department's own stand under the first of them.
pub fn to_ledger(document: &Document, disclosure: &Disclosure) -> FromDocument {
    let amounts = Amounts::new(disclosure);
    let mut made = of_bodies(document, disclosure, &bodies::with_numbers(disclosure));
    transfers::join(&amounts, &mut made.ledger);
    rounding::restore(disclosure, &mut made);
    against::tell(disclosure, &mut made);
    made
}

/// The words of a document, and the lines of these bodies.
fn of_bodies(document: &Document, disclosure: &Disclosure, bodies: &[Entity]) -> FromDocument {
    let amounts = Amounts::new(disclosure);
    let mut made = FromDocument::new(disclosure);
    texts::fill(document, disclosure, bodies, &mut made);
    words::code_names(disclosure, &mut made.ledger);
    for &entity in bodies {
        words::projects(disclosure, entity, &mut made.ledger);
        lines::fill(&amounts, disclosure, entity, &mut made);
        words::items(document, disclosure, entity, &mut made);
    }
    bodies::settle(document, disclosure, &mut made);
    words::bodies(document, &mut made.ledger);
    made
}

/// Returns the year and the stage of a disclosure.
fn to_period(disclosure: &Disclosure) -> (Option<Year>, Stage) {
    let first = disclosure.observations.first();
    (disclosure.year, first.map_or(Stage::Budget, |seen| seen.scope.stage))
}

impl FromDocument {
    /// A ledger with the names of its bodies.
    fn new(disclosure: &Disclosure) -> Self {
        let (year, stage) = to_period(disclosure);
        let body = |name: &crate::EntityName| Body {
            code: name.code.clone().unwrap_or_default(),
            name: name.name.clone(),
            ..Body::default()
        };
        let ledger = Ledger {
            department: disclosure.department.as_ref().map(body).unwrap_or_default(),
            units: disclosure.units.iter().map(body).collect(),
            ..Ledger::blank(year, stage)
        };
        Self { ledger, unknown: Vec::new() }
    }

    /// What has to be checked, each with the name of its body.
    pub fn told(&self) -> impl Iterator<Item = (&str, &Message)> {
        self.unknown.iter().map(|unknown| {
            let unit = unknown.entity.unit_index().map(usize::from);
            let body = unit.and_then(|at| self.ledger.units.get(at));
            (body.unwrap_or(&self.ledger.department).name.as_str(), &unknown.message)
        })
    }

    fn tell(&mut self, entity: Entity, zh: &str, en: &str) {
        let told = Unknown { entity, message: Message::new(zh, en) };
        if !self.unknown.contains(&told) {
            self.unknown.push(told);
        }
    }
}
