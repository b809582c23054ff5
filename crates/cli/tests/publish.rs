//! `yusuan publish` and `yusuan new --from`, as their users see them.
#![expect(clippy::expect_used, reason = "a test may fail")]

use crate::common::{example, folder, rows, run, spoiled, stderr, stdout};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every format that needs no font of the machine.
const FORMATS: &str = "docx,xlsx,html,txt,json,csv";

fn publish(folder: &Path, ledger: &str, layout: &str) -> std::process::Output {
    let args = ["publish", ledger, "--layout", layout, "-o", "out", "-f", FORMATS];
    run(folder, &[&args[..], &["--with", &example(2030)]].concat())
}

fn published(folder: &Path, ending: &str) -> PathBuf {
    let files = fs::read_dir(folder.join("out")).expect("it is there");
    let mut files = files.map(|file| file.expect("it can be read").path());
    files.find(|path| path.extension().is_some_and(|it| it == ending)).expect("it was written")
}

#[test]
fn what_is_published_is_read_back_alike_from_every_format() {
    let folder = folder(&[]);
    let output = publish(folder.path(), &example(2031), "hebei-2023");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stdout(&output).lines().count(), 8);
    let told = |ending: &str| {
        let path = published(folder.path(), ending).display().to_string();
        let check = run(folder.path(), &["check", "--format", "json", &path]);
        assert_eq!(check.status.code(), Some(0), "{ending}: {}", stdout(&check));
        let check: Value = serde_json::from_str(&stdout(&check)).expect("it is JSON");
        assert_eq!(check["files"][0]["findings"], serde_json::json!([]), "{ending}");
        let read = run(folder.path(), &["read", "--format", "json", &path]);
        let read: Value = serde_json::from_str(&stdout(&read)).expect("it is JSON");
        let numbers = read["files"][0]["numbers"].as_array().expect("numbers").clone();
        let printed = numbers.iter().filter(|number| number["is_blank"] == false);
        let number = |number: &Value| (number["scope"].clone(), number["fen"].clone());
        printed.map(number).collect::<Vec<_>>()
    };
    let docx = told("docx");
    assert!(docx.len() > 500, "{}", docx.len());
    let mut endings = vec!["xlsx", "html", "txt"];
    let pdf = ["publish", &example(2031), "-o", "out", "-f", "pdf", "--with", &example(2030)];
    match run(folder.path(), &[&pdf[..], &["--layout", "hebei-2023"]].concat()) {
        _ if cfg!(not(feature = "pdf")) => {}
        output if stderr(&output).contains("没有找到中文字体") => {
            println!("skipped: no Chinese font")
        }
        _ => endings.push("pdf"),
    }
    for ending in endings {
        assert!(told(ending) == docx, "{ending} differs");
    }
}

