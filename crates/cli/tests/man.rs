//! `yusuan man`, as its user sees it.

use crate::common::{folder, run, stderr, stdout};
use std::fs;

#[test]
fn the_manual_is_a_page_in_the_language_asked_for() {
    let folder = folder(&[]);
    let zh = stdout(&run(folder.path(), &["man"]));
    assert!(zh.contains(".TH yusuan 1") && zh.contains("检查文件"), "{zh}");
    let en = stdout(&run(folder.path(), &["man", "--lang", "en"]));
    assert!(en.contains("Checks files and reports"), "{en}");
}

#[test]
fn every_command_gets_a_page_in_a_folder() {
    let folder = folder(&[]);
    let output = run(folder.path(), &["man", "--out", "pages"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    for page in
        ["yusuan", "yusuan-check", "yusuan-read", "yusuan-new", "yusuan-explain", "yusuan-man"]
    {
        let path = folder.path().join("pages").join(format!("{page}.1"));
        assert!(fs::read_to_string(&path).is_ok_and(|page| page.contains(".TH")), "{page}");
    }
}
