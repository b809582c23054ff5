//! `yusuan read`, as its user sees it.

use crate::common::{folder, run, sound, stderr, stdout};
use serde_json::Value;
use std::path::Path;

#[test]
fn csv_has_one_line_a_printed_number() {
    let folder = folder(&[("好.txt", sound().as_bytes())]);
    let output = run(folder.path(), &["read", "--format", "csv", "好.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let told = stdout(&output);
    let mut lines = told.lines();
    assert_eq!(
        lines.next(),
        Some("file,table,title,row,column,head,label,code,printed,fen,scope,page,place,ocr")
    );
    assert_eq!(lines.clone().count(), 12, "{told}");
    let line = lines.find(|line| line.contains(",207,") && line.contains(",120.00,"));
    let line = line.expect("the basic expenditure on culture is there");
    assert!(line.starts_with("好.txt,1,部门预算支出总表,"), "{line}");
    assert!(line.contains(",120000000,\"entity=") || line.contains(",120000000,entity="), "{line}");
    assert!(line.contains("purpose=basic") && line.contains("function=207"), "{line}");
}

#[test]
fn json_has_every_number_with_its_scope() {
    let folder = folder(&[("好.txt", sound().as_bytes()), ("空.txt", b"")]);
    let output = run(folder.path(), &["read", "--format", "json", "."]);
    assert_eq!(output.status.code(), Some(2));
    let told: Value = serde_json::from_str(&stdout(&output)).expect("it is JSON");
    let file = told["files"].as_array().expect("a list").iter().find(|f| f["file"] == "好.txt");
    let file = file.expect("the file is there");
    assert_eq!(file["year"], 2031);
    assert_eq!(file["error"], Value::Null);
    assert_eq!(file["tables"][0]["title"], "部门预算支出总表");
    let numbers = file["numbers"].as_array().expect("a list");
    let number = numbers.iter().find(|n| n["code"] == "208" && n["printed"] == "120.00");
    let number = number.expect("the total of 208 is there");
    assert_eq!(number["fen"], 120_000_000);
    assert_eq!(number["unit"], "万元");
    assert_eq!(number["decimals"], 2);
    assert_eq!(number["scope"]["function"], "208");
    assert_eq!(number["scope"]["year"], 2031);
    assert!(number["place"]["line"].is_u64());
    let broken = told["files"].as_array().expect("a list").iter().find(|f| f["file"] == "空.txt");
    assert!(broken.is_some_and(|file| file["error"].is_string()));
}

#[test]
fn text_gives_an_overview() {
    let folder = folder(&[("好.txt", sound().as_bytes())]);
    let told = stdout(&run(folder.path(), &["read", "好.txt"]));
    assert!(told.contains("2031") && told.contains("青石县文化馆"), "{told}");
    assert!(told.contains("12 个数字  部门预算支出总表"), "{told}");
    let told = stdout(&run(folder.path(), &["read", "--lang", "en", "好.txt"]));
    assert!(told.contains("12 numbers  部门预算支出总表"), "{told}");
}

#[test]
fn a_file_that_cannot_be_read_is_told_once() {
    let folder = folder(&[("空.txt", b"")]);
    for format in ["text", "csv", "json"] {
        let output = run(folder.path(), &["read", "--format", format, "空.txt"]);
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert_eq!(stderr(&output).matches("空").count(), 2, "{format}: {}", stderr(&output));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = folder(&[("a.txt", sound().as_bytes()), ("b.txt", sound().as_bytes())]);
    for format in ["text", "csv", "json"] {
        let once = run(folder.path(), &["read", "--format", format, "."]);
        let again = run(folder.path(), &["read", "--format", format, "."]);
        assert_eq!(once.stdout, again.stdout);
    }
}

#[test]
#[cfg(feature = "pages")]
fn boxes_show_the_pages_with_what_was_read() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/pdf/two-panels.pdf");
    let pdf = std::fs::read(fixture).expect("the fixture is there");
    let folder = folder(&[("一.pdf", &pdf), ("二.txt", sound().as_bytes())]);
    let output = run(folder.path(), &["read", "--boxes", ".", "-o", "boxes.html"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let page = std::fs::read_to_string(folder.path().join("boxes.html")).expect("it is written");
    assert_eq!(page.matches("<figure").count(), 1, "one page of one PDF");
    assert!(page.contains("href=\"data:image/png;base64,"));
    assert!(page.contains("class=\"grid\"") && page.contains("class=\"known\""));
    assert_eq!(page.matches("无法画框").count(), 1, "the text has no boxes");
    assert!(page.ends_with("</html>\n"));
}

/// Whether scanned pages can be read here; says so where not.
#[cfg(feature = "ocr")]
fn has_ocr() -> bool {
    let told = std::process::Command::new("tesseract").arg("--list-langs").output();
    let has = told.is_ok_and(|told| String::from_utf8_lossy(&told.stdout).contains("chi_sim"));
    if !has {
        eprintln!("skipped: no tesseract with chi_sim");
    }
    has
}

fn scanned() -> Vec<u8> {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/pdf/scanned.pdf");
    std::fs::read(fixture).unwrap_or_default()
}

#[test]
fn a_scanned_page_is_not_read_without_being_asked_and_that_is_said() {
    let folder = folder(&[("扫描.pdf", &scanned())]);
    let output = run(folder.path(), &["read", "扫描.pdf"]);
    assert!(stdout(&output).contains("--ocr"), "{}", stdout(&output));
    let csv = run(folder.path(), &["read", "--format", "csv", "扫描.pdf"]);
    assert_eq!(stdout(&csv).lines().count(), 1, "only the head");
}

#[test]
#[cfg(feature = "ocr")]
fn a_scanned_page_is_read_with_every_value_marked() {
    if !has_ocr() {
        return;
    }
    let folder = folder(&[("扫描.pdf", &scanned())]);
    let csv = run(folder.path(), &["read", "--ocr", "--format", "csv", "扫描.pdf"]);
    let csv = stdout(&csv);
    let rows: Vec<&str> = csv.lines().skip(1).collect();
    assert!(rows.iter().all(|row| row.ends_with(",ocr")), "{csv}");
    for printed in ["364.70", "244.70", "120.00", "206.50", "38.20"] {
        assert!(csv.contains(&format!(",{printed},")), "{printed} in {csv}");
    }
    assert_eq!(rows.len(), 17, "{csv}");
    let json = run(folder.path(), &["read", "--ocr", "--format", "json", "扫描.pdf"]);
    let told: Value = serde_json::from_str(&stdout(&json)).expect("it is JSON");
    let numbers = told["files"][0]["numbers"].as_array().expect("a list");
    assert!(numbers.len() == 17 && numbers.iter().all(|number| number["ocr"] == true));
    assert!(stdout(&run(folder.path(), &["read", "--ocr", "扫描.pdf"])).contains("[OCR]"));
    let page = stdout(&run(folder.path(), &["read", "--ocr", "--boxes", "扫描.pdf"]));
    assert_eq!(page.matches("364.70 万元 (OCR)").count(), 1);
}

#[test]
#[cfg(feature = "ocr")]
fn without_tesseract_it_is_said_how_to_install_it() {
    let folder = folder(&[("扫描.pdf", &scanned())]);
    let args = ["read", "--ocr", "扫描.pdf"];
    let output = crate::common::yusuan(folder.path()).args(args).env("PATH", "").output();
    let output = output.expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("tesseract-ocr-chi-sim"), "{}", stderr(&output));
}
