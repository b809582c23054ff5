//! The parts of office documents: in a zip container, or in one XML file ("flat OPC").

use crate::limits::{Limit, Limits};
use crate::xml::{Step, Xml, attribute, local};
use crate::{Format, ReadError};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::{ZipArchive, result::ZipError};

/// An open container.
pub(crate) struct Package<'a> {
    source: Source<'a>,
    format: Format,
    limits: &'a Limits,
    /// The size of the file in bytes.
    size: u64,
    /// The number of bytes decompressed so far.
    read: usize,
}

/// Where the parts are.
enum Source<'a> {
    Zip(ZipArchive<Cursor<&'a [u8]>>),
    /// The XML of each part by its name.
    Flat(BTreeMap<String, &'a str>),
}

/// A member, cut off where it could no longer be decompressed.
pub(crate) struct Part {
    /// Its content as text; invalid Unicode is replaced.
    pub text: String,
    /// Whether it could be decompressed completely.
    pub whole: bool,
    /// Whether it was valid Unicode.
    pub valid: bool,
}

/// The most bytes that a member may have, and the limit that this follows from.
struct Growth {
    most: u64,
    named: Limit,
}

impl<'a> Package<'a> {
    /// Opens the container and reads only its directory.
    ///
    /// Fails if the directory is damaged or has too many members.
    pub fn open(bytes: &'a [u8], format: Format, limits: &'a Limits) -> Result<Self, ReadError> {
        let broken = |error: ZipError| ReadError::Broken {
            format,
            part: "zip".into(),
            reason: error.to_string(),
        };
        // Members are counted before the directory is loaded, which takes memory for each of them.
        let headers = memchr::memmem::find_iter(bytes, b"PK\x01\x02");
        limits.members.check(headers.count())?;
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        let source = Source::Zip(archive);
        Ok(Self { source, format, limits, size: bytes.len() as u64, read: 0 })
    }

    /// Returns the parts of a file that holds all of them as XML.
    ///
    /// Fails if there are too many.
    pub fn flat(text: &'a str, limits: &'a Limits) -> Result<Self, ReadError> {
        let mut parts = BTreeMap::new();
        let mut name = String::new();
        let mut xml = Xml::new(text, limits);
        while let Some(step) = xml.next() {
            let Step::Start(start) = step else { continue };
            match local(&start) {
                "part" => name = attribute(&start, "name").unwrap_or_default().into_owned(),
                "xmlData" => {
                    limits.members.check(parts.len() + 1)?;
                    let name = std::mem::take(&mut name);
                    parts.insert(name.trim_start_matches('/').to_owned(), xml.content());
                }
                "binaryData" => xml.skip_to_end_tag(&start),
                _ => {}
            }
        }
        xml.check_depth()?;
        let (source, size) = (Source::Flat(parts), text.len() as u64);
        Ok(Self { source, format: Format::Xml, limits, size, read: 0 })
    }

    /// Returns whether the name of any member begins with `start`.
    pub fn has(&self, start: &str) -> bool {
        match &self.source {
            Source::Zip(archive) => {
                archive.file_names_raw().any(|name| name.starts_with(start.as_bytes()))
            }
            Source::Flat(parts) => parts.keys().any(|name| name.starts_with(start)),
        }
    }

    /// Reads a member as text, or returns `None` if there is no member of that name.
    ///
    /// Fails if the member needs a password, cannot be opened or exceeds a limit.
    pub fn read(&mut self, name: &str) -> Result<Option<Part>, ReadError> {
        let Some((bytes, whole)) = self.bytes(name)? else { return Ok(None) };
        let (text, valid) = decode(bytes);
        Ok(Some(Part { text, whole, valid }))
    }

    /// Reads a member, and returns whether it could be decompressed completely. Fails like
    /// [`Self::read`].
    pub fn bytes(&mut self, name: &str) -> Result<Option<(Vec<u8>, bool)>, ReadError> {
        let format = self.format;
        let archive = match &mut self.source {
            Source::Zip(archive) => archive,
            Source::Flat(parts) => {
                let Some(part) = parts.get(name) else { return Ok(None) };
                self.read = self.read.saturating_add(part.len());
                self.limits.container_bytes.check(self.read)?;
                return Ok(Some((part.as_bytes().to_vec(), true)));
            }
        };
        let Some(index) = archive.index_for_name(name) else { return Ok(None) };
        let mut file = archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
                ReadError::Encrypted(Some(format))
            }
            error => ReadError::Broken { format, part: name.into(), reason: error.to_string() },
        })?;
        // The size in the directory may be false, but no member is larger than the file.
        let packed = file.compressed_size().min(self.size);
        self.limits.member_bytes.check(usize::try_from(file.size()).unwrap_or(usize::MAX))?;
        let limit = growth(packed, self.limits);
        let mut bytes = Vec::with_capacity(capacity(file.size(), packed, self.limits));
        let ended = (&mut file).take(limit.most.saturating_add(1)).read_to_end(&mut bytes);
        if bytes.len() as u64 > limit.most {
            return Err(ReadError::TooLarge(limit.named));
        }
        self.read = self.read.saturating_add(bytes.len());
        self.limits.container_bytes.check(self.read)?;
        Ok(Some((bytes, ended.is_ok())))
    }

    /// Reads a member that the format requires. Fails like [`Self::read`], and if it is missing.
    pub fn need(&mut self, name: &str) -> Result<Part, ReadError> {
        self.read(name)?.ok_or_else(|| self.broken(name, &"missing"))
    }

    /// Returns the name of the main part: `usual`, unless the package's relationships name another
    /// one (some online editors write `document2.xml`).
    pub fn main_part(&mut self, usual: &str) -> Result<String, ReadError> {
        let mut main = String::from(usual);
        for (kind, _, target) in self.relationships("_rels/.rels")? {
            if kind.ends_with("/officeDocument") {
                main = absolute("", &target);
            }
        }
        Ok(main)
    }

    /// Returns the parts that `part` refers to, by their relationship ids.
    pub fn relations(&mut self, part: &str) -> Result<BTreeMap<String, String>, ReadError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let found = self.relationships(&format!("{folder}/_rels/{name}.rels"))?;
        Ok(found.into_iter().map(|(_, id, target)| (id, absolute(folder, &target))).collect())
    }

    /// Returns the text of a part in the same folder as another, or an empty text if it is missing.
    pub fn beside(&mut self, part: &str, name: &str) -> Result<String, ReadError> {
        Ok(self.read(&beside(part, name))?.map(|part| part.text).unwrap_or_default())
    }

    /// Returns type, id and target of each relationship in a part.
    fn relationships(&mut self, name: &str) -> Result<Vec<(String, String, String)>, ReadError> {
        let Some(part) = self.read(name)? else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        let mut xml = Xml::new(&part.text, self.limits);
        while let Some(step) = xml.next() {
            let Step::Start(start) = step else { continue };
            let value = |name| attribute(&start, name).unwrap_or_default().into_owned();
            found.push((value("Type"), value("Id"), value("Target")));
        }
        Ok(found)
    }

    /// Returns an error for a damaged member.
    pub fn broken(&self, part: &str, reason: &dyn ToString) -> ReadError {
        ReadError::broken(self.format, part, &reason.to_string())
    }
}

