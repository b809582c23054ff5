//! `yusuan explain`, as its user sees it.

use crate::common::{folder, run, stderr, stdout};

#[test]
fn without_a_code_every_check_is_listed_in_both_languages() {
    let folder = folder(&[]);
    let (zh, en) =
        (run(folder.path(), &["explain"]), run(folder.path(), &["explain", "--lang", "en"]));
    assert_eq!((zh.status.code(), en.status.code()), (Some(0), Some(0)));
    assert_eq!(stdout(&zh).lines().count(), stdout(&en).lines().count());
}

#[test]
fn every_listed_check_has_a_page() {
    let folder = folder(&[]);
    let list = stdout(&run(folder.path(), &["explain"]));
    for code in list.lines().filter_map(|line| line.split_whitespace().next()) {
        let output = run(folder.path(), &["explain", code]);
        assert_eq!(output.status.code(), Some(0), "{code}");
        assert!(!stdout(&output).trim().is_empty(), "{code}");
    }
}

#[test]
fn an_unknown_code_is_told() {
    let folder = folder(&[]);
    let output = run(folder.path(), &["explain", "YS000000"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("没有编号为 YS000000 的检查"));
}
