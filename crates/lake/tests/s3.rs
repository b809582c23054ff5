//! `yusuan-lake collect` from a bucket, on a storage that the test is.
#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

mod storage;
mod tables;

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};
use storage::{Fault, Storage};
use tables::{rows, values};
use temp_dir::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// Small documents of the project, which differ.
fn document(number: usize) -> Vec<u8> {
    let text = fs::read_to_string(Path::new(ROOT).join("fixtures/cases/001-two-years.txt"));
    format!("{}\n第{number}份\n", text.unwrap()).into_bytes()
}

fn collect(storage: &Storage, lake: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_yusuan-lake"))
        .args(["--lang", "en", "collect", "--into"])
        .arg(lake.path())
        .args(arguments)
        .envs([("AWS_ENDPOINT", storage.endpoint()), ("AWS_ALLOW_HTTP", "true".to_owned())])
        .envs([("AWS_ACCESS_KEY_ID", "key"), ("AWS_SECRET_ACCESS_KEY", "secret")])
        .env("AWS_REGION", "county")
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The names of files in a table.
fn files(lake: &TempDir, table: &str) -> Vec<String> {
    let mut files = values(lake.path(), table, &["file"]).concat();
    files.sort();
    files
}

#[test]
fn everything_under_a_prefix_is_collected_once() {
    let storage = Storage::start();
    let names: Vec<String> = (0..20).map(|at| format!("公开/2031/{at:02} 预算.txt")).collect();
    for (at, name) in names.iter().enumerate() {
        storage.put(name, document(at));
    }
    for other in ["公开/2031/.hidden.txt", "公开/2031/a.tmp", "公开/2031/", "公开/20310.txt"]
    {
        storage.put(other, document(90));
    }
    let lake = TempDir::new().unwrap();
    let output = collect(&storage, &lake, &["--jobs", "1", "s3://budget/公开/2031"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let expected: Vec<String> = names.iter().map(|name| format!("s3://budget/{name}")).collect();
    assert_eq!(files(&lake, "documents"), expected);
    // A list is asked for page by page, as the documents are read.
    let asked = storage.asked();
    let first_file = asked.iter().position(|it| it.starts_with("GET /budget/%E5")).unwrap();
    let last_page = asked.iter().rposition(|it| it.contains("list-type")).unwrap();
    assert!(first_file < last_page, "{asked:?}");

    let again = collect(&storage, &lake, &["s3://budget/公开"]);
    assert!(told(&again).contains("1 collected") && told(&again).contains("20 were there"));
}

#[test]
fn one_object_is_named_by_its_address_also_in_a_list() {
    let storage = Storage::start();
    storage.put("a.txt", document(1));
    storage.put("b.txt", document(2));
    let list = TempDir::new().unwrap();
    fs::write(list.child("list"), "s3://budget/b.txt\n").unwrap();
    let lake = TempDir::new().unwrap();
    let list = list.child("list").display().to_string();
    let output = collect(&storage, &lake, &["s3://budget/a.txt", "--list", &list]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert_eq!(files(&lake, "documents"), ["s3://budget/a.txt", "s3://budget/b.txt"]);
    assert!(storage.asked().iter().all(|it| !it.contains("list-type")));
}

#[test]
fn an_archive_is_read_piece_by_piece() {
    let storage = Storage::start();
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in
        [("a.txt", document(1)), ("b.tmp", vec![0; 5 << 20]), ("预算/c.txt", document(2))]
    {
        archive.start_file(name, stored).unwrap();
        archive.write_all(&content).unwrap();
    }
    storage.put("all.zip", archive.finish().unwrap().into_inner());
    let lake = TempDir::new().unwrap();
    let output = collect(&storage, &lake, &["s3://budget"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let expected = ["s3://budget/all.zip/a.txt", "s3://budget/all.zip/预算/c.txt"];
    assert_eq!(files(&lake, "documents"), expected);
    // What is not read of it is not fetched.
    assert!(storage.sent() < 4 << 20, "{}", storage.sent());
}

#[test]
fn what_cannot_be_fetched_is_a_row_once_and_is_tried_again() {
    let storage = Storage::start();
    for (at, name) in ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"].into_iter().enumerate() {
        storage.put(name, document(at));
    }
    storage.breaks("b.txt", Fault::Hangs);
    storage.breaks("c.txt", Fault::Gone);
    storage.breaks("d.txt", Fault::Cut);
    storage.put("f.zip", document(5));
    storage.breaks("f.zip", Fault::Gone);
    let lake = TempDir::new().unwrap();
    let arguments = ["--timeout", "10", "s3://budget"];
    let began = Instant::now();
    let output = collect(&storage, &lake, &arguments);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
    assert_eq!(files(&lake, "documents"), ["s3://budget/a.txt", "s3://budget/e.txt"]);
    let failures = values(lake.path(), "failures", &["document", "file", "kind"]);
    let unfetched = |name: &str| {
        ["-".to_owned(), format!("s3://budget/{name}"), "unfetched".to_owned()].to_vec()
    };
    let mut sorted = failures.clone();
    sorted.sort();
    assert_eq!(sorted, ["b.txt", "c.txt", "d.txt", "f.zip"].map(unfetched));
    assert!(told(&output).contains("c.txt: Not fetched: file not found."), "{}", told(&output));

    // The failures are not repeated.
    storage.mends("b.txt");
    storage.mends("d.txt");
    let again = collect(&storage, &lake, &arguments);
    assert_eq!(again.status.code(), Some(1), "{}", told(&again));
    assert!(told(&again).contains("2 collected, 2 could not"), "{}", told(&again));
    assert_eq!(rows(lake.path(), "failures").len(), 4);
    assert_eq!(files(&lake, "documents").len(), 4);
}

#[test]
fn a_storage_that_hangs_or_is_away_is_told_and_ends_the_run() {
    let storage = Storage::start();
    storage.put("a.txt", document(1));
    storage.breaks("", Fault::Hangs);
    let lake = TempDir::new().unwrap();
    let began = Instant::now();
    let output = collect(&storage, &lake, &["--timeout", "3", "s3://budget"]);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(told(&output).contains("s3://budget: there was no answer in time."));
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
    assert_eq!(rows(lake.path(), "documents").len(), 0);
}
