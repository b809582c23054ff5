//! Bytes in, everything known about one file out.
//!
//! [`read`] turns the bytes of a file into a [`File`], [`check`] turns that into a [`Report`],
//! and [`between`] compares several files. The command line, a server and other programs are
//! built on these. They open no file, do not ask for the time, print nothing, leave no thread
//! running, and give the same result for the same input.
//!
//! A bug that panics on one file is returned as [`Failure::Internal`]. A program that wants to
//! know where it happened calls [`panic::install_hook`] when it starts.
#![forbid(unsafe_code)]

mod about;
mod failure;
mod landmarks;
pub mod ledgers;
mod records;
pub mod remarks;
#[cfg(feature = "ocr")]
pub mod scanned;
pub mod settings;

pub use about::{about, sha256};
/// Panics contained, with what is known about them.
pub use contain as panic;
pub use failure::Failure;
pub use finding::Report;
pub use readers::{Format, Limits, Options, Recognised};
pub use records::{origin, records};
pub use rules::Settings;

use contain::{Panic, contain};
use disclosure::Disclosure;
use document::Document;
use rules::{Between, Named};
use std::thread;

/// The version of the reader, which every record names.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What was read of one file.
#[derive(Debug, Clone)]
pub struct File {
    /// What stands in it.
    pub document: Document,
    /// What that discloses.
    pub disclosure: Disclosure,
}

/// Whether a check may use a second core.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parallel {
    /// Arithmetic and lints of all but small files run side by side: for one file that someone waits
    /// for.
    Yes,
    /// Everything runs on the calling thread: for many files that already keep all cores busy.
    No,
}

/// Reads a file of any supported format.
///
/// # Errors
/// Fails if nothing at all can be read. Damage to parts of a file is noted in the document's
/// remarks.
pub fn read(bytes: &[u8], options: &Options<'_>) -> Result<File, Failure> {
    let document = document(bytes, options)?;
    let disclosure = contain(|| disclosure::read(&document))?;
    Ok(File { document, disclosure })
}

/// Reads what stands in a file, without asking what it means.
///
/// # Errors
/// As [`read`].
pub fn document(bytes: &[u8], options: &Options<'_>) -> Result<Document, Failure> {
    let document = contain(|| readers::read_with(bytes, options))??;
    Ok(contain(|| disclosure::parted(document))?)
}

/// Checks a file, on the calling thread.
///
/// # Errors
/// Fails only on a bug in a check.
pub fn check(file: &File, settings: &Settings) -> Result<Report, Failure> {
    check_with(file, settings, Parallel::No)
}

/// Checks a file. The report does not depend on `parallel`.
///
/// # Errors
/// Fails only on a bug in a check.
pub fn check_with(file: &File, settings: &Settings, parallel: Parallel) -> Result<Report, Failure> {
    let document = &file.document;
    let mut report = by_rules(document, &file.disclosure, settings, parallel)?;
    // What could not be read comes first: it may explain the rest.
    report.unrecognised.splice(0..0, document.remarks.iter().map(remarks::unchecked));
    if let Some(coverage) = &mut report.coverage {
        remarks::cover(coverage, &document.remarks);
    }
    report.landmarks = contain(|| landmarks::landmarks(file, &report))?;
    Ok(report)
}

/// Compares files, each with the name by which findings refer to it: the same scope of the same
/// body is one amount in all of them. Returns `None` if no two files share a scope.
///
/// # Errors
/// Fails only on a bug in a check.
pub fn between(files: &[(&str, &Disclosure)]) -> Result<Option<Report>, Failure> {
    let named: Vec<Named<'_>> =
        files.iter().map(|(file, disclosure)| Named { file, disclosure }).collect();
    let Between { outcomes, findings } = contain(|| rules::between(&named))?;
    let compared = outcomes.evaluated() + outcomes.zeros;
    Ok((compared > 0).then(|| Report { outcomes, findings, ..Report::default() }))
}

/// Runs every check on what a document discloses.
fn by_rules(
    document: &Document,
    disclosure: &Disclosure,
    settings: &Settings,
    parallel: Parallel,
) -> Result<Report, Panic> {
    let arithmetic = || contain(|| rules::arithmetic(document, disclosure));
    let lints = || contain(|| rules::run_lints(document, disclosure, settings));
    let one_by_one = || (arithmetic(), lints());
    let (arithmetic, lints) = if parallel == Parallel::No || is_small(document, disclosure) {
        one_by_one()
    } else {
        thread::scope(|scope| match thread::Builder::new().spawn_scoped(scope, lints) {
            Ok(beside) => (arithmetic(), beside.join().unwrap_or_else(|panic| Err(panic.into()))),
            // The system has no thread to spare.
            Err(_) => one_by_one(),
        })
    };
    let (arithmetic, lints) = (arithmetic?, lints?);
    contain(|| rules::merge(arithmetic, lints, document, settings))
}

/// Whether a document is checked before a second thread would have begun.
fn is_small(document: &Document, disclosure: &Disclosure) -> bool {
    const SMALL: usize = 500;
    document.blocks.len() + disclosure.observations.len() < SMALL
}
