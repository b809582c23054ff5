//! `yusuan check` on a ledger lays it out without writing and names the ledger's cells.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail")]

use crate::common::{example, folder, run, spoiled, stderr, stdout};
use serde_json::Value;
use std::path::Path;

/// The report on a ledger, as JSON.
fn report(folder: &Path, args: &[&str]) -> Value {
    let output = run(folder, &[&["check", "--format", "json"], args].concat());
    let told: Value = serde_json::from_str(&stdout(&output)).expect("it is JSON");
    told["files"][0].clone()
}

/// Code, sheet and cell of the findings that are no notes.
fn findings(report: &Value) -> Vec<(String, String, String)> {
    let all = report["findings"].as_array().expect("a list").iter();
    let severe = all.filter(|finding| finding["severity"] != "note");
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    severe
        .map(|it| (word(&it["code"]), word(&it["place"]["sheet"]), word(&it["place"]["cell"])))
        .collect()
}

fn told(code: &str, sheet: &str, cell: &str) -> (String, String, String) {
    (code.to_owned(), sheet.to_owned(), cell.to_owned())
}

#[test]
fn a_sound_ledger_is_published_in_thought() {
    let folder = folder(&[]);
    let last = example(2030);
    for args in [&[][..], &["--with", &last], &["--with", &last, "--layout", "hebei-2025"]] {
        let report = report(folder.path(), &[&[example(2031).as_str()], args].concat());
        // The codes of its government fund are in no list.
        let severe = findings(&report);
        assert!(severe.iter().all(|(code, ..)| code == "YS604"), "{args:?}: {severe:?}");
        assert!(report["outcomes"]["holds"].as_u64() > Some(100), "{}", report["outcomes"]);
        assert_eq!(report["open"], serde_json::json!([]));
    }
}

#[test]
fn a_wrong_number_in_the_preparer_s_words_is_told_at_its_cell() {
    let folder = folder(&[]);
    let sentence = "单位,部分,内容\n本部门,其他事项,云桥县城市管理局2031年收入预算900.00万元。\n";
    spoiled(&folder.path().join("底稿"), "文字.csv", "单位,部分,内容\n", sentence);
    let severe = findings(&report(folder.path(), &["底稿", "--layout", "hebei-2023"]));
    let severe: Vec<_> = severe.into_iter().filter(|(code, ..)| code != "YS604").collect();
    assert!(!severe.is_empty(), "it is found");
    for (code, sheet, _) in &severe {
        assert_eq!(sheet, "文字.csv", "{code}");
    }
    let output =
        run(folder.path(), &["publish", "底稿", "-l", "hebei-2023", "-o", "out", "-f", "txt"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("工作表“文字.csv”"), "{}", stderr(&output));
    assert!(!folder.path().join("out").exists());
}

#[test]
fn faults_of_the_ledger_are_told_before_it_is_laid_out() {
    let folder = folder(&[]);
    spoiled(&folder.path().join("底稿"), "收支明细.csv", "2120104 城管执法", "21201");
    let report = report(folder.path(), &["底稿"]);
    assert_eq!(findings(&report), [told("YS604", "收支明细.csv", "F23")]);
    assert_eq!(report["verdict"], "errors");
}

#[test]
fn a_further_ledger_that_is_of_no_use_is_told() {
    let folder = folder(&[]);
    let path = folder.path();
    spoiled(&path.join("早年"), "基本情况.csv", "2031", "2028");
    spoiled(
        &path.join("邻局"),
        "基本情况.csv",
        "部门代码,367\n部门名称,云桥县城市管理局",
        "部门代码,401\n部门名称,云桥县水利局",
    );
    for (with, entry, words) in [
        ("早年", "B2", "这是2028年预算，用不上"),
        (example(2031).as_str(), "B2", "这就是要公开的底稿本身"),
        ("邻局", "B6", "这是“云桥县水利局”的底稿"),
    ] {
        let report = report(path, &[&example(2031), "--with", with]);
        let all = report["findings"].as_array().expect("a list").iter();
        let others: Vec<&Value> = all.filter(|it| it["code"] == "YS617").collect();
        let is_it = |it: &&Value| {
            it["place"]["cell"] == entry
                && it["file"] == with
                && it["message"].as_str().is_some_and(|message| message.contains(words))
        };
        assert!(others.iter().any(is_it), "{with}: {others:#?}");
    }
}

#[test]
fn words_that_no_layout_prints_are_told() {
    let folder = folder(&[]);
    spoiled(&folder.path().join("底稿"), "文字.csv", "本部门,主要职责", "本部门,dutise");
    let report = report(folder.path(), &["底稿"]);
    let severe = findings(&report);
    assert!(severe.contains(&told("YS616", "文字.csv", "B2")), "{severe:?}");
    let text = stdout(&run(folder.path(), &["check", "底稿"]));
    assert!(text.contains("是不是：主要职责"), "{text}");
}

#[test]
fn a_folder_of_documents_may_hold_ledgers() {
    let folder = folder(&[("说明.txt", b"words")]);
    spoiled(&folder.path().join("底稿"), "收支明细.csv", "2120104 城管执法", "21201");
    let output = run(folder.path(), &["check", "--format", "json", "."]);
    let told: Value = serde_json::from_str(&stdout(&output)).expect("it is JSON");
    let names: Vec<&str> = told["files"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|file| file["file"].as_str())
        .collect();
    assert_eq!(names, ["底稿", "说明.txt"]);
}
