//! The list of the files of a lake.

use message::Failure;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

const NAME: &str = "lake.json";

/// What a run that was killed before its first commit may leave in a folder.
const OURS: [&str; 6] =
    ["lake.lock", "lake.json.new", "observations", "documents", "findings", "failures"];

/// The version of the form of lakes that this program writes.
const FORMAT: u32 = 1;

/// What belongs to a lake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// The version of its form.
    format: u32,
    /// The version of the program that read its documents.
    reader: String,
    /// The number of commits.
    pub(crate) generation: u64,
    /// The files, in the order in which they were written.
    pub(crate) parts: Vec<Part>,
}

/// A file of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Part {
    /// The table.
    pub(crate) table: String,
    /// Its path in the lake's folder, with `/` as separator.
    pub(crate) path: String,
    /// The number of its rows.
    pub(crate) rows: u64,
    /// Its size in bytes.
    pub(crate) bytes: u64,
}

impl Manifest {
    /// Returns the list of a lake; empty where there is none yet.
    pub(crate) fn load(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(NAME);
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Self::of_new(folder),
            text => text.map_err(|error| Failure::at(&path, &error))?,
        };
        let manifest: Self =
            serde_json::from_str(&text).map_err(|error| super::damaged(&path, &error))?;
        manifest.check(folder)?;
        Ok(manifest)
    }

    /// Returns the list of a lake that is only read: another version may have read its documents.
    pub(crate) fn of_existing(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(NAME);
        let text = fs::read_to_string(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => no_lake(folder),
            _ => Failure::at(&path, &error),
        })?;
        let manifest: Self =
            serde_json::from_str(&text).map_err(|error| super::damaged(&path, &error))?;
        if manifest.format == FORMAT { Ok(manifest) } else { Err(manifest.other(folder)) }
    }

    /// Replaces the list in one step.
    pub(crate) fn store(&self, folder: &Path) -> Result<(), Failure> {
        let (path, new) = (folder.join(NAME), folder.join("lake.json.new"));
        let stored = serde_json::to_vec_pretty(self).map_err(io::Error::from).and_then(|text| {
            let mut file = File::create(&new)?;
            file.write_all(&text)?;
            file.sync_all()?;
            fs::rename(&new, &path)?;
            File::open(folder)?.sync_all()
        });
        stored.map_err(|error| Failure::at(&path, &error))
    }

    fn of_new(folder: &Path) -> Result<Self, Failure> {
        let entries = fs::read_dir(folder).map_err(|error| Failure::at(folder, &error))?;
        let is_other = |entry: fs::DirEntry| !OURS.iter().any(|ours| entry.file_name() == *ours);
        if entries.flatten().any(is_other) {
            let folder = folder.display();
            return Err(Failure::new(
                format!("文件夹 {folder} 里有别的文件，不是数据湖。"),
                format!("The folder {folder} holds other files and is no lake."),
            )
            .hint("请换一个空文件夹或新名称。", "Name an empty folder or a new one."));
        }
        let reader = reader().to_owned();
        Ok(Self { format: FORMAT, reader, generation: 0, parts: Vec::new() })
    }

    /// Fails if the lake is of another version: its rows and new ones would not be alike.
    fn check(&self, folder: &Path) -> Result<(), Failure> {
        let is_ours = self.format == FORMAT && self.reader == reader();
        if is_ours { Ok(()) } else { Err(self.other(folder)) }
    }

    fn other(&self, folder: &Path) -> Failure {
        let (folder, theirs, ours) = (folder.display(), &self.reader, reader());
        Failure::new(
            format!("数据湖 {folder} 由版本 {theirs} 收集，本程序是 {ours}。"),
            format!("The lake {folder} was collected by version {theirs}; this is {ours}."),
        )
        .hint("请用本版本重新收集到一个新文件夹。", "Collect into a new folder with this version.")
    }
}

fn no_lake(folder: &Path) -> Failure {
    let folder = folder.display();
    Failure::new(
        format!("文件夹 {folder} 不是数据湖：没有 lake.json。"),
        format!("The folder {folder} is no lake: it has no lake.json."),
    )
    .hint(
        "先用 yusuan lake collect 收集文件。",
        "Collect documents first, with yusuan lake collect.",
    )
}

/// The version that reads documents.
pub(crate) const fn reader() -> &'static str {
    engine::VERSION
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_stored_and_loaded() {
        let folder = temp_dir::TempDir::new().unwrap();
        let mut manifest = Manifest::load(folder.path()).unwrap();
        let part = Part { table: "documents".into(), path: "a".into(), rows: 1, bytes: 2 };
        manifest.generation = 1;
        manifest.parts.push(part);
        manifest.store(folder.path()).unwrap();
        assert_eq!(Manifest::load(folder.path()).unwrap(), manifest);
    }

    #[test]
    fn other_folders_and_other_versions_are_refused() {
        let folder = temp_dir::TempDir::new().unwrap();
        let mut manifest = Manifest::load(folder.path()).unwrap();
        fs::write(folder.path().join("a.docx"), "").unwrap();
        assert!(Manifest::load(folder.path()).is_err());
        manifest.reader = "0.0.1".to_owned();
        manifest.store(folder.path()).unwrap();
        let failure = Manifest::load(folder.path()).unwrap_err();
        assert!(failure.text(message::Lang::En).unwrap().contains("0.0.1"));
        fs::write(folder.path().join(NAME), "{").unwrap();
        assert!(Manifest::load(folder.path()).is_err());
    }
}
