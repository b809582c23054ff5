//! The input of the rules: the tracked files and the output of `cargo metadata`.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A tracked text file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path from the root of the project, with `/` as separator.
    pub path: String,
    /// Its content.
    pub text: String,
}

/// Why the input could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// Git is missing, or the project is not a checkout.
    Checkout,
    /// A command failed with this message.
    Failed(String),
}

impl File {
    /// Returns a file with the given path and content.
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// Returns whether its path ends with `end`.
    pub fn ends_with(&self, end: &str) -> bool {
        self.path.ends_with(end)
    }

    /// Returns its lines with their numbers, from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// Returns the root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Returns all text files that git tracks or would track, sorted by path. Pictures and office files
/// are left out.
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

/// The manifests of the workspaces whose crates the program is made of.
pub const WORKSPACES: [&str; 3] =
    ["Cargo.toml", "crates/columnar/Cargo.toml", "crates/store/Cargo.toml"];

/// Returns the output of `cargo metadata` for the crates of a workspace.
pub fn metadata(manifest: &str) -> Result<Value, Missing> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .args(["--manifest-path", manifest])
        .current_dir(root())
        .output()
        .map_err(|error| Missing::Failed(error.to_string()))?;
    if !output.status.success() {
        return Err(Missing::Failed(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| Missing::Failed(error.to_string()))
}
