//! The records of documents.

use crate::{START, founded};
use store::{Error, ReadRecord, Reading, RecordsAsked, Store};
use workflow::testing::{hash, id, person};
use workflow::{Command, DocumentId, Hash};

/// A file with so many numbers, every tenth of them wrong.
pub fn reading(count: usize) -> Reading {
    let record = |number: usize| ReadRecord {
        flag: if number.is_multiple_of(10) { "wrong" } else { "ok" }.to_owned(),
        is_preferred: number.is_multiple_of(2),
        values: format!("[{number}]"),
    };
    Reading {
        reader: "1".to_owned(),
        columns: vec!["fen".to_owned()],
        records: (1..=count).map(record).collect(),
    }
}

async fn receive(store: &Store, document: &str, content: &Hash) {
    let command = Command::Receive {
        document: id(document),
        body: id("101"),
        name: "部门预算.docx".into(),
        content: content.clone(),
    };
    store.act(&command, &person("preparer-101"), START).await.unwrap();
}

/// Returns how many records a file has and the numbers of those that are asked for; `None` where
/// it was not read.
async fn records(store: &Store, content: u64, asked: RecordsAsked<'_>) -> Option<(i64, Vec<i64>)> {
    let page = store.records(&hash(content), asked).await.unwrap()?;
    assert!(page.records.iter().all(|(number, values)| *values == format!("[{number}]")));
    Some((page.count, page.records.into_iter().map(|(number, _)| number).collect()))
}

pub async fn the_last_version_has_its_records(one: String, _: String) {
    let store = founded(&one).await;
    let all = RecordsAsked { most: 500, ..RecordsAsked::default() };
    let document: DocumentId = id("d1");
    receive(&store, "d1", &hash(1)).await;
    receive(&store, "d2", &hash(1)).await;
    assert_eq!(records(&store, 1, all).await, None);
    let check = async |content: u64, count| {
        let (content, reading) = (hash(content), reading(count));
        store.record_check((&document, &content), Vec::new(), &reading, START).await
    };
    check(1, 250).await.unwrap();
    assert_eq!(records(&store, 1, all).await, Some((250, (1..=250).collect())));
    let page = RecordsAsked { after: 240, flag: Some("wrong"), ..all };
    assert_eq!(records(&store, 1, page).await, Some((250, vec![250])));
    let page = RecordsAsked { is_preferred: true, most: 2, ..all };
    assert_eq!(records(&store, 1, page).await, Some((250, vec![2, 4])));
    // What is not recorded leaves no records.
    assert!(matches!(check(1, 3).await, Err(Error::Refused(_))));
    assert_eq!(records(&store, 1, all).await.unwrap().0, 250);
    assert!(store.unread("1", "", 9).await.unwrap().is_empty());
    assert_eq!(store.unread("2", "", 9).await.unwrap(), [hash(1)]);
    // A twin still needs those of the version before; without it they are gone.
    receive(&store, "d1", &hash(2)).await;
    assert!(records(&store, 1, all).await.is_some());
    receive(&store, "d2", &hash(3)).await;
    assert_eq!(records(&store, 1, all).await, None);
    check(2, 7).await.unwrap();
    store.put_reading(&hash(2), &reading(5)).await.unwrap();
    assert_eq!(records(&store, 2, all).await, Some((5, (1..=5).collect())));
    store.drop_readings().await.unwrap();
    assert_eq!(records(&store, 2, all).await, None);
    assert_eq!(store.unread("1", "", 9).await.unwrap(), [hash(2)]);
    assert_eq!(store.verify(None).await.unwrap().differing, [""; 0]);
}
