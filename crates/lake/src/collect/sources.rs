//! From what the user named to files, also those in archives.

use super::archive::{self, Bytes, Member};
use super::bucket::{Buckets, Object, SCHEME};
use super::pieces::Pieces;
use engine::{Format, Limits};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::iter::once;
use std::path::{Path, PathBuf};
use std::time::Duration;
use walkdir::{DirEntry, WalkDir};

/// A file to read.
#[derive(Debug)]
pub(super) enum Source {
    /// A file of its own.
    File(PathBuf),
    /// An object in a bucket.
    Object(Object),
    /// A file in an archive.
    Member(Member),
}

impl Source {
    /// Returns what the file is called in the lake.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Object(object) => object.address(),
            Self::Member(member) => member.name(),
        }
    }

    /// Returns its bytes: no more than the readers take and one, at which they refuse it.
    pub(super) fn content(&self) -> io::Result<Vec<u8>> {
        let most = Limits::DEFAULT.file_bytes.most + 1;
        match self {
            Self::Member(member) => member.content(most),
            Self::Object(object) => object.content(most),
            Self::File(path) => {
                let mut content = Vec::new();
                File::open(path)?.take(most).read_to_end(&mut content)?;
                Ok(content)
            }
        }
    }

    fn is_archive(&self) -> bool {
        match self {
            Self::File(path) => archive::is_archive(path),
            Self::Object(object) => archive::is_archive(Path::new(object.path())),
            // Archives in archives are not read.
            Self::Member(_) => false,
        }
    }

    /// Returns its bytes where they are.
    fn open(self) -> io::Result<Box<dyn Bytes>> {
        Ok(match self {
            Self::File(path) => Box::new(BufReader::new(File::open(path)?)),
            Self::Object(object) => Box::new(Pieces::new(object)?),
            Self::Member(_) => return Err(ErrorKind::Unsupported.into()),
        })
    }
}

/// Returns whether this is the name of a file, and not of a folder, on storage elsewhere.
pub(super) fn is_file_elsewhere(name: &str) -> bool {
    is_elsewhere(name) && is_taken(Path::new(name))
}

fn is_elsewhere(name: &str) -> bool {
    name.starts_with(SCHEME)
}

/// Files, or why a folder, a list, a bucket or an archive could not be opened.
pub(super) type Sources = Box<dyn Iterator<Item = Result<Source, (PathBuf, io::Error)>> + Send>;

/// Returns the files of folders and buckets, sorted by name, and those that are named, in the order
/// named; and then those of lists, one path a line. An archive is replaced by the files in it.
/// Storage elsewhere has to answer in `time`.
pub(super) fn sources(named: Vec<PathBuf>, lists: Vec<PathBuf>, time: Duration) -> Sources {
    let buckets = Buckets::new(time);
    let listed = lists.into_iter().flat_map(list);
    let named = named.into_iter().map(Ok).chain(listed);
    let files = named.flat_map(move |path| -> Sources {
        match path {
            Ok(path) => match path.to_str().filter(|name| is_elsewhere(name)) {
                Some(address) => elsewhere(&buckets, address),
                None if path.is_dir() => walk(path),
                None => Box::new(once(Ok(Source::File(path)))),
            },
            Err(error) => Box::new(once(Err(error))),
        }
    });
    Box::new(files.flat_map(|file| -> Sources {
        match file {
            Ok(file) if file.is_archive() => unpacked(file),
            other => Box::new(once(other)),
        }
    }))
}

/// Returns the files in an archive.
fn unpacked(archive: Source) -> Sources {
    let name = archive.name();
    match archive.open().and_then(|bytes| archive::members(&name, bytes)) {
        Ok(members) => {
            let is_read = |member: &Member| is_of_a_format(Path::new(member.path()));
            Box::new(members.filter(is_read).map(|member| Ok(Source::Member(member))))
        }
        Err(error) => Box::new(once(Err((name.into(), error)))),
    }
}

/// Returns the object at an address that ends like a file, else the objects under it.
fn elsewhere(buckets: &Buckets, address: &str) -> Sources {
    let wrong = {
        let address = PathBuf::from(address);
        move |error| (address.clone(), error)
    };
    if is_taken(Path::new(address)) {
        let object = buckets.object(address).map(Source::Object);
        return Box::new(once(object.map_err(wrong)));
    }
    match buckets.list(address) {
        Ok(objects) => Box::new(objects.filter_map(move |object| match object {
            Ok(object) if is_taken(Path::new(object.path())) && !is_hidden(object.path()) => {
                Some(Ok(Source::Object(object)))
            }
            Ok(_) => None,
            Err(error) => Some(Err(wrong(error))),
        })),
        Err(error) => Box::new(once(Err(wrong(error)))),
    }
}

/// Hidden objects, and those in hidden folders.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|name| name.starts_with('.') || name.starts_with("~$"))
}

type Paths = Box<dyn Iterator<Item = Result<PathBuf, (PathBuf, io::Error)>> + Send>;

fn list(path: PathBuf) -> Paths {
    match File::open(&path) {
        Err(error) => Box::new(once(Err((path, error)))),
        Ok(file) => {
            let lines = BufReader::new(file).lines();
            let lines = lines.map(move |line| line.map_err(|error| (path.clone(), error)));
            let is_path = |line: &Result<String, _>| !matches!(line, Ok(text) if text.is_empty());
            Box::new(lines.filter(is_path).map(|line| line.map(PathBuf::from)))
        }
    }
}

fn walk(folder: PathBuf) -> Sources {
    let entries = WalkDir::new(&folder).sort_by_file_name().into_iter().filter_entry(is_visible);
    Box::new(entries.filter_map(move |entry| match entry {
        Ok(entry) if entry.path().is_file() && is_taken(entry.path()) => {
            Some(Ok(Source::File(entry.into_path())))
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
        let found =
            sources(vec![at("in"), at("missing")], vec![at("list"), at("no-list")], Duration::ZERO);
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
