//! Random steps on the pure function and on the store: the same outcomes, and the chain intact.

use crate::founded;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use store::{Error, Store};
use workflow::testing::{founding, step};
use workflow::{Level, Lines, Moment, Office, decide};

/// Rounds of so many steps; `YUSUAN_CASES` asks for more.
const STEPS: usize = 120;

pub async fn the_store_decides_as_the_workflow(one: String, _: String) {
    let rounds = std::env::var("YUSUAN_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(1);
    let store = founded(&one).await;
    let mut office = county();
    let (mut runner, mut at) = (TestRunner::deterministic(), crate::START);
    for _ in 0..rounds {
        for _ in 0..STEPS {
            let dice = any::<[u32; 4]>().new_tree(&mut runner).unwrap().current();
            at = take(&store, &mut office, at, dice).await;
        }
        let verified = store.verify(None).await.unwrap();
        assert_eq!(verified.differing, [""; 0]);
    }
}

/// Returns the state of a county that was just founded.
pub fn county() -> Office {
    let mut office = Office::default();
    for (actor, command) in founding() {
        let events = decide(&office, &command, &actor, crate::START).unwrap();
        events.iter().for_each(|event| drop(office.apply(event)));
    }
    office
}

/// Takes one step on both and compares what they say.
pub async fn take(store: &Store, office: &mut Office, at: Moment, dice: [u32; 4]) -> Moment {
    let step = step(office, at, dice);
    let expected = decide(office, &step.command, &step.actor, step.at);
    let seen = store.act(&step.command, &step.actor, step.at).await;
    match (expected, seen) {
        (Ok(events), Ok(recorded)) => {
            let recorded: Vec<_> = recorded.into_iter().map(|it| it.event).collect();
            assert_eq!(events, recorded);
            let changed = events.iter().flat_map(|event| office.apply(event)).collect();
            let stored = store.office(changed).await.unwrap();
            for (id, package) in stored.packages() {
                assert_eq!(Some(package), office.package(id), "{id}");
            }
            sums_hold(office);
        }
        (Err(refusal), Err(Error::Refused(seen))) => assert_eq!(refusal, seen),
        (expected, seen) => panic!("{step:?}: {expected:?}, but {seen:?}"),
    }
    step.at
}

fn sums_hold(office: &Office) {
    for (id, package) in office.packages() {
        if office.level(&id.body) == Some(Level::Department) {
            let units = office.units(id).filter(|(_, unit)| unit.is_counted());
            let units: Vec<_> = units.map(|(_, unit)| &unit.lines).collect();
            assert_eq!(package.lines, Lines::sum(units), "{id}");
        }
    }
}
