//! Random steps on the pure function, on both stores and over HTTP: the same outcomes, and after
//! each step the chain is intact and every department is the sum of its units.

use crate::cluster::Cluster;
use crate::office::{Office, START};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use serde_json::Value;
use server::hash_of_token;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use store::{Error, Store};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use workflow::testing::{Step, YEAR, founding, step};
use workflow::{Actor, Command, Event, Hash, Level, Lines, Moment, Stage, decide};

/// The state from which steps are chosen, and the steps that led to it.
#[derive(Debug, Clone)]
struct Model {
    office: workflow::Office,
    at: Moment,
    before: Arc<Vec<(Actor, Command, Moment)>>,
}

impl Model {
    fn founded() -> Self {
        let (office, at) = (workflow::Office::default(), Moment(START));
        let before = founding().into_iter().map(|(actor, command)| (actor, command, at));
        let before: Vec<_> = before.collect();
        let mut model = Self { office, at, before: Arc::default() };
        for (actor, command, at) in &before {
            model.act(command, actor, *at);
        }
        Self { before: Arc::new(before), ..model }
    }

    /// A county in which a department's budget is approved, which random steps seldom come to.
    fn approved() -> Self {
        let (mut runner, mut model) = (TestRunner::deterministic(), Self::founded());
        let mut before = model.before.to_vec();
        let is_approved = |office: &workflow::Office| {
            office.packages().any(|(_, package)| package.stage == Stage::Approved)
        };
        while !is_approved(&model.office) {
            let step = Self::transitions(&model).new_tree(&mut runner).unwrap().current();
            if model.act(&step.command, &step.actor, step.at) {
                before.push((step.actor, step.command, step.at));
            }
            model.at = step.at;
        }
        Self { before: Arc::new(before), ..model }
    }

    /// Does a command, and returns whether it was done.
    fn act(&mut self, command: &Command, actor: &Actor, at: Moment) -> bool {
        let events = decide(&self.office, command, actor, at);
        events.iter().flatten().for_each(|event| drop(self.office.apply(event)));
        events.is_ok()
    }
}

impl ReferenceStateMachine for Model {
    type State = Self;
    type Transition = Step;

    fn init_state() -> BoxedStrategy<Self> {
        prop_oneof![Just(Self::founded()), Just(Self::approved())].boxed()
    }

    fn transitions(state: &Self) -> BoxedStrategy<Step> {
        let state = state.clone();
        any::<[u32; 4]>()
            .prop_map(move |dice| of_files(step(&state.office, state.at, dice), &state.office))
            .boxed()
    }

    fn apply(mut state: Self, step: &Step) -> Self {
        state.act(&step.command, &step.actor, step.at);
        Self { at: step.at, ..state }
    }
}

/// Over HTTP files are sent and not their hashes, so each hash becomes that of a file.
fn of_files(mut step: Step, office: &workflow::Office) -> Step {
    match &mut step.command {
        Command::Receive { content, .. } | Command::RecordCheck { content, .. } => {
            *content = hash(&content.to_string());
        }
        Command::Save { draft, .. } => draft.content = hash(&ledger(&draft.lines, &draft.findings)),
        // Only files that the caller may see are published.
        Command::Publish { package, files, .. } => {
            let units = office.units(package).map(|(_, unit)| unit);
            let mut ledgers = units.chain(office.package(package));
            let content = ledgers.find_map(|it| Some(it.version.as_ref()?.content.clone()));
            *files = content.into_iter().collect();
        }
        _ => {}
    }
    step
}

fn hash(file: &str) -> Hash {
    hash_of_token(file).parse().unwrap()
}

/// The ledger as the check of these tests reads it.
fn ledger(lines: &Lines, findings: &[workflow::Finding]) -> String {
    serde_json::to_string(&(lines, findings)).unwrap()
}

/// An outcome: the events, or the sentence of the refusal; `None` where HTTP does not say which,
/// for the caller may not know what exists.
type Outcome = Result<Vec<Event>, Option<String>>;

struct System {
    runtime: Runtime,
    office: workflow::Office,
    stores: Vec<Store>,
    http: Office,
    /// Gone at the end, after those who use them.
    _folder: TempDir,
    _cluster: Option<Cluster>,
}

impl StateMachineTest for System {
    type SystemUnderTest = Self;
    type Reference = Model;

