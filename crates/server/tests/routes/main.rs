//! The routes, as a caller sees them.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::expect_used,
    clippy::panic,
    reason = "a helper that cannot go on fails the test"
)]

mod administered;
mod browser;
#[path = "../../../store/tests/stories/cluster.rs"]
#[expect(dead_code, reason = "its restart is for the stories of the store")]
mod cluster;
mod controls;
mod documents;
mod history;
mod login;
mod looked;
mod machine;
mod missing;
#[path = "sheets.rs"]
mod of_sheets;
mod office;
mod openapi;
mod packages;
mod pages;
mod public;
mod rights;
mod schemathesis;
mod web;

use office::Office;

/// Runs a test on the office of the invented county.
fn run(test: impl AsyncFnOnce(Office)) {
    in_folder(async |folder| test(Office::founded(&folder).await).await);
}

/// Runs a test on an office without bodies and people.
fn run_empty(test: impl AsyncFnOnce(Office)) {
    in_folder(async |folder| test(Office::empty(&folder, 0).await).await);
}

fn in_folder(test: impl AsyncFnOnce(std::path::PathBuf)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    runtime.block_on(test(folder.path().to_owned()));
}

/// Compares a generated text with the file that was committed, or writes it where `YUSUAN_WRITE`
/// is set; then it is to be read before it is committed.
fn is_as_committed(file: &str, text: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("YUSUAN_WRITE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    for (at, (seen, expected)) in text.lines().zip(committed.lines()).enumerate() {
        assert_eq!(seen, expected, "{file}, line {}", at + 1);
    }
    assert_eq!(text.lines().count(), committed.lines().count(), "{file}");
}
