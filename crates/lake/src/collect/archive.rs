//! Archives of files.

use std::fmt::{self, Debug, Formatter};
use std::io::{self, Read, Seek};
use std::path::Path;
use std::sync::{Arc, Mutex};
use zip::ZipArchive;
use zip::result::ZipError;

/// The bytes of an archive, wherever they are.
pub(super) trait Bytes: Read + Seek + Send {}

impl<T: Read + Seek + Send> Bytes for T {}

type Archive = ZipArchive<Box<dyn Bytes>>;

/// A file in an archive, which stays open as long as one of its files is left.
pub(super) struct Member {
    archive: Arc<Mutex<Archive>>,
    /// The name of the archive, as the user gave it.
    of: Arc<str>,
    index: usize,
    path: String,
}

/// Returns whether a path is that of an archive.
pub(super) fn is_archive(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

/// Returns the files in the archive `of`. Folders, hidden files and those that systems add are
/// left out.
pub(super) fn members(
    of: &str,
    bytes: Box<dyn Bytes>,
) -> io::Result<impl Iterator<Item = Member> + use<>> {
    let mut archive = Archive::new(bytes).map_err(of_zip)?;
    let mut paths = Vec::new();
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).map_err(of_zip)?;
        let path = decoded(file.name_raw());
        if file.is_file() && is_visible(&path) {
            paths.push((index, path));
        }
    }
    let archive = Arc::new(Mutex::new(archive));
    let of: Arc<str> = of.into();
    Ok(paths.into_iter().map(move |(index, path)| Member {
        archive: Arc::clone(&archive),
        of: Arc::clone(&of),
        index,
        path,
    }))
}

impl Member {
    /// Returns its path in the archive.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Returns its path in the archive after that of the archive.
    pub(super) fn name(&self) -> String {
        format!("{}/{}", self.of, self.path)
    }

    /// Returns its bytes, so many at most: the size that an archive states is not believed.
    pub(super) fn content(&self, most: u64) -> io::Result<Vec<u8>> {
        let mut archive = crate::lock(&self.archive);
        let file = archive.by_index(self.index).map_err(of_zip)?;
        let mut content = Vec::new();
        file.take(most).read_to_end(&mut content)?;
        Ok(content)
    }
}

impl Debug for Member {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        to.write_str(&self.name())
    }
}

fn of_zip(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => error,
        other => io::Error::new(io::ErrorKind::InvalidData, other),
    }
}

/// Chinese Windows writes names in GBK and does not say so.
fn decoded(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GBK.decode(name).0.into_owned(),
    }
}

fn is_visible(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    !(name.starts_with('.') || name.starts_with("~$") || path.starts_with("__MACOSX/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    #[test]
    fn archives_have_files_with_names_of_both_encodings() {
        let folder = temp_dir::TempDir::new().unwrap();
        let path = folder.child("年.ZIP");
        let mut writer = ZipWriter::new(File::create(&path).unwrap());
        for name in ["a/预算.txt", "__MACOSX/a.txt", "a/.b.txt", "a/~$c.docx", "d.pdf"] {
            writer.start_file(name, SimpleFileOptions::default()).unwrap();
            writer.write_all(name.as_bytes()).unwrap();
        }
        writer.add_directory("e.txt", SimpleFileOptions::default()).unwrap();
        writer.finish().unwrap();
        assert!(is_archive(&path));
        let of = path.display().to_string();
        let members = members(&of, Box::new(File::open(&path).unwrap())).unwrap();
        let members: Vec<Member> = members.collect();
        let names: Vec<&str> = members.iter().map(Member::path).collect();
        assert_eq!(names, ["a/预算.txt", "d.pdf"]);
        assert_eq!(members[0].name(), format!("{}/a/预算.txt", path.display()));
        assert_eq!(members[0].content(100).unwrap(), "a/预算.txt".as_bytes());
        assert_eq!(members[1].content(2).unwrap(), b"d.");
        assert_eq!(decoded(&[0xD4, 0xA4, 0xCB, 0xE3]), "预算");
    }
}
