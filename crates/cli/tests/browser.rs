//! The page of findings in a real browser: filter, sort, search, summaries, links, keyboard,
//! narrow screens, print, and what a screen reader needs.
#![expect(clippy::expect_used, reason = "a test may fail")]

use crate::common::{damaged, folder, run, sound, stderr};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The names under which systems know the browser.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// The scripts that drive it, with the versions of what they need.
const FILES: [&str; 3] = ["package.json", "package-lock.json", "page.mjs"];

#[test]
fn the_page_works_as_a_reader_expects() {
    let (Some(browser), Some(scripts)) = (browser(), scripts()) else { return };
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let word = fs::read(examples.join("chengxi-archives-2031-damaged.docx")).expect("an example");
    let other = damaged().replace("901青石县文化馆", "902云桥市体育局");
    let folder = folder(&[
        ("一.docx", &word),
        ("二.txt", damaged().as_bytes()),
        ("三.txt", other.as_bytes()),
        ("四.txt", sound().as_bytes()),
    ]);
    let output = run(folder.path(), &["check", ".", "-f", "html", "-o", "page.html"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let page = folder.path().join("page.html");
    let mut node = Command::new("node");
    let done = node.arg("page.mjs").args([&browser, &page]).current_dir(scripts).output();
    let done = done.expect("node runs");
    let told = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{told}{}", String::from_utf8_lossy(&done.stderr));
}

fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut paths = BROWSERS.iter().flat_map(|name| folders.iter().map(move |it| it.join(name)));
    let found = paths.find(|path| path.is_file());
    if found.is_none() {
        println!("skipped: no browser (Debian: apt-get install chromium)");
    }
    found
}

/// The folder of the scripts, with what they need installed beside them once.
fn scripts() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    fs::create_dir_all(&folder).expect("it can be made");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let lock = |folder: &Path| fs::read(folder.join("package-lock.json")).ok();
    let is_installed = folder.join("node_modules").is_dir() && lock(&folder) == lock(&source);
    for name in FILES {
        fs::copy(source.join(name), folder.join(name)).expect("it is there");
    }
    if !is_installed {
        let args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
        let done = Command::new("npm").args(args).current_dir(&folder).output();
        if !done.is_ok_and(|done| done.status.success()) {
            println!(
                "skipped: npm cannot install what drives the browser (apt-get install nodejs npm)"
            );
            return None;
        }
    }
    Some(folder)
}
