//! Detects the format of a file by its content; the name of the file is not used.

use crate::package::Package;
use crate::{Format, Limits, ReadError, decode::decode};
use cfb::CompoundFile;
use message::Fixed;
use std::io::Cursor;

/// The number of bytes examined to distinguish text from other data.
const SAMPLE: usize = 1 << 16;

/// The first bytes of files in formats that are not supported.
const SIGNATURES: [(&[u8], Fixed); 15] = [
    (b"\x89PNG", Fixed { zh: "PNG 图片", en: "a PNG image" }),
    (b"\xFF\xD8\xFF", Fixed { zh: "JPEG 图片", en: "a JPEG image" }),
    (b"GIF8", Fixed { zh: "GIF 图片", en: "a GIF image" }),
    (b"II*\0", Fixed { zh: "TIFF 图片", en: "a TIFF image" }),
    (b"MM\0*", Fixed { zh: "TIFF 图片", en: "a TIFF image" }),
    (b"RIFF", Fixed { zh: "媒体文件", en: "a media file" }),
    (b"{\\rtf", Fixed { zh: "RTF 文档", en: "an RTF document" }),
    (b"Rar!", Fixed { zh: "RAR 压缩包", en: "a RAR archive" }),
    (b"7z\xBC\xAF", Fixed { zh: "7z 压缩包", en: "a 7z archive" }),
    (b"\x1F\x8B", Fixed { zh: "gzip 压缩包", en: "a gzip archive" }),
    (b"MIME-Version:", Fixed { zh: "MHTML 网页", en: "an MHTML web page" }),
    (b"From: <Saved by", Fixed { zh: "MHTML 网页", en: "an MHTML web page" }),
    (b"%!PS", Fixed { zh: "PostScript 文件", en: "a PostScript file" }),
    (b"MZ", Fixed { zh: "程序", en: "a program" }),
    (b"\x7FELF", Fixed { zh: "程序", en: "a program" }),
];

/// The XML formats of office programs that are not supported, with a word from their beginning.
const DIALECTS: [(&str, Fixed); 4] = [
    ("excel.sheet", Fixed { zh: "Excel 2003 XML 表格", en: "an Excel 2003 XML workbook" }),
    ("word.document", Fixed { zh: "Word 2003 XML 文档", en: "a Word 2003 XML document" }),
    ("office:document", Fixed { zh: "单一 XML 的 ODF 文档", en: "a flat XML OpenDocument file" }),
    ("<svg", Fixed { zh: "SVG 图片", en: "an SVG image" }),
];

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
    if memchr::memmem::find(bytes.get(..1024).unwrap_or(bytes), b"%PDF-").is_some() {
        return Ok(Format::Pdf);
    }
    detect_text(sample)
}

/// Distinguishes office packages and OFD by their parts.
fn detect_zip(bytes: &[u8], limits: &Limits) -> Result<Format, ReadError> {
    const BINARY: Fixed =
        Fixed { zh: "Excel 二进制工作簿（xlsb）", en: "an xlsb workbook" };
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
        BINARY
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
    let is_tag = |c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?' | '/');
    if !text.strip_prefix('<').is_some_and(|rest| rest.starts_with(is_tag)) {
        return Ok(Format::Text);
    }
    let head: String = text.chars().take(4096).collect::<String>().to_lowercase();
    if let Some((_, foreign)) = DIALECTS.iter().find(|(word, _)| head.contains(word)) {
        return Err(ReadError::Unknown(Some(*foreign)));
    }
    let marks =
        ["<html", "<!doctype html", "<head", "<body", "<table", "<div", "<p", "<h1", "<meta"];
    if marks.iter().any(|mark| head.contains(mark)) {
        return Ok(Format::Html);
    }
    if head.starts_with("<?xml") {
        return Err(ReadError::Unknown(Some(Fixed { zh: "XML 文件", en: "an XML file" })));
    }
    Ok(Format::Text)
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
        assert_eq!(foreign(&zip(&[("xl/workbook.bin", "")])), "an xlsb workbook");
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
        assert_eq!(
            foreign(b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>"),
            "an Excel 2003 XML workbook"
        );
        let noise: Vec<u8> = (0..2000_u32).map(|n| (n * n % 251 / 3) as u8).collect();
        assert_eq!(detect(&noise), Err(ReadError::Unknown(None)));
    }
}
