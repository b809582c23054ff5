//! `yusuan-lake collect` on the project's own documents, also where it is killed.
#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

mod tables;

use engine::{Options, Parallel};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;
use tables::{lines, rows, values};
use temp_dir::TempDir;
use walkdir::WalkDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// Small documents of the project.
fn documents() -> Vec<PathBuf> {
    let all = WalkDir::new(Path::new(ROOT).join("fixtures/cases")).sort_by_file_name();
    let paths = all.into_iter().filter_map(|entry| Some(entry.ok()?.into_path()));
    let is_document =
        |path: &PathBuf| path.extension().is_some_and(|it| it == "txt" || it == "html");
    let documents: Vec<PathBuf> = paths.filter(is_document).take(40).collect();
    assert_eq!(documents.len(), 40);
    documents
}

fn lake(folder: &Path, arguments: &[&str], sources: &[PathBuf]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yusuan-lake"));
    command.args(["--lang", "en", "collect", "--into"]).arg(folder).args(arguments).args(sources);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn collect(folder: &Path, arguments: &[&str], sources: &[PathBuf]) -> Output {
    lake(folder, arguments, sources).output().unwrap()
}

/// All rows of a lake, by table.
fn all(folder: &Path) -> Vec<Vec<String>> {
    ["observations", "documents", "findings", "failures"].map(|it| rows(folder, it)).to_vec()
}

#[test]
fn the_rows_are_those_of_the_documents_and_a_second_run_adds_none() {
    let folder = TempDir::new().unwrap();
    let documents = documents();
    let first = collect(folder.path(), &[], &documents);
    assert_eq!(first.status.code(), Some(0), "{first:?}");
    let collected = all(folder.path());
    let mut expected = Vec::new();
    for path in &documents {
        let bytes = fs::read(path).unwrap();
        let file = engine::read(&bytes, &Options::default()).unwrap();
        let name = path.display().to_string();
        let tables = columnar::tables(&file, &bytes, &name, Parallel::No).unwrap();
        let year = file.disclosure.year.map_or("-".to_owned(), |year| year.0.to_string());
        let division = file.disclosure.division.map(|division| division.code[..2].to_owned());
        let province = division.unwrap_or("-".to_owned());
        let line = |line: String| format!("{line}|{year}|{province}");
        expected.extend(lines(&tables.observations).into_iter().map(line));
    }
    expected.sort();
    assert_eq!(collected[0], expected);
    assert_eq!(collected[1].len(), documents.len());
    assert!(collected[3].is_empty());

    let manifest = fs::read(folder.path().join("lake.json")).unwrap();
    let again = collect(folder.path(), &["--jobs", "3"], &documents);
    let told = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(told.contains(&format!("{} were there", documents.len())), "{told}");
    assert_eq!(fs::read(folder.path().join("lake.json")).unwrap(), manifest);
}

#[test]
fn a_run_that_is_killed_loses_and_doubles_nothing() {
    let documents = documents();
    let whole = TempDir::new().unwrap();
    assert_eq!(collect(whole.path(), &[], &documents).status.code(), Some(0));
    let expected = all(whole.path());
    let folder = TempDir::new().unwrap();
    // Moments that are scattered over the run, and the same in each test.
    for moment in 0_u64..50 {
        let mut run = lake(folder.path(), &["--commit", "2"], &documents).spawn().unwrap();
        thread::sleep(Duration::from_millis(20 + (moment * 97) % 300));
        run.kill().unwrap();
        run.wait().unwrap();
        // What is there is never doubled, and never torn.
        let now = rows(folder.path(), "documents");
        assert_eq!(now.iter().collect::<BTreeSet<_>>().len(), now.len());
    }
    assert_eq!(collect(folder.path(), &["--commit", "2"], &documents).status.code(), Some(0));
    assert_eq!(all(folder.path()), expected);
    let left = WalkDir::new(folder.path()).into_iter().filter_map(Result::ok);
    let left = left.filter(|entry| entry.path().extension().is_some_and(|it| it == "new"));
    assert_eq!(left.filter(|entry| entry.file_name() != "lake.json.new").count(), 0);
}

#[test]
fn an_archive_stands_for_its_files() {
    let documents = &documents()[..3];
    let sources = TempDir::new().unwrap();
    let path = sources.child("公开.zip");
    let mut archive = ZipWriter::new(File::create(&path).unwrap());
    for (at, document) in documents.iter().enumerate() {
        archive.start_file(format!("预算/{at}.txt"), SimpleFileOptions::default()).unwrap();
        archive.write_all(&fs::read(document).unwrap()).unwrap();
    }
    archive.finish().unwrap();
    let folder = TempDir::new().unwrap();
    let output = collect(folder.path(), &[], &[sources.path().to_owned()]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let files = values(folder.path(), "documents", &["file"]).concat();
    let mut files: Vec<&str> = files.iter().map(|file| file.rsplit('/').next().unwrap()).collect();
    files.sort_unstable();
    assert_eq!(files, ["0.txt", "1.txt", "2.txt"]);
    let alone = TempDir::new().unwrap();
    assert_eq!(collect(alone.path(), &[], documents).status.code(), Some(0));
    let numbers = |folder: &TempDir| {
        let mut all = values(folder.path(), "observations", &["document", "scope", "fen"]);
        all.sort();
        all
    };
    assert_eq!(numbers(&folder), numbers(&alone));
}

#[test]
fn two_runs_beside_each_other_double_nothing() {
    let documents = documents();
    let folder = TempDir::new().unwrap();
    let start = || lake(folder.path(), &["--commit", "3"], &documents).spawn().unwrap();
    for run in [start(), start()] {
        let output = run.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
    let whole = TempDir::new().unwrap();
    assert_eq!(collect(whole.path(), &[], &documents).status.code(), Some(0));
    assert_eq!(all(folder.path()), all(whole.path()));
}

#[test]
fn what_cannot_be_read_is_a_row_with_its_reason() {
    let folder = TempDir::new().unwrap();
    let sources = TempDir::new().unwrap();
    let bad = sources.path().join("bad.pdf");
    fs::write(&bad, "%PDF-1.7 and no more").unwrap();
    let sources = [bad.clone(), documents()[0].clone(), sources.path().join("missing.docx")];
    let output = collect(folder.path(), &[], &sources);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let failures = rows(folder.path(), "failures");
    assert_eq!(failures.len(), 1);
    assert!(failures[0].contains("bad.pdf") && failures[0].contains("unreadable"), "{failures:?}");
    assert_eq!(rows(folder.path(), "documents").len(), 1);
    // It is not tried again, and a file that is missing is.
    let again = collect(folder.path(), &[], &sources[..2]);
    assert_eq!(again.status.code(), Some(0), "{again:?}");
    assert_eq!(rows(folder.path(), "failures").len(), 1);
}

#[test]
fn what_takes_too_long_is_a_row_and_the_run_goes_on() {
    let folder = TempDir::new().unwrap();
    let documents = documents();
    let output = collect(folder.path(), &["--timeout", "0"], &documents[..4]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let failures = rows(folder.path(), "failures");
    assert_eq!(failures.len(), 4);
    assert!(failures.iter().all(|row| row.contains("too_long")), "{failures:?}");
}

#[test]
fn a_folder_with_other_files_is_refused_and_left_as_it_is() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.docx"), "").unwrap();
    let output = collect(folder.path(), &[], &documents()[..1]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("is no lake"), "{output:?}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
