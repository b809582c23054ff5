//! From what the user named to paths.

use engine::Format;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Files, or why a folder could not be entered.
pub(super) type Paths = Box<dyn Iterator<Item = Result<PathBuf, (PathBuf, io::Error)>> + Send>;

/// Returns the files of folders, sorted by name, and those that are named, in the order named; and
/// then those of lists, a path a line.
pub(super) fn paths(named: Vec<PathBuf>, lists: Vec<PathBuf>) -> Paths {
    let listed = lists.into_iter().flat_map(list);
    let named = named.into_iter().map(Ok).chain(listed);
    Box::new(named.flat_map(|path| -> Paths {
        match path {
            Ok(path) if path.is_dir() => walk(path),
            other => Box::new(std::iter::once(other)),
        }
    }))
}

fn list(path: PathBuf) -> Paths {
    match File::open(&path) {
        Err(error) => Box::new(std::iter::once(Err((path, error)))),
        Ok(file) => {
            let lines = BufReader::new(file).lines();
            let lines = lines.map(move |line| line.map_err(|error| (path.clone(), error)));
            let is_path = |line: &Result<String, _>| !matches!(line, Ok(text) if text.is_empty());
            Box::new(lines.filter(is_path).map(|line| line.map(PathBuf::from)))
        }
    }
}

fn walk(folder: PathBuf) -> Paths {
    let entries = WalkDir::new(&folder).sort_by_file_name().into_iter().filter_entry(is_visible);
    Box::new(entries.filter_map(move |entry| match entry {
        Ok(entry) if entry.path().is_file() && is_of_a_format(entry.path()) => {
            Some(Ok(entry.into_path()))
        }
        Ok(_) => None,
        Err(error) => {
            let path = error.path().unwrap_or(&folder).to_owned();
            Some(Err((path, error.into())))
        }
    }))
}

/// Hidden files, and the lock files that office programs leave beside a document.
fn is_visible(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() == 0 || !(name.starts_with('.') || name.starts_with("~$"))
}

/// Whether files of this extension in a folder are read.
fn is_of_a_format(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_lowercase();
    !Format::ONLY_NAMED.contains(&extension.as_str())
        && Format::ALL.iter().any(|format| format.extensions().contains(&extension.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn folders_lists_and_files_give_paths_in_order() {
        let folder = temp_dir::TempDir::new().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("in")).unwrap();
        for name in ["in/b.DOCX", "in/a.txt", "in/.c.txt", "in/d.csv", "in/e.zip", "f.csv"] {
            fs::write(at(name), "").unwrap();
        }
        fs::write(at("list"), format!("{}\n\n", at("f.csv").display())).unwrap();
        let found = paths(vec![at("in"), at("missing")], vec![at("list"), at("no-list")]);
        let found: Vec<_> = found.map(|path| path.map_err(|(path, _)| path)).collect();
        let expected = [
            Ok(at("in/a.txt")),
            Ok(at("in/b.DOCX")),
            Ok(at("missing")),
            Ok(at("f.csv")),
            Err(at("no-list")),
        ];
        assert_eq!(found, expected);
    }
}
