//! The routes, as a caller sees them.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper that cannot go on fails the test"
)]

mod documents;
mod machine;
mod office;
mod packages;
mod rights;

use office::Office;

fn run(test: impl AsyncFnOnce(Office)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    runtime.block_on(async { test(Office::founded(folder.path()).await).await });
}
