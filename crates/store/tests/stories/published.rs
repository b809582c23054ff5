//! What is published.

use crate::chain::execute;
use crate::machine::{county, take};
use crate::records::reading;
use crate::{START, founded};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::collections::BTreeSet;
use store::{DocumentsAsked, EventsAsked, PublishedRow, RecordsAsked, Store};
use workflow::testing::{YEAR, hash, id, person};
use workflow::{Actor, Command, DocumentStage, Fact, Hash, Office};

/// Steps of the run.
const STEPS: u32 = 400;

/// Random steps: the table says what the state says, and still does when it is derived again.
pub async fn the_table_says_what_the_state_says(one: String, _: String) {
    let store = founded(&one).await;
    let (mut office, mut runner) = (county(), TestRunner::deterministic());
    let (mut at, mut most, mut read) = (START, 0, BTreeSet::new());
    for step in 0..STEPS {
        let dice = any::<[u32; 4]>().new_tree(&mut runner).unwrap().current();
        at = take(&store, &mut office, at, dice).await;
        let seen = store.published(None, 1000).await.unwrap();
        assert_eq!(seen.len(), count(&office));
        lists_say_it(&store, &office).await;
        if step % 8 == 0 {
            what_is_to_be_read(&store, &office, &mut read).await;
        }
        most = most.max(seen.len());
    }
    assert!(most > 1, "nothing was published");
    let all = store.published(None, 1000).await.unwrap();
    assert_eq!(pages(&store).await, all);
    is_found(&store, &office, &all).await;
    store.rebuild().await.unwrap();
    assert_eq!(store.published(None, 1000).await.unwrap(), all);
    lists_say_it(&store, &office).await;
}

/// What is published and the events are found by their words, and marks of patterns are letters.
async fn is_found(store: &Store, office: &Office, all: &[PublishedRow]) {
    let bodies: Vec<_> = office.bodies().map(|(code, _)| code).collect();
    assert_eq!(store.published_of(&bodies, None, 1000).await.unwrap(), all);
    assert_eq!(store.published_of(&bodies, Some("%_\\"), 1000).await.unwrap(), []);
    assert_eq!(store.published_of(&[], None, 1000).await.unwrap(), []);
    let asked = EventsAsked { words: &["published", "2031"], most: 5, ..EventsAsked::default() };
    let found = store.events_with(&asked).await.unwrap();
    assert!(!found.is_empty() && found.is_sorted_by(|one, next| one.seq > next.seq));
    let first = found.first().map(|it| it.seq);
    let earlier = EventsAsked { words: &["published"], before: first, ..asked };
    let earlier = store.events_with(&earlier).await.unwrap();
    assert!(earlier.iter().all(|it| Some(it.seq) < first));
    let nothing = EventsAsked { words: &["%"], ..asked };
    assert_eq!(store.events_with(&nothing).await.unwrap(), []);
    its_words_are_those_of_the_events(store).await;
}

/// Whoever did something, and with which package, is found as reading all events finds it.
async fn its_words_are_those_of_the_events(store: &Store) {
    let all = store.events(0, 10_000).await.unwrap();
    let by = |login: &str| person(login);
    for login in ["publisher", "preparer-101", "preparer", "nobody"] {
        let asked = EventsAsked { who: Some(login), most: 10_000, ..EventsAsked::default() };
        let mut found = store.events_with(&asked).await.unwrap();
        found.reverse();
        let expected: Vec<_> = all.iter().filter(|it| it.event.by == by(login)).cloned().collect();
        assert_eq!(found, expected, "{login}");
    }
    let package = "2031/101001";
    let words = ["submitted", package];
    let asked = EventsAsked { words: &words, most: 10_000, ..EventsAsked::default() };
    let found = store.events_with(&asked).await.unwrap();
    let is_it =
        |fact: &Fact| matches!(fact, Fact::Submitted { package: it } if it.to_string() == package);
    assert!(!found.is_empty() && found.iter().all(|it| is_it(&it.event.fact)));
    assert_eq!(found.len(), all.iter().filter(|it| is_it(&it.event.fact)).count());
}

