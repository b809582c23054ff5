//! Disclosures for tests.

use disclosure::{Disclosure, Observation, Source, Value};
use document::Place;
use ledger::{Entity, Scope, Stage, Year};

/// A disclosure whose cells print these values, all of one scope.
pub fn printing(values: Vec<Value>) -> Disclosure {
    let scope = Scope::whole(Entity::DEPARTMENT, Some(Year(2031)), Stage::Budget);
    let observation = |(line, value)| Observation {
        scope,
        value,
        place: Place::Line(line),
        source: Source::default(),
    };
    let observations = (1..).zip(values).map(observation).collect();
    Disclosure { observations, ..Disclosure::default() }
}
