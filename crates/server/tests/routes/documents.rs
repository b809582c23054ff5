//! Documents made elsewhere.

use crate::office::{Office, QUEUE, START};
use crate::run;
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::io::{Cursor, Write};
use std::sync::atomic::Ordering;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

#[test]
fn a_document_is_handed_in_and_its_twins_are_nobody_elses_business() {
    run(async |office: Office| {
        for (document, body, other) in [("d1", "101", "d2"), ("d2", "102", "d1")] {
            let path = format!("/api/documents/{document}?body={body}&name=a.docx");
            let preparer = format!("preparer-{body}");
            let (status, answer) = office.call("POST", &path, Some(&preparer), "预算").await;
            assert_eq!(status, StatusCode::OK);
            assert!(!answer.to_string().contains(other), "{answer}");
        }
        let (status, opened) =
            office.call("GET", "/api/documents/d2", Some("preparer-102"), "").await;
        assert_eq!((status, &opened["stage"]), (StatusCode::OK, &json!("received")));
        assert!(!opened.to_string().contains("d1"), "{opened}");
        let elsewhere = office.call("GET", "/api/documents/d1", Some("preparer-102"), "").await;
        let nowhere = office.call("GET", "/api/documents/d9", Some("preparer-102"), "").await;
        assert_eq!((elsewhere.0, &elsewhere), (StatusCode::NOT_FOUND, &nowhere));
        let path = "/api/documents/d1?body=102&name=a.docx";
        let (status, _) = office.call("POST", path, Some("preparer-102"), "决算").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    });
}

