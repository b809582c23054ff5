//! A database of the first landing is opened, and upgraded, by the program.

use crate::load::verify;
use crate::served::{Served, command, people, run};
use serde_json::{Value, json};
use sha2::{Digest, Sha384};
use sqlx::{AnyConnection, Connection};
use workflow::Role;

const TABLES: &str = include_str!("../../../store/migrations/sqlite/0001_store.sql");
const LANDING: &str = include_str!("../../../store/tests/first-landing/store.jsonl");
const HEAD: &str = include_str!("../../../store/tests/first-landing/head.txt");

/// What the library of that time noted of the tables that it had made.
const NOTED: &str = "CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, \
     description TEXT NOT NULL, installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, \
     success BOOLEAN NOT NULL, checksum BLOB NOT NULL, execution_time BIGINT NOT NULL)";

#[test]
fn a_database_of_the_first_landing_is_upgraded() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("office.db").display());
    let (files, anchor) = (folder.path().join("files"), HEAD.trim());
    run(landed(&format!("{url}?mode=rwc")));
    // The program itself upgrades it.
    let served = Served::start(&url, &files);
    assert!(served.stop());
    verify(&url);
    let verified = command(&["verify", "--database", &url, "--anchor", anchor]);
    assert!(verified.status.success(), "{verified:?}");
    people(&url, &[("chief", Role::Administrator, "000"), ("controller", Role::Auditor, "000")]);
    let served = Served::start(&url, &files);
    let (_, events) = served.call("GET", "/api/events?after=94", "controller", b"");
    assert_eq!(events[0]["event"]["fact"]["accepted"]["package"], "2031/101001");
    let (_, board) = served.call("GET", "/api/packages/2031", "controller", b"");
    assert!(board.to_string().contains("2031/101001"), "{board}");
    served.done("chief", &json!({"grant": {"to": "clerk", "role": "preparer", "body": "101"}}));
    drop(served);
    verify(&url);
}

/// Makes the database as it was, from the backup of that time.
async fn landed(url: &str) {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(url).await.unwrap();
    sqlx::raw_sql(TABLES).execute(&mut connection).await.unwrap();
    sqlx::raw_sql(NOTED).execute(&mut connection).await.unwrap();
    let sql = "INSERT INTO _sqlx_migrations (version, description, success, checksum, \
               execution_time) VALUES (1, 'store', TRUE, $1, 0)";
    let noted = sqlx::query(sql).bind(Sha384::digest(TABLES).to_vec());
    noted.execute(&mut connection).await.unwrap();
    for line in LANDING.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let (person, event) = (&line["person"], &line["event"]);
        let put = if person.is_object() {
            let sql = "INSERT INTO people (login, name, is_active) VALUES ($1, $2, 1)";
            sqlx::query(sql).bind(text(&person["login"])).bind(text(&person["name"]))
        } else if event.is_object() {
            let sql = "INSERT INTO events (seq, event, hash) VALUES ($1, $2, $3)";
            let put = sqlx::query(sql).bind(event["seq"].as_i64()).bind(text(&event["event"]));
            put.bind(text(&event["hash"]))
        } else {
            continue;
        };
        put.execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
