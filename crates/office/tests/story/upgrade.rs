//! A database as the first landing of the store made it is opened by the program.

use crate::served::{Served, command, people, run};
use serde_json::Value;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyPool, SqlSafeStr};
use workflow::Role;

/// The tables of the first landing.
const TABLES: &str = include_str!("../../../store/migrations/sqlite/0001_store.sql");

/// What was in them, and the end of its history.
const LINES: &str = include_str!("../../../store/tests/first-landing/store.jsonl");
const HEAD: &str = include_str!("../../../store/tests/first-landing/head.txt");

#[test]
fn a_database_of_the_first_landing_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("office.db").display());
    run(first_landing(&format!("{url}?mode=rwc")));
    let served = Served::start(&url, &folder.path().join("files"));
    people(&url, &[("auditor", Role::Auditor, "000")]);
    let (status, packages) = served.call("GET", "/api/packages/2031", "auditor", b"");
    assert_eq!((status, packages.as_array().map(Vec::len)), (200, Some(6)), "{packages}");
    let stage = |row: &Value| row["stage"].as_str().map(str::to_owned);
    let moved = packages.as_array().unwrap().iter().filter_map(stage).any(|it| it != "editing");
    assert!(moved, "{packages}");
    let (status, documents) = served.call("GET", "/api/documents", "auditor", b"");
    assert_eq!(status, 200, "{documents}");
    assert!(served.stop());
    let verified = command(&["verify", "--database", &url, "--anchor", HEAD.trim()]);
    assert!(verified.status.success(), "{verified:?}");
}

async fn first_landing(url: &str) {
    sqlx::any::install_default_drivers();
    let pool = AnyPool::connect(url).await.unwrap();
    let (name, plain) = ("store".into(), MigrationType::Simple);
    let migration = Migration::new(1, name, plain, TABLES.into_sql_str(), false);
    Migrator::with_migrations(vec![migration]).run(&pool).await.unwrap();
    for line in LINES.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let text = |of: &str, name: &str| line[of][name].as_str().unwrap().to_owned();
        let query = if let Some(event) = line.get("event") {
            sqlx::query("INSERT INTO events (seq, event, hash) VALUES ($1, $2, $3)")
                .bind(event["seq"].as_i64().unwrap())
                .bind(text("event", "event"))
                .bind(text("event", "hash"))
        } else if line.get("person").is_some() {
            sqlx::query("INSERT INTO people (login, name, is_active) VALUES ($1, $2, 1)")
                .bind(text("person", "login"))
                .bind(text("person", "name"))
        } else {
            continue;
        };
        query.execute(&pool).await.unwrap();
    }
    // What is derived may be of another form, and is derived again.
    let old = "INSERT INTO state (name, entry) VALUES ('package:2031/101', '{}')";
    sqlx::query(old).execute(&pool).await.unwrap();
    pool.close().await;
}
