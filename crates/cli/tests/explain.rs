//! `yusuan explain`, as its user sees it.

use crate::common::{folder, run, stderr, stdout};

#[test]
fn without_a_code_every_check_is_listed_in_both_languages() {
    let folder = folder(&[]);
    let lines = [
        ("zh", "YS531  malformed-number          错误  数字写法错误"),
        ("en", "YS531  malformed-number          error    A malformed number"),
    ];
    for (lang, line) in lines {
        let output = run(folder.path(), &["explain", "--lang", lang]);
        assert_eq!(output.status.code(), Some(0));
        let list = stdout(&output);
        assert!(list.lines().any(|listed| listed == line), "{list}");
        let codes: Vec<_> = list.lines().filter_map(|line| line.split_once(' ')).collect();
        let codes: Vec<_> = codes.iter().map(|(code, _)| *code).collect();
        assert_eq!(codes, rules::checks().iter().map(|check| check.code).collect::<Vec<_>>());
    }
}

#[test]
fn a_check_is_explained_by_its_page_and_its_severity() {
    let folder = folder(&[]);
    for code in ["YS531", "malformed-number"] {
        let output = run(folder.path(), &["explain", code]);
        assert_eq!(output.status.code(), Some(0), "{code}");
        let (heading, text) = ("# YS531 malformed-number：数字写法错误", "**级别**：错误");
        assert!(stdout(&output).starts_with(&format!("{heading}\n\n{text}\n\n")), "{code}");
    }
}

#[test]
fn an_unknown_code_is_told() {
    let folder = folder(&[]);
    let output = run(folder.path(), &["explain", "YS000000"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("没有编号为 YS000000 的检查"));
}
