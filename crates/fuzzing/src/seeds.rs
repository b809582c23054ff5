//! The initial inputs of the targets.

pub use crate::seed::Seed;

use crate::samples;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

/// Returns the seeds made from the files in `folders` and below, in the order of their paths, and
/// the samples.
pub fn all(folders: &[PathBuf]) -> Vec<Seed> {
    let mut seeds = Vec::new();
    for path in folders.iter().flat_map(|folder| files(folder)) {
        of_file(&path, &mut seeds);
    }
    seeds.extend(samples::all());
    seeds
}

/// Returns all files in a folder and below, or none if it is missing.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// Adds a file, and its parts for the targets that take parts.
fn of_file(path: &Path, seeds: &mut Vec<Seed>) {
    let Ok(bytes) = fs::read(path) else { return };
    let folders = path.iter().rev().take(2);
    let name: String = folders.map(|part| part.to_string_lossy().replace('.', "-")).collect();
    let mut add = |target, suffix: &str, bytes: Vec<u8>| {
        seeds.push(Seed { target, name: format!("{name}{suffix}"), bytes });
    };
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("txt") => {
            add("text", "", bytes.clone());
            add("check", "", bytes);
        }
        // A table of the example ledger.
        Some("csv") => add("workbook", "", bytes),
        Some("html") => add("html", "", bytes),
        Some("docx") => {
            let parts = ["word/document.xml", "word/styles.xml", "word/numbering.xml"];
            add("docx", "-parts", members(&bytes, &parts));
            add("docx", "", bytes);
        }
        Some("xlsx") => {
            let parts = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"];
            add("xlsx", "-parts", members(&bytes, &parts));
            add("xlsx", "", bytes.clone());
            add("workbook", "", bytes);
        }
        Some("ods") => {
            add("ods", "-parts", members(&bytes, &["content.xml"]));
            add("ods", "", bytes);
        }
        Some("xls") => {
            add("xls", "-parts", streams(&bytes, &["Workbook"]));
            add("xls", "", bytes);
        }
        Some("doc") => {
            add("doc", "-parts", streams(&bytes, &["WordDocument", "1Table"]));
            add("doc", "", bytes);
        }
        Some("pdf") => add("pdf", "", bytes),
        Some("ofd") => add("ofd", "", bytes),
        _ => {}
    }
}

/// Returns the members of a zip container with a zero byte after each.
fn members(bytes: &[u8], names: &[&str]) -> Vec<u8> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let mut joined = Vec::new();
    for name in names {
        if let Ok(mut member) = archive.by_name(name) {
            let _ = member.read_to_end(&mut joined);
        }
        joined.push(0);
    }
    joined
}

/// Returns the concatenated streams of a compound file.
fn streams(bytes: &[u8], names: &[&str]) -> Vec<u8> {
    let Ok(mut file) = cfb::CompoundFile::open(Cursor::new(bytes)) else { return Vec::new() };
    let mut joined = Vec::new();
    for name in names {
        if let Ok(mut stream) = file.open_stream(name) {
            let _ = stream.read_to_end(&mut joined);
        }
    }
    joined
}