#[test]
fn a_note_stands_on_the_front_page() {
    let folder = folder(&[]);
    let args = ["publish", &example(2031), "--layout", "hebei-2023", "-o", "out", "-f", "html"];
    let output = run(folder.path(), &[&args[..], &["--note", "留痕链头 7-abc"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let page = fs::read_to_string(published(folder.path(), "html")).expect("it was written");
    assert!(page.contains("留痕链头 7-abc"));
}

#[test]
fn open_data_can_be_summed() {
    let folder = folder(&[]);
    let output = publish(folder.path(), &example(2031), "hebei-2023");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let budget = fs::read_to_string(folder.path().join("out/budget.csv")).expect("it was written");
    let dimensions = [
        "department_code",
        "unit_code",
        "year",
        "stage",
        "flow",
        "fund",
        "function",
        "economic",
        "purpose",
        "memo",
        "item",
    ];
    let mut amounts: BTreeMap<Vec<String>, (String, usize)> = BTreeMap::new();
    let mut repeated = 0;
    for row in rows(&budget) {
        let scope = dimensions.map(|name| row[name].clone()).to_vec();
        let amount = amounts.entry(scope.clone()).or_insert((row["amount"].clone(), 0));
        assert_eq!(amount.0, row["amount"], "{scope:?} has two amounts");
        amount.1 += usize::from(row["preferred"] == "true");
        repeated += usize::from(row["preferred"] != "true");
    }
    assert!(amounts.len() > 100 && repeated > 0, "{} {repeated}", amounts.len());
    assert!(amounts.values().all(|(_, preferred)| *preferred == 1));
}

#[test]
fn final_accounts_are_published_beside_the_budget() {
    let folder = folder(&[]);
    let accounts = folder.path().join("决算底稿");
    fs::create_dir(&accounts).expect("it can be made");
    for file in fs::read_dir(example(2031)).expect("it is there") {
        let path = file.expect("it can be read").path();
        let text = fs::read_to_string(&path).expect("it is text");
        let text = text.replacen("阶段,预算", "阶段,决算", 1);
        fs::write(accounts.join(path.file_name().expect("a name")), text).expect("it is written");
    }
    let args = ["publish", "决算底稿", "--layout", "final-accounts", "-o", "out", "-f", FORMATS];
    let output = run(folder.path(), &[&args[..], &["--with", &example(2031)]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let told = stderr(&output);
    assert!(!told.contains("错误 YS") && !told.contains("警告 YS"), "{told}");
    for ending in ["docx", "xlsx", "html", "txt"] {
        let path = published(folder.path(), ending).display().to_string();
        let check = stdout(&run(folder.path(), &["check", "--format", "json", &path]));
        let told: Value = serde_json::from_str(&check).expect("it is JSON");
        let findings = told["files"][0]["findings"].as_array().expect("findings");
        // What the ledger does not say, such as the number of receptions, is a note.
        assert!(findings.iter().all(|it| it["severity"] == "note"), "{ending}: {findings:?}");
    }
    // Made from the document, it is final accounts again.
    let docx = published(folder.path(), "docx").display().to_string();
    assert_eq!(run(folder.path(), &["new", "反推", "--from", &docx]).status.code(), Some(0));
    let basics = fs::read_to_string(folder.path().join("反推/基本情况.csv")).expect("it was made");
    assert!(basics.contains("阶段,决算"), "{basics}");
}

#[test]
fn the_same_ledger_gives_the_same_files() {
    let (one, other) = (folder(&[]), folder(&[]));
    for folder in [&one, &other] {
        assert_eq!(publish(folder.path(), &example(2031), "hebei-2025").status.code(), Some(0));
    }
    for ending in ["docx", "xlsx", "html", "txt", "json", "csv"] {
        let bytes = |folder: &Path| fs::read(published(folder, ending)).expect("it can be read");
        assert!(bytes(one.path()) == bytes(other.path()), "{ending} differs");
    }
}

#[test]
fn nothing_is_written_from_a_ledger_with_a_mistake() {
    let folder = folder(&[]);
    spoiled(&folder.path().join("底稿"), "收支明细.csv", "2120101", "21201x1");
    let output = publish(folder.path(), "底稿", "hebei-2023");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("收支明细.csv") && stderr(&output).contains("21201x1"));
    assert!(!folder.path().join("out").exists());
    let output = publish(folder.path(), &example(2031), "没有这个样式");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("办法：现有样式：") && stderr(&output).contains("hebei-2023"));
    let output = publish(folder.path(), "没有这个文件", "hebei-2023");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("没有这个文件：无法打开：找不到文件"), "{}", stderr(&output));
}

#[test]
fn what_is_there_is_left_alone() {
    let folder = folder(&[]);
    let output = publish(folder.path(), &example(2031), "final-accounts");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("“阶段”要填“决算”"), "{}", stderr(&output));
    assert_eq!(publish(folder.path(), &example(2031), "hebei-2023").status.code(), Some(0));
    let output = publish(folder.path(), &example(2031), "hebei-2023");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("已经存在"), "{}", stderr(&output));
}

#[test]
fn a_ledger_made_from_a_document_publishes_the_same_sums() {
    let folder = folder(&[]);
    assert_eq!(publish(folder.path(), &example(2031), "hebei-2023").status.code(), Some(0));
    let docx = published(folder.path(), "docx").display().to_string();
    let output = run(folder.path(), &["new", "反推.xlsx", "--from", &docx]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let args = ["compare", &docx, "反推.xlsx", "--format", "json"];
    let told = stdout(&run(folder.path(), &args));
    let told: Value = serde_json::from_str(&told).expect("it is JSON");
    let changes = told["changes"].as_array().expect("a list");
    assert!(changes.is_empty(), "{changes:?}");
}

#[test]
fn what_the_preparer_wrote_and_counted_is_read_back_from_every_format() {
    let folder = folder(&[]);
    assert_eq!(publish(folder.path(), &example(2031), "hebei-2023").status.code(), Some(0));
    let sheet = |ledger: &Path, name: &str| -> Vec<String> {
        let text = fs::read_to_string(ledger.join(name)).expect("it is text");
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    // What the layout asks for, and no more, stands in the document.
    let wanted = |name: &str, left_out: &str| {
        let mut lines = sheet(Path::new(&example(2031)), name);
        lines.retain(|line| !line.contains(left_out));
        lines
    };
    for ending in ["docx", "xlsx", "html", "txt"] {
        let path = published(folder.path(), ending).display().to_string();
        let made = run(folder.path(), &["new", ending, "--from", &path]);
        assert_eq!(made.status.code(), Some(0), "{ending}: {}", stderr(&made));
        let made = folder.path().join(ending);
        assert_eq!(sheet(&made, "文字.csv"), wanted("文字.csv", ",国有资产情况,"), "{ending}");
        assert_eq!(
            sheet(&made, "人员和车辆.csv"),
            wanted("人员和车辆.csv", "公务用车"),
            "{ending}"
        );
        let assets = |ledger: &Path| -> Vec<bool> {
            sheet(ledger, "政府采购.csv").iter().map(|line| line.ends_with("是")).collect()
        };
        assert_eq!(assets(&made), assets(Path::new(&example(2031))), "{ending}");
    }
}
