//! A file as a program that is built on the engine sees it.
#![expect(clippy::expect_used, reason = "an example that cannot be read fails the test")]

use engine::{
    Failure, File, Options, Parallel, Settings, about, between, check, check_with, origin, read,
};
use finding::Severity;
use readers::ReadError;
use rules::checks::{DOCUMENTS_DIFFER, NOT_READ};

const SOUND: &[u8] = include_bytes!("../../../examples/chengxi-archives-2031.docx");
const DAMAGED: &[u8] = include_bytes!("../../../examples/chengxi-archives-2031-damaged.docx");

fn file(bytes: &[u8]) -> File {
    read(bytes, &Options::default()).expect("the example can be read")
}

#[test]
fn a_file_is_read_and_checked() {
    let errors = |bytes| {
        let report = check(&file(bytes), &Settings::default()).expect("no bug");
        report.findings.iter().filter(|found| found.severity == Severity::Error).count()
    };
    assert_eq!(errors(SOUND), 0);
    assert!(errors(DAMAGED) > 0);
}

#[test]
fn the_report_does_not_depend_on_threads() {
    let file = file(DAMAGED);
    let report = |parallel| check_with(&file, &Settings::default(), parallel);
    assert_eq!(report(Parallel::Yes), report(Parallel::No));
}

#[test]
fn what_cannot_be_read_is_a_failure_with_a_reason() {
    let failure = read(b"", &Options::default()).expect_err("nothing is in it");
    assert_eq!(failure, Failure::Unreadable(ReadError::Empty));
    assert!(failure.message().zh.contains("空"), "{failure}");
}

#[test]
fn what_a_reader_lost_is_unchecked() {
    let mut file = file(SOUND);
    let place = document::Place::Paragraph(1);
    let kind = document::RemarkKind::Unfinished;
    file.document.remarks.push(document::Remark { kind, place });
    let report = check(&file, &Settings::default()).expect("no bug");
    let first = report.unrecognised.first().expect("the remark is told");
    assert_eq!((first.check, first.message.zh.as_str()), (NOT_READ.id, "内容不完整，只读到这里"));
}

#[test]
fn files_of_one_body_are_compared() {
    let (sound, damaged) = (file(SOUND), file(DAMAGED));
    let files = [("a.docx", &sound.disclosure), ("b.docx", &damaged.disclosure)];
    let report = between(&files).expect("no bug").expect("they share scopes");
    assert!(report.findings.iter().any(|found| found.check == DOCUMENTS_DIFFER.id));
    assert_eq!(between(&files[..1]), Ok(None));
}

#[test]
fn a_file_that_is_cut_off_is_not_clean() {
    let mut file = file(SOUND);
    let is_enough = |file: &File| {
        let report = check(file, &Settings::default()).expect("no bug");
        report.coverage.expect("a document was checked").is_enough()
    };
    assert!(is_enough(&file));
    let place = document::Place::Paragraph(1);
    file.document.remarks.push(document::Remark { kind: document::RemarkKind::Unfinished, place });
    assert!(!is_enough(&file));
}

#[test]
fn records_and_reports_give_the_division() {
    let division = |name: &str| {
        let text = format!("{name}2023年部门预算\n");
        let file = read(text.as_bytes(), &Options::default()).expect("a text");
        let told = about(text.as_bytes(), &file).division.map_or("", |(code, _)| code);
        let record = origin(text.as_bytes(), "a.txt", &file).division;
        assert_eq!(&*record, told);
        record.to_string()
    };
    assert_eq!(division("宁晋县水务局"), "130528");
    assert_eq!(division("云桥县水务局"), "");
}
