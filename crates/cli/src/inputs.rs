//! From what the user named to bytes.

use finding::render::html::MARK;
use message::Message;
use readers::{Format, Limits, ReadError};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};
use workbook::{Filled, ReadFailure};

/// One file to look at.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// A file by its path.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

/// All files to look at, in the order named, those of a folder sorted by name.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// The files.
    pub(crate) files: Vec<Input>,
    /// The number of files in folders that were left out, by extension.
    pub(crate) left_out: BTreeMap<String, usize>,
}

/// The part of a page that is searched for the mark of a report, in bytes.
const PAGE_START: u64 = 256;

impl Inputs {
    /// Finds the files; `output` is written by this run and no input.
    pub(crate) fn find(named: &[PathBuf], output: Option<&Path>) -> Self {
        let mut inputs = Self::default();
        let output = output.and_then(|path| path.canonicalize().ok());
        for path in named {
            if path.as_os_str() == "-" {
                inputs.files.push(Input::Stdin);
            } else if path.is_dir() && !workbook::is_folder_of_ledger(path) {
                inputs.walk(path, output.as_deref());
            } else {
                inputs.files.push(Input::Path(path.clone()));
            }
        }
        inputs
    }

    fn walk(&mut self, folder: &Path, output: Option<&Path>) {
        let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
        let mut entries = entries.filter_entry(is_visible);
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) if workbook::is_folder_of_ledger(entry.path()) => {
                    self.files.push(Input::Path(as_named(entry.into_path())));
                    entries.skip_current_dir();
                }
                Ok(entry) if !entry.path().is_file() => {}
                Ok(entry) => self.take(entry.into_path(), output),
                // A folder that cannot be entered is reported as an unreadable input.
                Err(error) => {
                    let path = error.path().unwrap_or(folder);
                    self.files.push(Input::Path(path.to_owned()));
                }
            }
        }
    }

    fn take(&mut self, path: PathBuf, output: Option<&Path>) {
        let path = as_named(path);
        if output.is_some() && path.canonicalize().ok().as_deref() == output {
            return;
        }
        if is_report(&path) {
            *self.left_out.entry("html (yusuan)".to_owned()).or_default() += 1;
            return;
        }
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        // A file that is named is always read.
        if is_of_a_format(&extension) {
            self.files.push(Input::Path(path));
        } else {
            *self.left_out.entry(extension).or_default() += 1;
        }
    }
}

/// The path as its user would write it: without the folder in which the program runs.
fn as_named(path: PathBuf) -> PathBuf {
    path.strip_prefix(".").map_or_else(|_| path.clone(), Path::to_owned)
}

/// Whether files of this extension in a folder are read, in lower case.
fn is_of_a_format(extension: &str) -> bool {
    !Format::ONLY_NAMED.contains(&extension)
        && Format::ALL.iter().any(|format| format.extensions().contains(&extension))
}

/// Hidden files, and the lock files that office programs leave beside a document.
fn is_visible(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() == 0 || !(name.starts_with('.') || name.starts_with("~$"))
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(ending))
}

/// Whether a file is a page that an earlier run has written: its tables are copies, with
/// footnotes behind the numbers, and to check them again would find what is no mistake.
fn is_report(path: &Path) -> bool {
    let is_page = has_ending(path, "html");
    let mut start = Vec::new();
    let file = if is_page { File::open(path).ok() } else { None };
    let read = file.map(|file| file.take(PAGE_START).read_to_end(&mut start));
    matches!(read, Some(Ok(_))) && String::from_utf8_lossy(&start).contains(MARK)
}

