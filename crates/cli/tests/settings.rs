//! `yusuan.toml`, as its user meets it: levels, waivers, and mistakes in it.

use crate::common::{damaged, folder, run, sound, stderr, stdout};

const LEVEL: &str = "[lints]\nlist-sum = \"note\"\n";

#[test]
fn the_nearest_settings_above_the_file_count() {
    let folder = folder(&[
        ("yusuan.toml", LEVEL.as_bytes()),
        ("部门/坏.txt", damaged().as_bytes()),
        ("别处/坏.txt", damaged().as_bytes()),
        ("别处/yusuan.toml", b""),
    ]);
    let code = |file: &str| run(folder.path(), &["check", file]).status.code();
    assert_eq!(code("别处/坏.txt"), Some(1), "an empty file of settings changes nothing");
    assert_eq!(code("部门/坏.txt"), Some(0), "the error has become a note");
}

#[test]
fn a_waiver_is_told_and_no_longer_counts() {
    let waiver = |until: &str| {
        format!("[[waivers]]\nlint = \"YS102\"\nreason = \"已函告财政局\"\nuntil = {until}\n")
    };
    let (good, over) = (waiver("2999-12-31"), waiver("2001-01-01"));
    let folder = folder(&[
        ("坏.txt", damaged().as_bytes()),
        ("好用.toml", good.as_bytes()),
        ("过期.toml", over.as_bytes()),
    ]);
    let with = |settings: &str| run(folder.path(), &["check", "--config", settings, "坏.txt"]);
    let waived = with("好用.toml");
    assert_eq!(waived.status.code(), Some(0), "{}", stdout(&waived));
    assert!(stdout(&waived).contains("已函告财政局"), "{}", stdout(&waived));
    let expired = with("过期.toml");
    assert_eq!(expired.status.code(), Some(1));
    assert!(stdout(&expired).contains("豁免已于2001-01-01到期"), "{}", stdout(&expired));
}

#[test]
fn a_mistake_in_the_settings_is_told() {
    let folder =
        folder(&[("好.txt", sound().as_bytes()), ("错.toml", b"[lints]\nYS999 = \"off\"\n")]);
    let named = run(folder.path(), &["check", "--config", "错.toml", "好.txt"]);
    assert_eq!(named.status.code(), Some(2));
    let told = stderr(&named);
    assert!(told.contains("设置文件 错.toml 第 2 行有误") && told.contains("办法："), "{told}");
    let missing = run(folder.path(), &["check", "--config", "没有.toml", "好.txt"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(stderr(&missing).contains("没有.toml"), "{}", stderr(&missing));
}

#[test]
fn a_mistake_in_the_settings_is_no_fault_of_a_document() {
    let files =
        [("yusuan.toml", &b"[lints]\nYS102 = \"loud\"\n"[..]), ("好.txt", sound().as_bytes())]
            .map(|(name, bytes)| (name, bytes.to_vec()));
    let folder = folder(&files.each_ref().map(|(name, bytes)| (*name, bytes.as_slice())));
    let output = run(folder.path(), &["check", "好.txt"]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(2), String::new()));
    let told = stderr(&output);
    assert!(told.contains("yusuan.toml 第 2 行有误：“loud”不可用"), "{told}");
    assert!(!told.contains("无法读取"), "{told}");
}

#[test]
fn a_file_of_settings_is_made_and_explained() {
    let folder = folder(&[("坏.txt", damaged().as_bytes())]);
    let made = run(folder.path(), &["new", "--settings"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    assert_eq!(run(folder.path(), &["check", "坏.txt"]).status.code(), Some(1), "nothing is set");
    let again = run(folder.path(), &["new", "--settings"]);
    assert_eq!(again.status.code(), Some(2), "what is there is not overwritten");
    let page = stdout(&run(folder.path(), &["explain", "settings"]));
    assert!(page.contains("[[waivers]]") && page.contains("政府层级"), "{page}");
    let page = stdout(&run(folder.path(), &["explain", "settings", "--lang", "en"]));
    assert!(page.contains("The level of government"), "{page}");
}
