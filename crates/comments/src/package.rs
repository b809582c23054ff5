//! The container: parts are read as text, replaced or added, and all others copied as they are.

use crate::Failure;
use readers::Limits;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// An open container and the parts that will be other than they were.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    changed: BTreeMap<String, String>,
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Failure> {
        let archive = ZipArchive::new(Cursor::new(bytes))?;
        Ok(Self { archive, changed: BTreeMap::new() })
    }

    /// Returns whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.changed.contains_key(name) || self.archive.index_for_name(name).is_some()
    }

    /// Returns a part as it is now, or `None` where there is none.
    pub(crate) fn read(&mut self, name: &str) -> Result<Option<String>, Failure> {
        if let Some(text) = self.changed.get(name) {
            return Ok(Some(text.clone()));
        }
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let broken = || Failure::Part(name.to_owned());
        let most = Limits::DEFAULT.member_bytes.most;
        let mut bytes = Vec::new();
        let file = self.archive.by_index(index)?;
        file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|_| broken())?;
        if bytes.len() as u64 > most {
            return Err(broken());
        }
        // A part in another encoding would have to be written in that encoding.
        String::from_utf8(bytes).map(Some).map_err(|_| broken())
    }

    /// Returns a part that the format requires.
    pub(crate) fn need(&mut self, name: &str) -> Result<String, Failure> {
        self.read(name)?.ok_or_else(|| Failure::Part(name.to_owned()))
    }

    /// Replaces a part, or adds it.
    pub(crate) fn put(&mut self, name: &str, text: String) {
        self.changed.insert(name.to_owned(), text);
    }

    /// Returns the first of `stem1.end`, `stem2.end` … that is no part yet.
    pub(crate) fn free_name(&self, stem: &str, end: &str) -> String {
        let name = |number: u32| format!("{stem}{number}.{end}");
        let free = (1..u32::MAX).map(name).find(|name| !self.has(name));
        free.unwrap_or_else(|| name(0))
    }

    /// Returns the container with its parts in their order, those that are new at the end.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, Failure> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.archive.len() {
            let file = self.archive.by_index_raw(index)?;
            let name = file.name()?.into_owned();
            match self.changed.remove(&name) {
                None => out.raw_copy_file(file)?,
                Some(text) => {
                    let time = file.last_modified().unwrap_or_default();
                    write(&mut out, &name, &text, time)?;
                }
            }
        }
        for (name, text) in &self.changed {
            write(&mut out, name, text, DateTime::default())?;
        }
        Ok(out.finish()?.into_inner())
    }
}

fn write(
    out: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    text: &str,
    time: DateTime,
) -> Result<(), Failure> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(time);
    out.start_file(name, options)?;
    Ok(out.write_all(text.as_bytes())?)
}