/// Pages, filters, and nothing of bodies that the caller may not read.
#[test]
fn documents_are_listed_newest_first() {
    run(async |office: Office| {
        for (document, body, at) in
            [("d1", "101", 0), ("d2", "102", 1), ("d3", "101001", 2), ("d4", "101001", 2)]
        {
            office.now.store(START + at, Ordering::Relaxed);
            let path = format!("/api/documents/{document}?body={body}&name={document}.docx");
            let (status, _) = office.call("POST", &path, Some("reviewer"), document).await;
            assert_eq!(status, StatusCode::OK);
        }
        let list = async |login: &str, query: &str| {
            let path = format!("/api/documents{query}");
            let (status, rows) = office.call("GET", &path, Some(login), "").await;
            assert_eq!(status, StatusCode::OK, "{rows}");
            let rows = rows.as_array().unwrap().iter().map(|row| row["document"].clone());
            rows.map(|it| it.as_str().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(list("reviewer", "").await, "d4 d3 d2 d1");
        assert_eq!(list("head-101", "").await, "d4 d3 d1");
        assert_eq!(list("preparer-101001", "").await, "d4 d3");
        assert_eq!(list("administrator", "").await, "");
        assert_eq!(list("reviewer", "?body=101").await, "d4 d3 d1");
        assert_eq!(list("preparer-102", "?body=101").await, "");
        assert_eq!(list("reviewer", "?stage=checked").await, "");
        let next = format!("?at={}&document=d4&stage=received", START + 2);
        assert_eq!(list("reviewer", &next).await, "d3 d2 d1");
        let (_, rows) = office.call("GET", "/api/documents", Some("reviewer"), "").await;
        assert_eq!(rows[3]["body_name"], "云桥市教育局");
        assert_eq!((&rows[3]["versions"], &rows[3]["unmarked"]), (&json!(1), &json!(0)));
        let (status, _) = office.call("GET", "/api/documents?stage=lost", None, "").await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
    });
}

/// The bytes of an archive with these files.
fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn an_archive_is_received_file_by_file() {
    run(async |office: Office| {
        let files = [
            ("101/2031预算.docx", "预算"),
            ("102/2031预算（修改稿）.docx", "另一份预算"),
            ("103/2031预算.docx", "没有这个单位"),
            ("__MACOSX/._2031预算.docx", "附件"),
        ];
        let path = "/api/documents?name=all.ZIP";
        let (status, lines) = office.call("POST", path, Some("reviewer"), archive(&files)).await;
        assert_eq!(status, StatusCode::OK, "{lines}");
        let lines = lines.as_array().unwrap();
        assert_eq!(lines.len(), 3);
        assert!(lines[0]["received"]["document"].as_str().unwrap().starts_with("101-"));
        assert_eq!(lines[2]["refused"]["why"], "unusable");
        let id = lines[1]["received"]["document"].as_str().unwrap();
        let again = [("102/2031预算.docx", "又一份预算")];
        let (_, second) = office.call("POST", path, Some("reviewer"), archive(&again)).await;
        assert_eq!(second[0]["received"]["document"], *id, "a version of the same document");
        let path = format!("/api/documents/{id}");
        let (_, opened) = office.call("GET", &path, Some("reviewer"), "").await;
        assert_eq!(opened["versions"], 2);
        let (_, same) = office.call("POST", path_of_zip(), Some("reviewer"), archive(&again)).await;
        assert_eq!(same[0]["refused"]["why"], "exists");
    });
}

const fn path_of_zip() -> &'static str {
    "/api/documents?name=all.zip"
}

#[test]
fn damaged_and_empty_archives_are_refused() {
    run(async |office: Office| {
        for content in [b"PK no archive".to_vec(), archive(&[])] {
            let (status, problem) =
                office.call("POST", path_of_zip(), Some("reviewer"), content).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{problem}");
        }
    });
}

/// An archive of so many documents of the department 101.
fn many(count: usize, of: &str) -> Vec<u8> {
    let files: Vec<(String, String)> =
        (0..count).map(|at| (format!("101 {at:03}{of}.docx"), format!("{at}{of}"))).collect();
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
    archive(&files)
}

#[test]
fn what_waits_can_be_seen_and_a_full_queue_receives_nothing() {
    run(async |office: Office| {
        let preparer = Some("preparer-101");
        let mut received = Value::Null;
        // What is refused gives its seats back.
        for _ in 0..3 {
            let sent = office.call("POST", path_of_zip(), preparer, many(8, "x")).await;
            assert_eq!(sent.0, StatusCode::OK);
            received = if received.is_null() { sent.1 } else { received };
        }
        let last = received[7]["received"]["document"].as_str().unwrap();
        let (_, opened) = office.call("GET", &format!("/api/documents/{last}"), preparer, "").await;
        assert_eq!(opened["checking"], json!({"waiting": {"ahead": 7}}));
        let (status, _) = office.call("POST", path_of_zip(), preparer, many(QUEUE - 8, "y")).await;
        assert_eq!(status, StatusCode::OK);
        let (status, problem) = office.call("POST", path_of_zip(), preparer, many(1, "z")).await;
        assert_eq!((status, &problem["why"]), (StatusCode::SERVICE_UNAVAILABLE, &json!("busy")));
    });
}

#[test]
fn what_was_received_is_checked() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    runtime.block_on(async {
        let office = Office::with_workers(folder.path(), 1).await;
        let (_, sent) =
            office.call("POST", "/api/documents?name=101.docx", Some("preparer-101"), "预算").await;
        let path = format!("/api/documents/{}", sent[0]["received"]["document"].as_str().unwrap());
        for _ in 0..500 {
            let (_, opened) = office.call("GET", &path, Some("preparer-101"), "").await;
            if opened["stage"] == "checked" {
                assert_eq!(opened["findings"][0][0]["key"], "f1");
                assert_eq!(opened["findings"][0][1], "new");
                return has_records(&office, &path).await;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("it is not checked");
    });
}

/// A document that is checked has its numbers, as JSON and as a table without formulas.
async fn has_records(office: &Office, path: &str) {
    let get = async |more: &str| {
        let path = format!("{path}/records{more}");
        let (status, answer) = office.call("GET", &path, Some("preparer-101"), "").await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        answer
    };
    let all = get("").await;
    assert_eq!((&all["count"], all["records"].as_array().unwrap().len()), (&json!(2), 2));
    let first = &all["records"][0];
    assert_eq!((&first["number"], &first["fen"]), (&json!(1), &json!(500)));
    assert_eq!(
        (&first["file"], first["document"].as_str().unwrap().len()),
        (&json!("101.docx"), 64)
    );
    for query in ["?after=1", "?flag=wrong"] {
        assert_eq!(get(query).await["records"][0]["number"], 2, "{query}");
    }
    assert_eq!(get("?preferred=true").await["records"].as_array().unwrap().len(), 1);
    let csv = get(".csv?flag=ok").await;
    let row = csv.as_str().unwrap().lines().nth(1).unwrap().to_owned();
    assert!(
        row.starts_with("1,\"") && row.ends_with(",\"'=云桥市教育局\",500,\"ok\",true"),
        "{row}"
    );
    // Dropped and derived again from the files.
    office.store.drop_readings().await.unwrap();
    assert_eq!(get("").await, all);
}
