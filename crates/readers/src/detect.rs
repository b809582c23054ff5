//! Detects the format of a file by its content; the name of the file is not used.

use crate::package::Package;
use crate::root::{self, Root};
use crate::{Format, Limits, ReadError, decode::decode, mhtml};
use cfb::CompoundFile;
use message::Fixed;
use std::io::Cursor;

/// The number of bytes examined to distinguish text from other data.
const SAMPLE: usize = 1 << 16;

/// The first bytes of files in formats that are not supported.
const SIGNATURES: [(&[u8], Fixed); 12] = [
    (b"\x89PNG", Fixed { zh: "PNG 图片", en: "a PNG image" }),
    (b"\xFF\xD8\xFF", Fixed { zh: "JPEG 图片", en: "a JPEG image" }),
    (b"GIF8", Fixed { zh: "GIF 图片", en: "a GIF image" }),
    (b"II*\0", Fixed { zh: "TIFF 图片", en: "a TIFF image" }),
    (b"MM\0*", Fixed { zh: "TIFF 图片", en: "a TIFF image" }),
    (b"RIFF", Fixed { zh: "媒体文件", en: "a media file" }),
    (b"Rar!", Fixed { zh: "RAR 压缩包", en: "a RAR archive" }),
    (b"7z\xBC\xAF", Fixed { zh: "7z 压缩包", en: "a 7z archive" }),
    (b"\x1F\x8B", Fixed { zh: "gzip 压缩包", en: "a gzip archive" }),
    (b"%!PS", Fixed { zh: "PostScript 文件", en: "a PostScript file" }),
    (b"MZ", Fixed { zh: "程序", en: "a program" }),
    (b"\x7FELF", Fixed { zh: "程序", en: "a program" }),
];

/// The beginnings of a workbook of Excel 2 to 4, and of later ones outside of their container: the
/// first record with its length.
const BARE_WORKBOOKS: [&[u8]; 5] =
    [b"\x09\0\x04\0", b"\x09\x02\x06\0", b"\x09\x04\x06\0", b"\x09\x08\x08\0", b"\x09\x08\x10\0"];

/// Returns the format of a file.
///
/// Fails if the file is too large, is empty, needs a password or is in an unsupported format.
pub fn detect(bytes: &[u8]) -> Result<Format, ReadError> {
    detect_within(bytes, &Limits::DEFAULT)
}

/// Like [`detect`], with other limits.
pub(crate) fn detect_within(bytes: &[u8], limits: &Limits) -> Result<Format, ReadError> {
    limits.file_bytes.check(bytes.len())?;
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if let Some((_, foreign)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(ReadError::Unknown(Some(*foreign)));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return detect_zip(bytes, limits);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return detect_compound(bytes);
    }
    if BARE_WORKBOOKS.iter().any(|start| bytes.starts_with(start)) {
        return Ok(Format::Xls);
    }
    if bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        return Ok(Format::Rtf);
    }
    if mhtml::is_mhtml(sample) {
        return Ok(Format::Mhtml);
    }
    if memchr::memmem::find(bytes.get(..1024).unwrap_or(bytes), b"%PDF-").is_some() {
        return Ok(Format::Pdf);
    }
    detect_text(sample)
}

/// Distinguishes office packages and OFD by their parts.
fn detect_zip(bytes: &[u8], limits: &Limits) -> Result<Format, ReadError> {
    const SLIDES: Fixed = Fixed { zh: "演示文稿", en: "a presentation" };
    const ODF: Fixed =
        Fixed { zh: "OpenDocument 非表格文档", en: "an OpenDocument file but no spreadsheet" };
    const ARCHIVE: Fixed =
        Fixed { zh: "不含文档的压缩包", en: "a zip archive without a document" };
    let mut package = Package::open(bytes, guess_damaged_zip(bytes), limits)?;
    let kind = package.read("mimetype")?.map(|part| part.text).unwrap_or_default();
    let foreign = if package.has("OFD.xml") {
        return Ok(Format::Ofd);
    } else if kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
        return Ok(Format::Ods);
    } else if kind.starts_with("application/vnd.oasis") {
        ODF
    } else if package.has("word/") {
        return Ok(Format::Docx);
    } else if package.has("xl/workbook.bin") {
        return Ok(Format::Xlsb);
    } else if package.has("xl/") {
        return Ok(Format::Xlsx);
    } else if package.has("ppt/") {
        SLIDES
    } else {
        ARCHIVE
    };
    Err(ReadError::Unknown(Some(foreign)))
}

/// Guesses the format of a zip container whose directory is missing. The names of its members are
/// also in front of each member.
fn guess_damaged_zip(bytes: &[u8]) -> Format {
    let holds = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
    if holds(b"xl/") {
        Format::Xlsx
    } else if holds(b"opendocument.spreadsheet") {
        Format::Ods
    } else if holds(b"OFD.xml") {
        Format::Ofd
    } else {
        Format::Docx
    }
}

