//! An archive of many documents.

use message::Message;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most files of an archive.
pub(crate) const MOST_FILES: usize = 500;

/// The most bytes of one of them.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Files to be received, one after the other.
pub(super) enum Files {
    One(Option<(String, Vec<u8>)>),
    Archive { archive: ZipArchive<Cursor<Vec<u8>>>, left: Vec<(usize, String)> },
}

/// Returns whether a name is that of an archive.
pub(super) fn is_archive(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

/// Opens an archive. Folders, hidden files and those that systems add are left out.
pub(super) fn open(content: Vec<u8>) -> Result<Files, Message> {
    let archive = ZipArchive::new(Cursor::new(content)).map_err(|_| {
        Message::new(
            "压缩包无法打开，请重新压缩后再报。",
            "The archive cannot be opened; pack it anew.",
        )
    })?;
    let mut archive = archive;
    let mut left = Vec::new();
    for index in 0..archive.len() {
        let Ok(file) = archive.by_index_raw(index) else { continue };
        let name = decoded(file.name_raw());
        if file.is_file() && is_document(&name) {
            left.push((index, name));
        }
    }
    if left.is_empty() || left.len() > MOST_FILES {
        let count = left.len();
        return Err(Message::new(
            format!("压缩包里有{count}个文件，须为1至{MOST_FILES}个。"),
            format!("The archive has {count} files; it may have 1 to {MOST_FILES}."),
        ));
    }
    left.reverse();
    Ok(Files::Archive { archive, left })
}

impl Files {
    /// One file, not in an archive.
    pub(super) const fn one(name: String, content: Vec<u8>) -> Self {
        Self::One(Some((name, content)))
    }

    /// Returns how many are left.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::One(file) => usize::from(file.is_some()),
            Self::Archive { left, .. } => left.len(),
        }
    }

    /// Returns the next file: its path, and its content or why it has none.
    pub(super) fn next(&mut self) -> Option<(String, Result<Vec<u8>, Message>)> {
        match self {
            Self::One(file) => file.take().map(|(name, content)| (name, Ok(content))),
            Self::Archive { archive, left } => {
                let (index, name) = left.pop()?;
                Some((name, unpacked(archive, index)))
            }
        }
    }
}

fn unpacked(archive: &mut ZipArchive<Cursor<Vec<u8>>>, index: usize) -> Result<Vec<u8>, Message> {
    let damaged = || {
        Message::new(
            "压缩包里的这个文件已损坏或有密码，请重新压缩。",
            "This file of the archive is damaged or has a password; pack it anew.",
        )
    };
    let file = archive.by_index(index).map_err(|_| damaged())?;
    let mut content = Vec::new();
    // The size that an archive states is not believed.
    file.take(MOST_BYTES.saturating_add(1)).read_to_end(&mut content).map_err(|_| damaged())?;
    if u64::try_from(content.len()).unwrap_or(u64::MAX) > MOST_BYTES {
        return Err(Message::new(
            "压缩包里的这个文件超过64 MiB。",
            "This file of the archive has more than 64 MiB.",
        ));
    }
    Ok(content)
}

/// Chinese Windows writes names in GBK and does not say so.
fn decoded(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GBK.decode(name).0.into_owned(),
    }
}

fn is_document(path: &str) -> bool {
    let name = super::names::of_file(path);
    !name.is_empty()
        && !name.starts_with(['.', '~'])
        && !path.starts_with("__MACOSX/")
        && !name.eq_ignore_ascii_case("thumbs.db")
}