/// The lists of documents and of the year's packages say what the state says.
async fn lists_say_it(store: &Store, office: &Office) {
    let asked = DocumentsAsked { most: 100, ..DocumentsAsked::default() };
    let listed = store.documents(&asked).await.unwrap();
    let documents = ["d1", "d2"].map(workflow::testing::id);
    let documents: Vec<_> =
        documents.iter().filter_map(|id| Some((id, office.document(id)?))).collect();
    assert_eq!(listed.len(), documents.len());
    for (id, document) in documents {
        let row = listed.iter().find(|row| row.document == *id).unwrap();
        let last = document.versions.last().unwrap();
        let to_correct = i64::try_from(document.to_correct().count()).unwrap();
        assert_eq!((row.stage, &row.name, row.at), (document.stage, &last.name, last.at));
        assert_eq!((&row.body, row.to_correct), (&document.body, to_correct));
    }
    let waiting = store.unchecked().await.unwrap().len();
    let received = listed.iter().filter(|row| row.stage == DocumentStage::Received).count();
    assert_eq!(waiting, received);
    let year = store.year(YEAR, &Actor::Console).await.unwrap();
    assert_eq!(year.packages().count(), office.packages().count());
    for (id, brief) in year.packages() {
        assert_eq!(*brief, office.package(id).unwrap().brief(), "{id}");
    }
}

/// The files of published budgets are read as checked documents are, and their records are gone
/// once they are withdrawn.
async fn what_is_to_be_read(store: &Store, office: &Office, read: &mut BTreeSet<Hash>) {
    let published = office.packages().filter_map(|(_, package)| package.published.as_ref());
    let published: BTreeSet<_> = published.flat_map(|it| it.files.clone()).collect();
    let documents = ["d1", "d2"].map(workflow::testing::id);
    let documents: Vec<_> = documents.iter().filter_map(|id| office.document(id)).collect();
    let last = documents.iter().filter_map(|it| Some(it.versions.last()?.content.clone()));
    let needed: BTreeSet<_> = published.into_iter().chain(last).collect();
    for content in &needed {
        if read.insert(content.clone()) {
            store.put_reading(content, &reading(1)).await.unwrap();
        }
    }
    for content in read.clone() {
        let asked = RecordsAsked { most: 1, ..RecordsAsked::default() };
        let has_records = store.records(&content, "1", asked).await.unwrap().is_some();
        assert_eq!(has_records, needed.contains(&content), "{content}");
    }
    read.retain(|content| needed.contains(content));
}

async fn pages(store: &Store) -> Vec<PublishedRow> {
    let mut all: Vec<PublishedRow> = Vec::new();
    loop {
        let last = all.last().map(|row| (row.at, row.owner.clone()));
        let before = last.as_ref().map(|(at, owner)| (*at, owner.as_str()));
        let page = store.published(before, 1).await.unwrap();
        if page.is_empty() {
            return all;
        }
        all.extend(page);
    }
}

fn count(office: &Office) -> usize {
    let packages = office.packages().filter(|(_, package)| package.published.is_some()).count();
    let documents = ["d1", "d2"].map(workflow::testing::id);
    let documents = documents.iter().filter_map(|id| office.document(id));
    packages + documents.filter(|it| it.stage == DocumentStage::Published).count()
}

/// What later migrations made is taken away again, which leaves a database of the first landing. It
/// opens, and what was published shows.
pub async fn a_database_of_the_first_landing_upgrades(one: String, _: String) {
    let store = founded(&one).await;
    let receive = Command::Receive {
        document: id("d1"),
        body: id("101"),
        name: "部门预算.docx".into(),
        content: hash(1),
    };
    let check = Command::RecordCheck { document: id("d1"), content: hash(1), findings: Vec::new() };
    let publish = Command::PublishDocument { document: id("d1") };
    let steps = [
        (person("preparer-101"), receive),
        (Actor::Program, check),
        (person("publisher"), publish),
    ];
    for (actor, command) in &steps {
        store.act(command, actor, START).await.unwrap();
    }
    let (before, head) = (store.published(None, 9).await.unwrap(), store.head().await.unwrap());
    assert_eq!(before.len(), 1);
    store.close().await;
    for sql in [
        "ALTER TABLE sessions DROP COLUMN name",
        "DROP TABLE links",
        "DROP TABLE logins",
        "DROP TABLE published",
        "DROP TABLE derived",
        "DROP TABLE documents",
        "DROP TABLE briefs",
        "DROP TABLE readings",
        "DROP TABLE record_chunks",
        "DROP TABLE changes",
        "DROP TABLE published_files",
        "DROP TABLE event_words",
        "DROP TABLE identities",
        "DELETE FROM _sqlx_migrations WHERE version > 1",
    ] {
        execute(&one, sql).await.unwrap();
    }
    let store = Store::open(&one).await.unwrap();
    assert_eq!(store.published(None, 9).await.unwrap(), before);
    let verified = store.verify(None).await.unwrap();
    assert_eq!((verified.head, verified.differing.len()), (head, 0));
}
