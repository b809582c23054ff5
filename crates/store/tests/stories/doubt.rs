//! A database that goes away at the very end of a transaction.

use crate::{START, many};
use sqlx::Connection;
use store::{Error, Store};
use workflow::testing::id;
use workflow::{Actor, Command, Role};

const LEAVE: &str = "\
CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_terminate_backend(pg_backend_pid());
    PERFORM pg_sleep(1);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER leaves AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION leave();";

const STAY: &str = "DROP TRIGGER leaves ON events";

/// What is said is not that nothing was done, to one who asks and to those who share a transaction.
pub async fn what_fails_at_the_end_is_in_doubt(store: &Store, url: &str) {
    let before = store.head().await.unwrap();
    let mut other = sqlx::AnyConnection::connect(url).await.unwrap();
    sqlx::raw_sql(LEAVE).execute(&mut other).await.unwrap();
    let grant = |at: usize| {
        let (store, to) = (store.clone(), id(&format!("auditor-{at}")));
        let command = Command::Grant { to, role: Role::Auditor, body: id("101") };
        tokio::spawn(async move { store.act(&command, &Actor::Console, START).await })
    };
    for asked in (0..5).map(grant).collect::<Vec<_>>() {
        let failed = asked.await.unwrap().unwrap_err();
        assert!(matches!(failed, Error::InDoubt(_)), "{failed:?}");
        let words = failed.message();
        assert!(words.zh.contains("不知道本次操作是否生效"), "{}", words.zh);
    }
    sqlx::raw_sql(STAY).execute(&mut other).await.unwrap();
    // Who looks again sees that it was not done, and does it again.
    assert_eq!(store.head().await.unwrap(), before);
    many::saves_once(store).await;
    let verified = store.verify(None).await.unwrap();
    assert_eq!((verified.head.seq, verified.differing.len()), (before.seq + 1, 0));
}
