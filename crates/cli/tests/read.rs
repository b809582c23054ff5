//! `yusuan read`, as its user sees it.

use crate::common::{damaged, folder, rows, run, sound, stderr, stdout};
use serde_json::Value;
use std::path::Path;

#[test]
fn csv_has_one_row_a_number() {
    let folder = folder(&[("好.txt", sound().as_bytes())]);
    let output = run(folder.path(), &["read", "--format", "csv", "好.txt"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let rows = rows(&stdout(&output));
    assert_eq!(rows.len(), 12);
    let row = rows.iter().find(|row| row["function"] == "207" && row["printed"] == "120.00");
    let row = row.expect("the basic expenditure on culture is there");
    let expected = [
        ("file", "好.txt"),
        ("department_code", "901"),
        ("department_name", "青石县文化馆"),
        ("unit_name", ""),
        ("year", "2031"),
        ("flow", "spent"),
        ("purpose", "basic"),
        ("economic", ""),
        ("fen", "120000000"),
        ("money_unit", "万元"),
        ("decimals", "2"),
        ("kind", "table"),
        ("table_title", "部门预算支出总表"),
        ("flag", "ok"),
        ("preferred", "true"),
    ];
    for (name, value) in expected {
        assert_eq!(row[name], value, "{name}");
    }
    assert_eq!(row["document"].len(), 64);
}

#[test]
fn csv_flags_what_is_wrong() {
    let folder = folder(&[("坏.txt", damaged().as_bytes())]);
    let rows = rows(&stdout(&run(folder.path(), &["read", "-f", "csv", "坏.txt"])));
    let wrong: Vec<_> = rows.iter().filter(|row| row["flag"] != "ok").collect();
    let told: Vec<[&str; 5]> = wrong
        .iter()
        .map(|row| ["function", "printed", "flag", "finding", "expected_fen"].map(|at| &*row[at]))
        .collect();
    let wrong = |code| [code, "120.10", "wrong", "YS102", "120000000"];
    assert_eq!(told, [wrong("208"), wrong("20805")]);
}

#[test]
fn csv_keeps_spreadsheets_from_calculating() {
    let text = sound().replace("文化旅游体育与传媒支出", "=1+1").replace("80.00", "-80.00");
    let folder = folder(&[("生.txt", text.as_bytes())]);
    let rows = rows(&stdout(&run(folder.path(), &["read", "-f", "csv", "生.txt"])));
    assert!(rows.iter().any(|row| row["row_label"] == "'=1+1"));
    assert!(rows.iter().any(|row| row["printed"] == "-80.00" && row["fen"] == "-80000000"));
}

#[test]
fn a_document_without_a_year_says_no_year() {
    let text = sound().replace("\t预算年度：2031\n", "");
    let folder = folder(&[("年.txt", text.as_bytes())]);
    let csv = stdout(&run(folder.path(), &["read", "-f", "csv", "年.txt"]));
    assert!(!csv.contains("year="), "{csv}");
    assert!(rows(&csv).iter().all(|row| row["year"].is_empty()));
    let json = stdout(&run(folder.path(), &["read", "-f", "json", "年.txt"]));
    let json: Value = serde_json::from_str(&json).expect("it is JSON");
    let numbers = json["files"][0]["numbers"].as_array().expect("a list");
    assert_eq!(numbers.len(), 12);
    assert!(numbers.iter().all(|number| number["year"] == Value::Null));
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
    let number = numbers.iter().find(|n| n["row_code"] == "208" && n["printed"] == "120.00");
    let number = number.expect("the total of 208 is there");
    assert_eq!(number["fen"], 120_000_000);
    assert_eq!(number["money_unit"], "万元");
    assert_eq!(number["decimals"], 2);
    assert_eq!(number["function"], "208");
    assert_eq!(number["year"], 2031);
    assert_eq!(number["unit_name"], Value::Null);
    assert!(number["place_line"].is_u64());
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
    let check = run(folder.path(), &["check", "扫描.pdf"]);
    assert!(!stdout(&check).contains("YS341"), "its second page has text: {}", stdout(&check));
    let image = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/pdf/image.pdf");
    let check = run(folder.path(), &["check", &image.display().to_string()]);
    assert!(stdout(&check).contains("YS341"), "{}", stdout(&check));
}

#[test]
#[cfg(feature = "ocr")]
fn a_scanned_page_is_read_with_every_value_marked() {
    if !has_ocr() {
        return;
    }
    let folder = folder(&[("扫描.pdf", &scanned())]);
    let csv = run(folder.path(), &["read", "--ocr", "--format", "csv", "扫描.pdf"]);
    let mut rows = rows(&stdout(&csv));
    rows.retain(|row| row["is_blank"] == "false");
    assert!(rows.iter().all(|row| row["ocr"] == "true"), "{rows:?}");
    for printed in ["364.70", "244.70", "120.00", "206.50", "38.20"] {
        assert!(rows.iter().any(|row| row["printed"] == printed), "{printed} in {rows:?}");
    }
    assert_eq!(rows.len(), 17, "{rows:?}");
    let json = run(folder.path(), &["read", "--ocr", "--format", "json", "扫描.pdf"]);
    let told: Value = serde_json::from_str(&stdout(&json)).expect("it is JSON");
    let numbers = told["files"][0]["numbers"].as_array().expect("a list");
    assert!(numbers.iter().all(|number| number["ocr"] == true));
    assert_eq!(numbers.iter().filter(|number| number["is_blank"] == false).count(), 17);
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
