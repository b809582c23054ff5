//! `yusuan new`, as its user sees it.

use crate::common::{folder, run, stderr};
use std::fs;

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