impl Input {
    /// The name under which the file is reported.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Path(path) => path.display().to_string(),
            Self::Stdin => "-".to_owned(),
        }
    }

    /// What is read of a ledger: a folder of its files, or a workbook with its sheets; `None` of
    /// anything else.
    pub(crate) fn ledger(&self) -> Option<Result<Filled, ReadFailure>> {
        let Self::Path(path) = self else { return None };
        let is_workbook = || self.bytes().is_ok_and(|bytes| workbook::is_ledger(&bytes));
        let is_ledger = match path.is_dir() {
            true => workbook::is_folder_of_ledger(path),
            false => has_ending(path, "xlsx") && is_workbook(),
        };
        is_ledger.then(|| workbook::read(path))
    }

    /// The file's bytes, or what is wrong with it.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, Message> {
        let read = match self {
            Self::Stdin => limited(io::stdin().lock(), 0),
            Self::Path(path) => open(path).and_then(|(file, len)| limited(file, len)),
        };
        read.map_err(|error| unreadable(&error))?
            .ok_or_else(|| ReadError::TooLarge(Limits::DEFAULT.file_bytes).message())
    }
}

fn open(path: &Path) -> io::Result<(File, u64)> {
    let file = File::open(path)?;
    let data = file.metadata()?;
    // Opening a folder succeeds on some systems, and only reading it fails.
    if data.is_dir() { Err(io::ErrorKind::IsADirectory.into()) } else { Ok((file, data.len())) }
}

/// Reads everything, or nothing where it is more than the readers take: `None`.
///
/// The size a file states is asked first, and not believed: a device states none.
fn limited(source: impl Read, stated: u64) -> io::Result<Option<Vec<u8>>> {
    if stated > Limits::DEFAULT.file_bytes.most {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(stated).unwrap_or_default());
    source.take(Limits::DEFAULT.file_bytes.most + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= Limits::DEFAULT.file_bytes.most).then_some(bytes))
}

fn unreadable(error: &io::Error) -> Message {
    let reason = Message::of_io(error);
    Message::new(
        format!("无法读取：{}。请检查文件名和权限。", reason.zh),
        format!("It cannot be read: {}. Check the name and the permissions.", reason.en),
    )
}

/// Describes in one line what was left out of folders; `None` if nothing was.
pub(crate) fn left_out(inputs: &Inputs) -> Option<Message> {
    let count: usize = inputs.left_out.values().sum();
    let kinds = inputs.left_out.iter().map(|(extension, count)| match extension.as_str() {
        "" => format!("- {count}"),
        extension => format!(".{extension} {count}"),
    });
    let kinds: Vec<_> = kinds.collect();
    (count > 0).then(|| {
        Message::new(
            format!("文件夹中有 {count} 个其他格式的文件未读取：{}", kinds.join("，")),
            format!(
                "{count} files of other formats in folders were left out: {}",
                kinds.join(", ")
            ),
        )
    })
}

/// That nothing at all was found where folders were named.
pub(crate) fn nothing_found(named: &[PathBuf]) -> Message {
    let names: Vec<_> = named.iter().map(|path| path.display().to_string()).collect();
    let names = names.join(" ");
    let kinds = Format::readable();
    Message::new(
        format!("{names} 中没有可读取的文件（{kinds}）。"),
        format!("There is no file to read in {names} ({kinds})."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_the_files_of_every_format() {
        let folder = tempfile::tempdir().unwrap();
        let mut names: Vec<String> = Vec::new();
        for format in Format::ALL {
            names.extend(format.extensions().iter().map(|extension| format!("a.{extension}")));
        }
        names.retain(|name| !["a.csv", "a.xml"].contains(&name.as_str()));
        names.sort();
        for name in names.iter().map(String::as_str).chain(["b.zip", "c", "d.csv", "e.xml"]) {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let found = Inputs::find(&[folder.path().to_owned()], None);
        let wanted = names.iter().map(|name| Input::Path(folder.path().join(name)));
        assert_eq!(found.files, wanted.collect::<Vec<_>>());
        let left_out = ["", "csv", "xml", "zip"].map(|extension| (extension.to_owned(), 1));
        assert_eq!(found.left_out, left_out.into());
    }
}
