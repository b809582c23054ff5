//! The chain of events.

use crate::founded;
use sqlx::{AnyConnection, AssertSqlSafe, Connection};
use store::{Error, Store};

pub async fn execute(url: &str, sql: &str) -> Result<(), sqlx::Error> {
    let mut connection = AnyConnection::connect(url).await?;
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.map(drop)
}

/// Takes the triggers away, as one who owns the machine can.
async fn disarm(url: &str) {
    let sql = if url.starts_with("sqlite") {
        "DROP TRIGGER events_are_not_changed; DROP TRIGGER events_are_not_removed"
    } else {
        "ALTER TABLE events DISABLE TRIGGER ALL"
    };
    execute(url, sql).await.unwrap();
}

pub async fn events_cannot_be_changed(one: String, _: String) {
    let store = founded(&one).await;
    let before = store.head().await.unwrap();
    for sql in ["UPDATE events SET event = '{}'", "DELETE FROM events WHERE seq > 1"] {
        let error = execute(&one, sql).await.unwrap_err().to_string();
        assert!(error.contains("append-only"), "{error}");
    }
    if !one.starts_with("sqlite") {
        assert!(execute(&one, "TRUNCATE events").await.is_err());
    }
    assert_eq!(store.verify(None).await.unwrap().head, before);
}

pub async fn what_was_altered_shows(one: String, _: String) {
    let store = founded(&one).await;
    disarm(&one).await;
    let forged = "UPDATE events SET event = REPLACE(event, '第一中学', '第二中学') WHERE seq = 5";
    execute(&one, forged).await.unwrap();
    assert!(matches!(store.verify(None).await, Err(Error::Broken(5))));
    let removed = "DELETE FROM events WHERE seq = 5";
    execute(&one, removed).await.unwrap();
    assert!(matches!(store.verify(None).await, Err(Error::Broken(6))));
}

pub async fn what_was_cut_off_shows(one: String, _: String) {
    let store = founded(&one).await;
    let printed = store.head().await.unwrap().to_string();
    assert_eq!(store.verify(Some(&printed)).await.unwrap().has_anchor, Some(true));
    disarm(&one).await;
    let last = store.head().await.unwrap().seq;
    execute(&one, &format!("DELETE FROM events WHERE seq = {last}")).await.unwrap();
    let verified = store.verify(Some(&printed)).await.unwrap();
    assert_eq!(verified.has_anchor, Some(false));
    assert!(!verified.differing.is_empty());
}

pub async fn what_is_derived_can_be_derived_again(one: String, _: String) {
    let store = founded(&one).await;
    assert_eq!(store.verify(None).await.unwrap().differing, [""; 0]);
    execute(&one, "DELETE FROM state WHERE name = 'body:101'").await.unwrap();
    execute(&one, "INSERT INTO state (name, entry) VALUES ('body:9', '{}')").await.unwrap();
    execute(&one, "UPDATE state SET entry = '{}' WHERE name = 'year:2031'").await.unwrap();
    let differing = store.verify(None).await.unwrap().differing;
    assert_eq!(differing, ["body:101", "year:2031"]);
    let events = store.rebuild().await.unwrap();
    assert_eq!(i64::try_from(events).unwrap(), store.head().await.unwrap().seq);
    assert_eq!(store.verify(None).await.unwrap().differing, [""; 0]);
    store.close().await;
    let again = Store::open(&one).await.unwrap();
    assert_eq!(again.verify(None).await.unwrap().differing, [""; 0]);
}
