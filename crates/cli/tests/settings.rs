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
    let missing = run(folder.path(), &["check", "--config", "没有.toml", "好.txt"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(stderr(&missing).contains("没有.toml"), "{}", stderr(&missing));
}