/// Distinguishes the formats of Office 97 and encrypted packages by their streams.
fn detect_compound(bytes: &[u8]) -> Result<Format, ReadError> {
    const SLIDES: Fixed = Fixed { zh: "演示文稿", en: "a presentation" };
    let file = CompoundFile::open(Cursor::new(bytes)).ok();
    let holds = |name: &str| match &file {
        Some(file) => file.is_stream(name),
        // A damaged container still has the names of its streams somewhere.
        None => {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            memchr::memmem::find(bytes, &name).is_some()
        }
    };
    if holds("EncryptedPackage") {
        Err(ReadError::Encrypted(None))
    } else if holds("WordDocument") {
        Ok(Format::Doc)
    } else if holds("Workbook") || holds("Book") {
        Ok(Format::Xls)
    } else if holds("PowerPoint Document") {
        Err(ReadError::Unknown(Some(SLIDES)))
    } else {
        Err(ReadError::Unknown(None))
    }
}

/// Distinguishes web pages and plain text; fails if the data does not look like text.
fn detect_text(sample: &[u8]) -> Result<Format, ReadError> {
    let (text, _) = decode(sample, None);
    let text = text.trim();
    if text.is_empty() {
        return Err(ReadError::Empty);
    }
    let odd = |character: &char| {
        *character == char::REPLACEMENT_CHARACTER
            || character.is_control() && !"\t\n\r\u{c}\u{1a}".contains(*character)
    };
    if text.chars().filter(odd).count() * 50 > text.chars().count() {
        return Err(ReadError::Unknown(None));
    }
    match root::find(text) {
        None => Ok(Format::Text),
        Some(Root::Page) => Ok(Format::Html),
        Some(Root::Workbook | Root::Document | Root::Package) => Ok(Format::Xml),
        Some(Root::Foreign(foreign)) => Err(ReadError::Unknown(Some(foreign))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::testing::zip;

    fn foreign(bytes: &[u8]) -> &'static str {
        match detect(bytes) {
            Err(ReadError::Unknown(Some(foreign))) => foreign.en,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn packages_are_known_by_their_parts() {
        assert_eq!(detect(&zip(&[("word/document.xml", "")])), Ok(Format::Docx));
        assert_eq!(detect(&zip(&[("xl/workbook.xml", "")])), Ok(Format::Xlsx));
        let ods = "application/vnd.oasis.opendocument.spreadsheet";
        assert_eq!(detect(&zip(&[("mimetype", ods)])), Ok(Format::Ods));
        assert_eq!(detect(&zip(&[("OFD.xml", "")])), Ok(Format::Ofd));
        assert_eq!(detect(&zip(&[("xl/workbook.bin", "")])), Ok(Format::Xlsb));
        assert_eq!(foreign(&zip(&[("ppt/presentation.xml", "")])), "a presentation");
        assert_eq!(foreign(&zip(&[("photo.jpg", "")])), "a zip archive without a document");
    }

    #[test]
    fn compound_files_are_known_by_their_streams() {
        let compound = |stream: &str| {
            let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
            file.create_stream(stream).unwrap();
            file.into_inner().into_inner()
        };
        assert_eq!(detect(&compound("Workbook")), Ok(Format::Xls));
        assert_eq!(detect(&compound("WordDocument")), Ok(Format::Doc));
        assert_eq!(detect(&compound("EncryptedPackage")), Err(ReadError::Encrypted(None)));
        assert_eq!(detect(&compound("Other")), Err(ReadError::Unknown(None)));
    }

    #[test]
    fn text_pages_and_the_rest() {
        assert_eq!(detect(b""), Err(ReadError::Empty));
        assert_eq!(detect(b"\xEF\xBB\xBF \r\n"), Err(ReadError::Empty));
        assert_eq!(detect("部门预算".as_bytes()), Ok(Format::Text));
        assert_eq!(detect(b"\xB2\xBF\xC3\xC5\xD4\xA4\xCB\xE3"), Ok(Format::Text));
        assert_eq!(detect(b"%PDF-1.7"), Ok(Format::Pdf));
        assert_eq!(detect(b" <!DOCTYPE HTML><p>x"), Ok(Format::Html));
        assert_eq!(detect("<title>某局</title><table>".as_bytes()), Ok(Format::Html));
        assert_eq!(foreign(b"\x89PNG\r\n"), "a PNG image");
        assert_eq!(detect("<<a>>\n<p>\n".as_bytes()), Ok(Format::Text));
        assert_eq!(foreign(b"<?xml version='1.0'?><a/>"), "an XML file");
        assert_eq!(detect(b"{\\rtf1 x}"), Ok(Format::Rtf));
        assert_eq!(detect(b"\x09\0\x04\0\x02\0\x10\0"), Ok(Format::Xls));
        assert_eq!(detect(b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>"), Ok(Format::Mhtml));
        let noise: Vec<u8> = (0..2000_u32).map(|n| (n * n % 251 / 3) as u8).collect();
        assert_eq!(detect(&noise), Err(ReadError::Unknown(None)));
    }
}
