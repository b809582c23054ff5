//! Applies the rules to this project.

use tidy::{
    File, Missing, arrows, attributes, circles, languages, length, links, lints, pages, places,
    roots, voice,
};

/// Returns the tracked files, or `None` in an unpacked archive, where git cannot list them.
fn files() -> Option<Vec<File>> {
    let tracked = tidy::tracked();
    if tracked == Err(Missing::Checkout) {
        println!("skipped: this is not a git checkout");
        return None;
    }
    let count = tracked.as_ref().map(Vec::len);
    assert!(count.as_ref().is_ok_and(|count| *count > 50), "{count:?}");
    tracked.ok()
}

fn assert_tidy(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// Applies a rule to the tracked files.
fn hold(rule: impl Fn(&[File]) -> Vec<String>) {
    if let Some(files) = files() {
        assert_tidy(&rule(&files));
    }
}

#[test]
fn crates_depend_along_the_arrows() {
    for manifest in tidy::WORKSPACES {
        let metadata = tidy::metadata(manifest).expect("cargo knows the workspace");
        assert_tidy(&arrows::complaints(&metadata));
    }
}

#[test]
fn no_modules_use_each_other_in_a_circle() {
    hold(circles::complaints);
}

#[test]
fn roots_forbid_unsafe_code_and_take_the_lints() {
    hold(roots::complaints);
}

#[test]
fn the_lints_are_on() {
    hold(lints::complaints);
}

#[test]
fn every_check_has_its_pages() {
    hold(pages::complaints);
}

#[test]
fn long_files_say_why() {
    hold(length::complaints);
}

#[test]
fn no_lint_is_silenced() {
    hold(attributes::complaints);
}

#[test]
fn no_machine_and_no_host_is_named() {
    hold(places::complaints);
}

#[test]
fn links_have_a_target() {
    hold(|files| links::complaints(files, &|path| tidy::root().join(path).exists()));
}

#[test]
fn texts_for_users_are_in_both_languages() {
    hold(languages::complaints);
}

#[test]
fn comments_are_plain_english() {
    hold(voice::complaints);
}
