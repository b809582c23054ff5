//! Backups.

use crate::founded;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::io::BufReader;
use std::path::Path;
use store::{Attempt, Error, Identity, PersonRow, Store};
use workflow::Moment;
use workflow::testing::id;

async fn backup(store: &Store) -> Vec<u8> {
    let mut backup = Vec::new();
    store.backup(&mut backup).await.unwrap();
    backup
}

async fn restore(store: &Store, backup: &[u8]) -> Result<store::Restored, Error> {
    store.restore(&mut BufReader::new(backup)).await
}

/// Moves a store to an empty database and compares them.
pub async fn moves(store: &Store, to: &str) {
    let other = Store::open(to).await.unwrap();
    let backup_of_one = backup(store).await;
    let restored = restore(&other, &backup_of_one).await.unwrap();
    assert_eq!((restored.head, restored.people), (store.head().await.unwrap(), 1));
    assert_eq!(other.verify(None).await.unwrap(), store.verify(None).await.unwrap());
    assert_eq!(backup(&other).await, backup_of_one);
    assert!(matches!(restore(&other, &backup_of_one).await, Err(Error::NotEmpty)));
}

pub async fn a_backup_moves_to_another_database(one: String, other: String) {
    let store = founded(&one).await;
    let person =
        PersonRow {
            login: id("budget"), name: "预算股".into(), password: None, is_active: true
        };
    store.put_person(&person).await.unwrap();
    let (issuer, subject, login) = ("https://id.example".into(), "s1".into(), id("budget"));
    let attempt = Attempt { at: Moment(1), login: Some(&person.login), peer: "192.0.2.1" };
    store.bind(&Identity { issuer, subject, login }, attempt).await.unwrap();
    moves(&store, &other).await;
}

pub async fn a_damaged_backup_is_refused_whole(one: String, other: String) {
    let good = String::from_utf8(backup(&founded(&one).await).await).unwrap();
    let empty = Store::open(&other).await.unwrap();
    let cut = good.lines().count() - 1;
    let cut: String = good.lines().take(cut).map(|line| format!("{line}\n")).collect();
    let altered = good.replace("云桥市第一中学", "云桥市第二中学");
    for bad in [cut.as_str(), altered.as_str(), &good[..good.len() / 2], "", "{}"] {
        assert!(restore(&empty, bad.as_bytes()).await.is_err());
        assert_eq!(empty.head().await.unwrap().seq, 0);
    }
    assert!(matches!(restore(&empty, altered.as_bytes()).await, Err(Error::Broken(_))));
    restore(&empty, good.as_bytes()).await.unwrap();
}

/// Writes a county and some random steps as a backup that later versions have to read.
pub async fn write_a_landing(url: &str, folder: &Path) {
    let store = founded(url).await;
    let person =
        PersonRow {
            login: id("budget"), name: "预算股".into(), password: None, is_active: true
        };
    store.put_person(&person).await.unwrap();
    let (mut office, mut runner) = (crate::machine::county(), TestRunner::deterministic());
    let mut at = crate::START;
    for _ in 0..80 {
        let dice = any::<[u32; 4]>().new_tree(&mut runner).unwrap().current();
        at = crate::machine::take(&store, &mut office, at, dice).await;
    }
    std::fs::write(folder.join("store.jsonl"), backup(&store).await).unwrap();
    let head = store.head().await.unwrap();
    std::fs::write(folder.join("head.txt"), format!("{head}\n")).unwrap();
}

/// A store of the first version that had one: its backup restores, and its state is derived.
pub async fn the_first_landing_opens(one: String, _: String) {
    let store = Store::open(&one).await.unwrap();
    let stored = include_bytes!("../first-landing/store.jsonl");
    let restored = restore(&store, stored).await.unwrap();
    let verified = store.verify(Some(&restored.head.to_string())).await.unwrap();
    assert_eq!((verified.has_anchor, verified.differing.len()), (Some(true), 0));
    assert_eq!(restored.head.to_string(), include_str!("../first-landing/head.txt").trim());
}
