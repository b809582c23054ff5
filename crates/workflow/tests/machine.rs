//! Random commands by random people, and what holds after each of them.
#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

use ledger::Amount;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use workflow::testing::{Step, founding, step};
use workflow::{
    Actor, BodyCode, Command, Element, Event, Fact, Level, Lines, Moment, Office, Package,
    PackageId, Stage, TABLE, decide,
};

/// A county that was just founded, with the events that led to it.
fn founded() -> (Office, Vec<Event>) {
    let mut office = Office::default();
    let mut all = Vec::new();
    for (actor, command) in founding() {
        let events = decide(&office, &command, &actor, Moment(1_917_000_000)).unwrap();
        events.iter().for_each(|event| drop(office.apply(event)));
        all.extend(events);
    }
    (office, all)
}

/// The state from which steps are chosen.
#[derive(Debug, Clone)]
struct Model {
    office: Office,
    at: Moment,
    /// The events before the first step.
    before: Arc<Vec<Event>>,
}

impl Model {
    fn founded() -> Self {
        let (office, before) = founded();
        Self { office, at: Moment(1_917_000_000), before: Arc::new(before) }
    }

    /// A county in which a package is published, which random steps seldom come to.
    fn published() -> Self {
        let mut runner = TestRunner::deterministic();
        let mut model = Self::founded();
        let mut before = model.before.to_vec();
        let is_published = |office: &Office| {
            office.packages().any(|(_, package)| package.stage == Stage::Published)
        };
        while !is_published(&model.office) {
            let step = Self::transitions(&model).new_tree(&mut runner).unwrap().current();
            let events = decide(&model.office, &step.command, &step.actor, step.at);
            before.extend(events.into_iter().flatten());
            model = <Self as ReferenceStateMachine>::apply(model, &step);
        }
        Self { before: Arc::new(before), ..model }
    }
}

impl ReferenceStateMachine for Model {
    type State = Self;
    type Transition = Step;

    fn init_state() -> BoxedStrategy<Self> {
        prop_oneof![Just(Self::founded()), Just(Self::published())].boxed()
    }

    fn transitions(state: &Self) -> BoxedStrategy<Step> {
        let state = state.clone();
        any::<[u32; 4]>().prop_map(move |dice| step(&state.office, state.at, dice)).boxed()
    }

    fn apply(mut state: Self, step: &Step) -> Self {
        state.at = step.at;
        if let Ok(events) = decide(&state.office, &step.command, &step.actor, step.at) {
            events.iter().for_each(|event| drop(state.office.apply(event)));
        }
        state
    }
}

struct System {
    office: Office,
    events: Vec<Event>,
}

impl StateMachineTest for System {
    type SystemUnderTest = Self;
    type Reference = Model;

    fn init_test(model: &Model) -> Self {
        Self { office: model.office.clone(), events: model.before.to_vec() }
    }

    fn apply(mut system: Self, _: &Model, step: Step) -> Self {
        let before = system.office.clone();
        let decided = decide(&before, &step.command, &step.actor, step.at);
        for event in decided.into_iter().flatten() {
            assert!(is_granted(&before, &event, &step.command), "{event:?}");
            // What is stored is what is applied.
            let stored = serde_json::to_string(&event).unwrap();
            let event: Event = serde_json::from_str(&stored).unwrap();
            system.office.apply(&event);
            system.events.push(event);
        }
        published_stand(&before, &system.office, &step.command);
        system
    }

    fn check_invariants(system: &Self, model: &Model) {
        assert_eq!(system.office, model.office);
        departments_are_sums(system);
        let mut replayed = Office::default();
        system.events.iter().for_each(|event| drop(replayed.apply(event)));
        assert_eq!(replayed, system.office);
    }
}

