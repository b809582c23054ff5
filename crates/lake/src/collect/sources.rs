//! From what the user named to files, also those in archives.

use super::archive::{self, Member};
use engine::{Format, Limits};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file to read.
#[derive(Debug)]
pub(super) enum Source {
    /// A file of its own.
    File(PathBuf),
    /// A file in an archive.
    Member(Member),
}

impl Source {
    /// Returns what the file is called in the lake.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Member(member) => member.name(),
        }
    }

    /// Returns its bytes: no more than the readers take and one, at which they refuse it.
    pub(super) fn content(&self) -> io::Result<Vec<u8>> {
        let most = Limits::DEFAULT.file_bytes.most + 1;
        match self {
            Self::Member(member) => member.content(most),
            Self::File(path) => {
                let mut content = Vec::new();
                File::open(path)?.take(most).read_to_end(&mut content)?;
                Ok(content)
            }
        }
    }
}

/// Files, or why a folder, a list or an archive could not be opened.
pub(super) type Sources = Box<dyn Iterator<Item = Result<Source, (PathBuf, io::Error)>> + Send>;

/// Returns the files of folders, sorted by name, and those that are named, in the order named; and
/// then those of lists, one path a line. An archive is replaced by the files in it.
pub(super) fn sources(named: Vec<PathBuf>, lists: Vec<PathBuf>) -> Sources {
    let listed = lists.into_iter().flat_map(list);
    let named = named.into_iter().map(Ok).chain(listed);
    let paths = named.flat_map(|path| -> Paths {
        match path {
            Ok(path) if path.is_dir() => walk(path),
            other => Box::new(std::iter::once(other)),
        }
    });
    Box::new(paths.flat_map(|path| -> Sources {
        match path {
            Ok(path) if archive::is_archive(&path) => match archive::members(&path) {
                Ok(members) => {
                    let is_read = |member: &Member| is_of_a_format(Path::new(member.path()));
                    Box::new(members.filter(is_read).map(|member| Ok(Source::Member(member))))
                }
                Err(error) => Box::new(std::iter::once(Err((path, error)))),
            },
            other => Box::new(std::iter::once(other.map(Source::File))),
        }
    }))
}

type Paths = Box<dyn Iterator<Item = Result<PathBuf, (PathBuf, io::Error)>> + Send>;

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
        Ok(entry) if entry.path().is_file() && is_taken(entry.path()) => {
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

/// Whether a file in a folder is read.
fn is_taken(path: &Path) -> bool {
    archive::is_archive(path) || is_of_a_format(path)
}

/// Whether files of this extension are read without being named.
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
        let found = sources(vec![at("in"), at("missing")], vec![at("list"), at("no-list")]);
        let found: Vec<_> =
            found.map(|it| it.map(|it| it.name()).map_err(|(path, _)| path)).collect();
        let name = |path: &str| at(path).display().to_string();
        let expected = [
            Ok(name("in/a.txt")),
            Ok(name("in/b.DOCX")),
            // It is no archive.
            Err(at("in/e.zip")),
            Ok(name("missing")),
            Ok(name("f.csv")),
            Err(at("no-list")),
        ];
        assert_eq!(found, expected);
    }
}
