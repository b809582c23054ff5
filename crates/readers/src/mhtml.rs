//! Reads web pages that were saved as one file (MHTML): a message of several parts, some of which
//! are web pages.
//!
//! Excel saves a frame, a page for the strip of tabs, and a page for each sheet. The frame has no
//! text of its own; the strip is left out.

use crate::{Format, Limits, ReadError, html};
use document::Document;
use encoding_rs::Encoding;
use mailparse::body::Body;
use mailparse::{MailHeaderMap, ParsedContentType, parse_content_type, parse_headers};

/// The most levels of parts within parts; what lies deeper is not read.
const LEVELS: usize = 8;

/// A web page of the message.
struct Part {
    bytes: Vec<u8>,
    encoding: Option<&'static Encoding>,
}

/// Returns whether a file begins with the headers of a message that is a web page or has parts.
pub(crate) fn is_mhtml(sample: &[u8]) -> bool {
    let sample = sample.trim_ascii_start();
    let name = sample.split(|byte| *byte == b':').next().unwrap_or_default();
    let is_header =
        name.len() < 64 && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    is_header
        && name.len() < sample.len()
        && parse_headers(sample).is_ok_and(|(headers, _)| {
            let kind = headers.get_first_value("Content-Type").unwrap_or_default();
            let kind = kind.to_ascii_lowercase();
            kind.starts_with("multipart/") || kind.starts_with("text/html")
        })
}

/// Reads a file.
///
/// Fails if it has no web page, or exceeds a limit.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut parts = Vec::new();
    let mut size = 0;
    add_pages(bytes.trim_ascii_start(), LEVELS, &mut parts, &mut |bytes| {
        size += bytes;
        limits.container_bytes.check(size)
    })?;
    if parts.is_empty() {
        return Err(ReadError::broken(Format::Mhtml, "MIME", "no web page in it"));
    }
    let pages: Vec<_> = parts.iter().map(|part| (part.bytes.as_slice(), part.encoding)).collect();
    html::read_pages(&pages, limits)
}

/// Adds the web pages of a message or of a part of one, in order; `grow` is asked before bytes are
/// kept.
fn add_pages(
    message: &[u8],
    levels: usize,
    pages: &mut Vec<Part>,
    grow: &mut impl FnMut(usize) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let Ok((headers, body)) = parse_headers(message) else { return Ok(()) };
    let value = |name: &str| headers.get_first_value(name);
    let kind = parse_content_type(&value("Content-Type").unwrap_or_default());
    let body = message.get(body..).unwrap_or_default();
    if kind.mimetype.starts_with("multipart/") {
        let boundary = kind.params.get("boundary").filter(|boundary| !boundary.is_empty());
        if let (Some(boundary), 1..) = (boundary, levels) {
            for part in between(body, boundary) {
                add_pages(part, levels - 1, pages, grow)?;
            }
        }
        return Ok(());
    }
    let name = value("Content-Location").unwrap_or_default().to_ascii_lowercase();
    if kind.mimetype != "text/html" || name.ends_with("tabstrip.htm") {
        return Ok(());
    }
    let bytes = decoded(body, &kind, &value("Content-Transfer-Encoding"));
    grow(bytes.len())?;
    let encoding = kind.params.get("charset");
    let encoding = encoding.and_then(|label| Encoding::for_label(label.as_bytes()));
    pages.push(Part { bytes, encoding });
    Ok(())
}

/// Returns the bytes of a part without its transfer encoding; what does not follow the encoding is
/// taken as it stands.
fn decoded(body: &[u8], kind: &ParsedContentType, transfer: &Option<String>) -> Vec<u8> {
    let transfer = transfer.as_ref().map(|name| name.trim().to_ascii_lowercase());
    let decoded = match Body::new(body, kind, &transfer) {
        Body::Base64(body) | Body::QuotedPrintable(body) => body.get_decoded().ok(),
        Body::SevenBit(_) | Body::EightBit(_) | Body::Binary(_) => None,
    };
    decoded.unwrap_or_else(|| body.to_vec())
}

/// Returns the parts between the lines with the boundary.
fn between<'b>(body: &'b [u8], boundary: &str) -> Vec<&'b [u8]> {
    let line = [b"--", boundary.as_bytes()].concat();
    let is_at_line = |at: &usize| *at == 0 || body.get(at - 1) == Some(&b'\n');
    let starts: Vec<usize> = memchr::memmem::find_iter(body, &line).filter(is_at_line).collect();
    let ends = starts.iter().copied().skip(1).chain([body.len()]);
    let parts = starts.iter().zip(ends).filter_map(|(start, end)| {
        let part = body.get(start + line.len()..end)?;
        let (_, part) = part.split_at_checked(memchr::memchr(b'\n', part)? + 1)?;
        Some(part)
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::show;

    fn part(location: &str, kind: &str, transfer: &str, body: &str) -> String {
        format!(
            "--=_b\r\nContent-Location: {location}\r\nContent-Transfer-Encoding: {transfer}\r\n\
             Content-Type: {kind}\r\n\r\n{body}\r\n"
        )
    }

    #[test]
    fn the_pages_of_a_message_are_one_document() {
        let table = "<table><tr><td>=D6=A7=B3=F6<td>1.=\r\n50</table>";
        let message = [
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"=_b\"\r\n\r\nx\r\n"
                .into(),
            part("book.htm", "text/html", "7bit", "<frameset><noframes>no</noframes></frameset>"),
            part("book.files/tabstrip.htm", "text/html", "7bit", "<a>Sheet1</a>"),
            part("s1.htm", "text/html; charset=gb2312", "Quoted-Printable", table),
            part(
                "s2.htm",
                "text/html; charset=utf-8",
                "base64",
                "PHA+5ZCO5paHPHRhYmxlPjx0cj48dGQ+5LiA",
            ),
            part("x.png", "image/png", "base64", "AAAA"),
            "--=_b--\r\n".into(),
        ]
        .concat();
        assert!(is_mhtml(message.as_bytes()));
        let document = read(message.as_bytes(), &Limits::DEFAULT).unwrap();
        assert_eq!(show(&document), ["0,0 支出 | 0,1 1.50", "后文", "0,0 一"]);
        let places: Vec<_> = document.tables().map(|table| table.cells[0].place.clone()).collect();
        assert_eq!(places[1], document::Place::Cell { table: 2, row: 1, column: 1 });
    }

    #[test]
    fn a_message_without_a_page_and_nested_messages() {
        let none = b"Content-Type: multipart/related; boundary=a\n\n--a\n\nx\n--a--";
        assert!(matches!(read(none, &Limits::DEFAULT), Err(ReadError::Broken { .. })));
        assert!(!is_mhtml(b"Subject: x\n\ntext"));
        assert!(!is_mhtml("单位：某局".as_bytes()));
        let deep = "Content-Type: multipart/mixed; boundary=a\n\n--a\n".repeat(100_000);
        assert!(read(deep.as_bytes(), &Limits::DEFAULT).is_err());
    }
}