    fn init_test(model: &Model) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let cluster = Cluster::start();
        let (stores, http) = runtime.block_on(async {
            let sqlite = format!("sqlite:{}", folder.path().join("beside.db").display());
            let mut stores = vec![Store::open(&sqlite).await.unwrap()];
            match &cluster {
                Ok(cluster) => {
                    let url = cluster.database("beside").await;
                    stores.push(Store::open(&url).await.unwrap());
                }
                Err(why) => println!("without PostgreSQL: {}", why.replace('\n', " ")),
            }
            let mut http = Office::with_people(folder.path(), 0).await;
            http.app.pool = http.app.pool.clone().with_queue(1000);
            for store in stores.iter().chain([&http.store]) {
                store.act_together(&model.before).await.unwrap();
            }
            for (_, command, _) in model.before.iter() {
                if let Command::Save { draft, .. } = command {
                    let file = ledger(&draft.lines, &draft.findings);
                    http.app.files.put(&http.store, file.as_bytes()).await.unwrap();
                }
            }
            (stores, http)
        });
        let office = model.office.clone();
        Self { runtime, office, stores, http, _folder: folder, _cluster: cluster.ok() }
    }

    fn apply(mut system: Self, _: &Model, step: Step) -> Self {
        let decided = decide(&system.office, &step.command, &step.actor, step.at);
        for event in decided.iter().flatten() {
            system.office.apply(event);
        }
        let expected = decided.map_err(|refusal| Some(refusal.message.zh));
        system.runtime.block_on(async {
            for store in &system.stores {
                assert_eq!(in_store(store, &step).await, expected, "{step:?}");
            }
            let seen = over_http(&system.http, &step).await;
            let is_hidden = seen == Err(None) && expected.is_err();
            assert!(is_hidden || seen == expected, "{step:?}: {seen:?}, but {expected:?}");
        });
        system
    }

    fn check_invariants(system: &Self, model: &Model) {
        assert_eq!(system.office, model.office);
        departments_are_sums(&system.office);
        system.runtime.block_on(async {
            let head = system.http.store.head().await.unwrap();
            for store in system.stores.iter().chain([&system.http.store]) {
                let verified = store.verify(Some(&head.to_string())).await.unwrap();
                assert_eq!((verified.differing, verified.has_anchor), (vec![], Some(true)));
                assert_eq!(verified.head, head);
            }
            departments_are_sums_over_http(&system.http).await;
        });
    }
}

async fn in_store(store: &Store, step: &Step) -> Outcome {
    match store.act(&step.command, &step.actor, step.at).await {
        Ok(recorded) => Ok(recorded.into_iter().map(|it| it.event).collect()),
        Err(Error::Refused(refusal)) => Err(Some(refusal.message.zh)),
        Err(error) => panic!("{step:?}: {error}"),
    }
}

/// Takes a step over HTTP as a person; the console and the program itself do not call.
async fn over_http(office: &Office, step: &Step) -> Outcome {
    let Actor::Person(login) = &step.actor else { return in_store(&office.store, step).await };
    office.now.store(step.at.0, Ordering::Relaxed);
    let before = office.store.head().await.unwrap().seq;
    let (path, body) = match &step.command {
        Command::Receive { document, body, name, content } => {
            // The name is percent-encoded by its bytes.
            let name: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
            let path = format!("/api/documents/{document}?body={body}&name={name}");
            (path, file_of(content))
        }
        Command::Save { package, draft } => {
            let path = format!("/api/packages/{package}/versions?is_complete=true&based_on=");
            (format!("{path}{}", draft.based_on), ledger(&draft.lines, &draft.findings))
        }
        command => ("/api/commands".to_owned(), serde_json::to_string(command).unwrap()),
    };
    let (status, answer) = office.call("POST", &path, Some(login.as_str()), body).await;
    if status.is_success() {
        let recorded = office.store.events(before, 500).await.unwrap();
        let events: Vec<Event> = recorded.into_iter().map(|it| it.event).collect();
        said(&answer, &events);
        return Ok(events);
    }
    assert!(status.is_client_error(), "{step:?}: {status} {answer}");
    assert_eq!(office.store.head().await.unwrap().seq, before);
    let is_hidden = answer["why"] == "not_found";
    Err((!is_hidden).then(|| answer["zh"].as_str().unwrap().to_owned()))
}

/// What the answer says was stored.
fn said(answer: &Value, events: &[Event]) {
    if let Some(all) = answer.as_array() {
        let all = all.iter().map(|it| it["event"].clone());
        assert!(all.eq(events.iter().map(|it| serde_json::to_value(it).unwrap())), "{answer}");
    } else {
        assert!(answer["seq"].is_number() && events.len() == 1, "{answer}");
    }
}

/// The file with this hash: one of those that [`of_files`] makes up.
fn file_of(content: &Hash) -> String {
    let mut files = (0..6000).map(|number| workflow::testing::hash(number).to_string());
    files.find(|file| hash(file) == *content).unwrap()
}

fn departments_are_sums(office: &workflow::Office) {
    for (id, package) in office.packages() {
        if office.level(&id.body) == Some(Level::Department) {
            let units = office.units(id).filter(|(_, unit)| unit.is_counted());
            let units: Vec<_> = units.map(|(_, unit)| &unit.lines).collect();
            assert_eq!(package.lines, Lines::sum(units), "{id}");
        }
    }
}

/// The same of the totals that a caller sees.
async fn departments_are_sums_over_http(office: &Office) {
    let path = format!("/api/packages/{YEAR}");
    let (_, rows) = office.call("GET", &path, Some("auditor"), "").await;
    let rows = rows.as_array().unwrap();
    let body = |row: &Value| row["package"].as_str().unwrap().split_once('/').unwrap().1.to_owned();
    for department in rows.iter().filter(|row| body(row).len() == 3) {
        let units = rows.iter().filter(|row| body(row).len() == 6);
        let units = units.filter(|row| body(row).starts_with(&body(department)));
        let counted = units.filter(|row| row["stage"] != "editing" && row["stage"] != "submitted");
        let sum: i64 = counted.map(|row| row["total_fen"].as_i64().unwrap()).sum();
        assert_eq!(department["total_fen"].as_i64().unwrap(), sum, "{rows:?}");
    }
}

/// `YUSUAN_CASES` asks for more than a quick run.
fn cases() -> u32 {
    std::env::var("YUSUAN_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2)
}

prop_state_machine! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn stores_and_http_decide_as_the_workflow(sequential 15..40 => System);
}