/// The right by a second reading of the table: along the tree from the body upward.
fn is_granted(office: &Office, event: &Event, command: &Command) -> bool {
    let Actor::Person(person) = &event.by else { return true };
    let documents = command.document().and_then(|id| office.document(id)).map(|it| &it.body);
    let body: Option<BodyCode> = match command {
        Command::AddBody { parent, .. } => parent.clone(),
        Command::RenameBody { code: body, .. }
        | Command::CloseBody { code: body }
        | Command::ReopenBody { code: body }
        | Command::Grant { body, .. }
        | Command::Revoke { body, .. } => Some(body.clone()),
        Command::OpenYear { .. } | Command::ChangeCalendar { .. } => Some("000".parse().unwrap()),
        Command::Receive { body, .. } => Some(body.clone()),
        _ => command.package().map(|id| &id.body).or(documents).cloned(),
    };
    let mut path = Vec::new();
    let mut next = body;
    while let Some(code) = next {
        next = office.body(&code).and_then(|body| body.parent.clone());
        path.push(code);
    }
    let mut grants = office.grants(person);
    grants.any(|grant| {
        grant.role == event.role
            && path.iter().position(|code| *code == grant.body).is_some_and(|distance| {
                let relation =
                    if distance == 0 { workflow::Relation::Own } else { workflow::Relation::Below };
                TABLE.iter().any(|row| row.0 == grant.role && row.2.contains(&relation))
            })
    })
}

/// The lines of each unit that its department counts, as the events alone tell it.
fn departments_are_sums(system: &System) {
    let mut saved: BTreeMap<&PackageId, &Lines> = BTreeMap::new();
    let mut counted: BTreeSet<&PackageId> = BTreeSet::new();
    for event in &system.events {
        match &event.fact {
            Fact::Saved { package, draft } => drop(saved.insert(package, &draft.lines)),
            Fact::Accepted { package } => drop(counted.insert(package)),
            Fact::Returned { package, .. } | Fact::RoundOpened { package, .. } => {
                counted.remove(package);
            }
            _ => {}
        }
    }
    for (id, package) in system.office.packages() {
        if system.office.level(&id.body) != Some(Level::Department) {
            continue;
        }
        let units: Vec<(PackageId, &Package)> = system.office.units(id).collect();
        let lines = units.iter().filter(|(unit, _)| counted.contains(unit));
        let lines = lines.filter_map(|(unit, _)| saved.get(unit).copied());
        assert_eq!(package.lines, Lines::sum(lines), "{id}");
        let total = |package: &Package| package.amounts.current().total(|_| true).fen();
        assert_eq!(total(package), units.iter().map(|(_, unit)| total(unit)).sum::<i64>());
        let negative = |it: Amount| it < Amount::ZERO;
        assert!(!package.amounts.of(Element::CurAmt).iter().any(|(_, it)| negative(it)));
    }
}

/// What is published changes only by being withdrawn, but for later changes of the budget.
fn published_stand(before: &Office, after: &Office, command: &Command) {
    for (id, was) in before.packages().filter(|(_, it)| it.stage == Stage::Published) {
        if matches!(command, Command::Withdraw { package, .. } if package == id) {
            continue;
        }
        let mut now = after.package(id).unwrap().clone();
        now.amounts.adjusted = was.amounts.adjusted.clone();
        now.amounts.reallocated = was.amounts.reallocated.clone();
        assert_eq!(now, *was, "{id}");
    }
}

/// `YUSUAN_CASES` asks for more than a quick run.
fn cases() -> u32 {
    std::env::var("YUSUAN_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(12)
}

prop_state_machine! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn invariants_hold_after_every_step(sequential 1..120 => System);
}

#[test]
fn random_steps_lead_to_every_stage() {
    let mut runner = TestRunner::deterministic();
    let mut model = Model::founded();
    let mut seen = BTreeSet::new();
    for _ in 0..1000 {
        let step = Model::transitions(&model).new_tree(&mut runner).unwrap().current();
        model = <Model as ReferenceStateMachine>::apply(model, &step);
        seen.extend(model.office.packages().map(|(_, package)| package.stage));
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), Stage::ALL);
}
