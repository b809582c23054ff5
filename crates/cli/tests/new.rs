//! `yusuan new`, as its user sees it.

use crate::common::{corpus, folder, run, stderr, stdout};
use std::fs;
use std::path::Path;

#[test]
fn a_workbook_is_made_and_never_overwritten() {
    let folder = folder(&[]);
    let path = folder.path().join("底稿.xlsx");
    let made = run(folder.path(), &["new", "底稿.xlsx", "--year", "2031", "--unit", "万元"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    assert!(fs::read(&path).is_ok_and(|bytes| bytes.starts_with(b"PK")));

    fs::write(&path, "filled in").unwrap();
    let again = run(folder.path(), &["new", "底稿.xlsx"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(stderr(&again).contains("已经存在"), "{}", stderr(&again));
    assert_eq!(fs::read(&path).unwrap(), b"filled in");

    let forced = run(folder.path(), &["new", "底稿.xlsx", "--force"]);
    assert_eq!(forced.status.code(), Some(0), "{}", stderr(&forced));
    assert!(fs::read(&path).is_ok_and(|bytes| bytes.starts_with(b"PK")));
}

#[test]
fn an_empty_workbook_asks_for_what_it_lacks() {
    let folder = folder(&[]);
    run(folder.path(), &["new", "a.xlsx"]);
    let failure = workbook::read(&folder.path().join("a.xlsx")).unwrap_err();
    let told: Vec<String> = failure.problems().iter().map(|it| it.line().zh).collect();
    assert_eq!(
        told,
        [
            "工作表“基本情况”B2：“年度”没有填。",
            "工作表“基本情况”B6：“部门名称”没有填。",
            "工作表“单位”：没有单位。部门至少有一个单位（本级），请填写。",
        ]
    );
}

#[test]
fn a_name_without_an_ending_is_a_folder_of_tables() {
    let folder = folder(&[("底稿/单位.csv", b"mine")]);
    let refused = run(folder.path(), &["new", "底稿", "--lang", "en"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("单位.csv already exists"), "{}", stderr(&refused));
    let count = |name: &str| fs::read_dir(folder.path().join(name)).unwrap().count();
    assert_eq!(count("底稿"), 1, "nothing is written half");

    for name in ["新底稿", "另一本.d/"] {
        let made = run(folder.path(), &["new", name]);
        assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
        assert_eq!(count(name), 12, "{name}: eleven tables and how to fill them in");
        let lines = fs::read_to_string(folder.path().join(name).join("收支明细.csv")).unwrap();
        assert!(lines.starts_with("\u{feff}单位,付款单位,来源,去向,资金,功能科目,"), "{lines}");
    }
}

#[test]
fn final_accounts_have_a_ledger_of_their_own() {
    let folder = folder(&[]);
    let made = run(folder.path(), &["new", "决算", "--year", "2031", "--stage", "决算"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let basics = fs::read_to_string(folder.path().join("决算/基本情况.csv")).unwrap();
    assert!(basics.contains("阶段,决算"), "{basics}");
}

#[test]
fn another_ending_is_refused() {
    let folder = folder(&[]);
    let output = run(folder.path(), &["new", "底稿.xls"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("不是 .xlsx"), "{}", stderr(&output));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// What a ledger in tables lists to be checked.
fn remarks(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join("说明.txt")).unwrap_or_default();
    text.lines().filter(|line| line.contains("待核：")).map(str::to_owned).collect()
}

/// A ledger made from real documents is sound and can be published, and it lists what the
/// documents leave open.
#[test]
fn every_document_of_the_corpus_can_be_published_again() {
    let Some(shanghai) = corpus("shanghai") else { return };
    let documents = [
        ("city-finance-2025-unit-budget", "shanghai-2025-unit", 1),
        ("finance-2025-department-budget", "shanghai-2025-department", 1),
        ("wanli-2025-department-budget", "shanghai-2025-department", 6),
        ("finance-2024-department-final-accounts", "final-accounts", 1),
        ("finance-2024-department-final-accounts-damaged", "final-accounts", 1),
    ];
    let folder = folder(&[]);
    for (name, layout, units) in documents {
        let document = shanghai.join(name).with_extension("pdf");
        let made = run(folder.path(), &["new", name, "--from", &document.display().to_string()]);
        assert_eq!(made.status.code(), Some(0), "{name}: {}", stderr(&made));
        let listed = fs::read_to_string(folder.path().join(name).join("单位.csv")).unwrap();
        assert_eq!(listed.lines().count() - 1, units, "{name}: {listed}");
        let remarks = remarks(&folder.path().join(name));
        println!("{name}: {} remarks\n{}", remarks.len(), remarks.join("\n"));
        let checked = run(folder.path(), &["check", name, "-l", layout]);
        assert_ne!(checked.status.code(), Some(2), "{name}: {}", stderr(&checked));
        let output = format!("{name}-published");
        let published =
            run(folder.path(), &["publish", name, "-l", layout, "-o", &output, "-f", "txt"]);
        let told = stdout(&published) + &stderr(&published);
        assert_eq!(published.status.code(), Some(0), "{name}: {told}");
    }
}
