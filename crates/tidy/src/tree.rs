//! What the rules look at: the tracked files and cargo's view of the workspace.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A tracked file of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path from the root of the project, with `/`.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// Why the project could not be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// There is no git, or this is no checkout.
    Checkout,
    /// A command failed, and with what words.
    Failed(String),
}

impl File {
    /// A file as rules see it.
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// Whether its name ends so.
    pub fn ends_with(&self, end: &str) -> bool {
        self.path.ends_with(end)
    }

    /// Its lines, numbered from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// The project's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All files of text that git tracks or would track, sorted; pictures and office files are left out.
pub fn tracked() -> Result<Vec<File>, Missing> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output();
    let listed = listed.ok().filter(|output| output.status.success()).ok_or(Missing::Checkout)?;
    let names = String::from_utf8_lossy(&listed.stdout).into_owned();
    let read = |name: &str| Some(File::new(name, &fs::read_to_string(root().join(name)).ok()?));
    let mut files: Vec<File> = names.split_terminator('\0').filter_map(read).collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files.dedup();
    Ok(files)
}

/// What `cargo metadata` says of the workspace's own crates.
pub fn metadata() -> Result<Value, Missing> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .map_err(|error| Missing::Failed(error.to_string()))?;
    if !output.status.success() {
        return Err(Missing::Failed(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| Missing::Failed(error.to_string()))
}
