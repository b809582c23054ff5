//! The records of documents.

use crate::{START, founded};
use store::{ReadPage, ReadRecord, Reading, RecordsAsked, Store};
use workflow::testing::{hash, id, person};
use workflow::{Command, Hash};

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
        page: ReadPage { html: format!("<p>{count}</p>"), is_whole: true },
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
    let page = store.records(&hash(content), "1", asked).await.unwrap()?;
    assert!(page.records.iter().all(|(number, values)| *values == format!("[{number}]")));
    Some((page.count, page.records.into_iter().map(|(number, _)| number).collect()))
}

pub async fn the_last_version_has_its_records(one: String, _: String) {
    let store = founded(&one).await;
    let all = RecordsAsked { most: 500, ..RecordsAsked::default() };
    receive(&store, "d1", &hash(1)).await;
    receive(&store, "d2", &hash(1)).await;
    assert_eq!(records(&store, 1, all).await, None);
    let read = async |content: u64, count| {
        store.put_reading(&hash(content), &reading(count)).await.unwrap();
    };
    read(1, 1250).await;
    assert_eq!(records(&store, 1, all).await, Some((1250, (1..=500).collect())));
    let page = RecordsAsked { after: 490, ..all };
    assert_eq!(records(&store, 1, page).await, Some((1250, (491..=990).collect())));
    let page = RecordsAsked { after: 1240, flag: Some("wrong"), ..all };
    assert_eq!(records(&store, 1, page).await, Some((1250, vec![1250])));
    let page = RecordsAsked { is_preferred: true, most: 2, ..all };
    assert_eq!(records(&store, 1, page).await, Some((1250, vec![2, 4])));
    let page = RecordsAsked { flag: Some("wrong"), most: 200, ..all };
    let wrong: Vec<i64> = (1..=125).map(|number| number * 10).collect();
    assert_eq!(records(&store, 1, page).await, Some((1250, wrong)));
    let page = store.read_page(&hash(1), "1").await.unwrap();
    assert_eq!(page, Some(ReadPage { html: "<p>1250</p>".to_owned(), is_whole: true }));
    assert_eq!(store.read_page(&hash(1), "2").await.unwrap(), None);
    assert_eq!(store.read_page(&hash(2), "1").await.unwrap(), None);
    // Another version of the program reads them again.
    assert_eq!(store.records(&hash(1), "2", all).await.unwrap(), None);
    // A twin still needs those of the version before; without it they are gone.
    receive(&store, "d1", &hash(2)).await;
    assert!(records(&store, 1, all).await.is_some());
    receive(&store, "d2", &hash(3)).await;
    assert_eq!(records(&store, 1, all).await, None);
    // What was read too late is not kept.
    read(1, 3).await;
    assert_eq!(records(&store, 1, all).await, None);
    read(2, 700).await;
    read(2, 5).await;
    assert_eq!(records(&store, 2, all).await, Some((5, (1..=5).collect())));
    store.drop_readings().await.unwrap();
    assert_eq!(records(&store, 2, all).await, None);
    assert_eq!(store.verify(None).await.unwrap().differing, [""; 0]);
}