/// Returns the full name of a part in the same folder as another.
pub(crate) fn beside(part: &str, name: &str) -> String {
    absolute(part.rsplit_once('/').map_or("", |(folder, _)| folder), name)
}

/// Returns the full name of a part that is given relative to a folder.
pub(crate) fn absolute(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.into(),
        None if folder.is_empty() => target.into(),
        None => match (target.strip_prefix("../"), folder.rsplit_once('/')) {
            (Some(target), Some((parent, _))) => absolute(parent, target),
            (Some(target), None) => target.into(),
            (None, _) => format!("{folder}/{target}"),
        },
    }
}

/// Returns the capacity to reserve: the size in the directory, as far as it is plausible.
fn capacity(declared: u64, packed: u64, limits: &Limits) -> usize {
    let credible = packed.saturating_mul(32).min(limits.member_bytes.most);
    usize::try_from(declared.min(credible)).unwrap_or(0)
}

/// Returns the limit for a member of this compressed size.
fn growth(packed: u64, limits: &Limits) -> Growth {
    let most = packed.saturating_mul(limits.member_ratio.most).max(limits.ratio_free_bytes);
    if most < limits.member_bytes.most {
        Growth { most, named: limits.member_ratio }
    } else {
        Growth { most: limits.member_bytes.most, named: limits.member_bytes }
    }
}

/// Decodes the XML of office documents, which is UTF-8 or, rarely, UTF-16 with a mark. Also returns
/// whether it was valid.
fn decode(bytes: Vec<u8>) -> (String, bool) {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let (text, _, replaced) = encoding_rs::UTF_16LE.decode(&bytes);
        return (text.into_owned(), !replaced);
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, true),
        Err(error) => (String::from_utf8_lossy(error.as_bytes()).into_owned(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_is_read_repeatedly_counts_each_time() {
        let mut limits = Limits::DEFAULT;
        limits.container_bytes.most = 30;
        let file = testing::zip(&[("a", "ten bytes.")]);
        let mut package = Package::open(&file, Format::Xlsx, &limits).unwrap();
        for _ in 0..3 {
            assert!(package.read("a").is_ok());
        }
        assert_eq!(package.read("a").err(), Some(ReadError::TooLarge(limits.container_bytes)));
    }

    #[test]
    fn the_parts_of_one_xml_file_are_found_by_their_names() {
        let text = "<pkg:package><pkg:part pkg:name='/word/document.xml'><pkg:xmlData><a>甲</a></pkg:xmlData>\
                    </pkg:part><pkg:part pkg:name='/b'><pkg:binaryData>AA</pkg:binaryData></pkg:part>\
                    <pkg:part pkg:name='/c'><pkg:xmlData/></pkg:part></pkg:package>";
        let mut package = Package::flat(text, &Limits::DEFAULT).unwrap();
        assert!(package.has("word/") && !package.has("b"));
        assert_eq!(package.read("word/document.xml").unwrap().unwrap().text, "<a>甲</a>");
        assert_eq!(package.read("c").unwrap().unwrap().text, "");
        let mut limits = Limits::DEFAULT;
        limits.members.most = 1;
        assert!(Package::flat(text, &limits).is_err());
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use std::io::{Cursor, Write};
    use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

    /// Returns a container with these members.
    pub fn zip(members: &[(&str, &str)]) -> Vec<u8> {
        let members: Vec<_> = members.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        zip_bytes(&members)
    }

    /// Returns a container with these members.
    pub fn zip_bytes(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, content) in members {
            writer.start_file(*name, options).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}
