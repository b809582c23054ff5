//! From a published disclosure back to a ledger, as far as the document determines it.
//!
//! Tables print sums: function × purpose × fund here, economic items there, projects
//! somewhere else. How they go together is not disclosed. The ledger made here prints the
//! same sums; where several would, the first in the order of the document is taken, and
//! these decisions are listed for the preparer to check (待核).

mod against;
mod amounts;
mod lines;
mod rounding;
mod template;
mod texts;
mod transfers;
mod words;

use crate::model::Disclosure;
use amounts::Amounts;
use document::Document;
use ledger::{Body, Entity, Ledger, Stage};
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
/// For a department with units it contains the units' lines, else the department's own.
pub fn to_ledger(document: &Document, disclosure: &Disclosure) -> FromDocument {
    let amounts = Amounts::new(disclosure);
    let body = |name: &crate::EntityName| Body {
        code: name.code.clone().unwrap_or_default(),
        name: name.name.clone(),
        ..Body::default()
    };
    let stage = disclosure.observations.first().map_or(Stage::Budget, |seen| seen.scope.stage);
    let mut made = FromDocument {
        ledger: Ledger {
            department: disclosure.department.as_ref().map(body).unwrap_or_default(),
            units: disclosure.units.iter().map(body).collect(),
            ..Ledger::blank(disclosure.year, stage)
        },
        unknown: Vec::new(),
    };
    words::bodies(document, &mut made.ledger);
    texts::fill(document, disclosure, &mut made);
    words::code_names(disclosure, &mut made.ledger);
    for entity in entities(&made.ledger) {
        words::projects(disclosure, entity, &mut made.ledger);
        lines::fill(&amounts, disclosure, entity, &mut made);
        words::items(document, disclosure, entity, &mut made);
    }
    transfers::join(&amounts, &mut made.ledger);
    rounding::restore(disclosure, &mut made);
    against::tell(disclosure, &mut made);
    made
}

/// The bodies that have lines of their own.
fn entities(ledger: &Ledger) -> Vec<Entity> {
    let units = u16::try_from(ledger.units.len()).unwrap_or(u16::MAX);
    match units {
        0 => vec![Entity::DEPARTMENT],
        units => (0..units).map(Entity::unit).collect(),
    }
}

impl FromDocument {
    fn tell(&mut self, entity: Entity, zh: &str, en: &str) {
        let told = Unknown { entity, message: Message::new(zh, en) };
        if !self.unknown.contains(&told) {
            self.unknown.push(told);
        }
    }
}
