//! Reads the records of Excel 97 to 2003 and of Excel 5.
//!
//! Source: [MS-XLS]; for Excel 5 the OpenOffice documentation of the format.

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, WINDOWS_1252};

/// An iterator over the records of a stream.
pub(super) struct Records<'a> {
    rest: &'a [u8],
    /// Whether the stream ended inside a record.
    pub cut: bool,
}

/// A record with the records that continue it.
pub(super) struct Record<'a> {
    pub kind: u16,
    pub data: Data<'a>,
}

/// The unread data of a record, which may consist of several pieces.
#[derive(Clone)]
pub(super) struct Data<'a> {
    rest: &'a [u8],
    /// The remaining pieces in reverse order.
    more: Vec<&'a [u8]>,
}

/// The text encoding of a workbook.
#[derive(Clone, Copy)]
pub(super) struct Dialect {
    /// The code page, which Excel 5 and 95 use instead of Unicode.
    pub code_page: Option<&'static Encoding>,
    /// Whether its records are those of Excel 2.
    pub is_first: bool,
}

const CONTINUE: u16 = 0x003C;

impl<'a> Records<'a> {
    /// Returns the records from the offset `start` on.
    pub fn new(stream: &'a [u8], start: usize) -> Self {
        Self { rest: stream.get(start..).unwrap_or_default(), cut: false }
    }

    fn one(&mut self) -> Option<(u16, &'a [u8])> {
        let [a, b, c, d, rest @ ..] = self.rest else {
            self.cut |= !self.rest.is_empty();
            return None;
        };
        let length = usize::from(u16::from_le_bytes([*c, *d]));
        let Some((data, rest)) = rest.split_at_checked(length) else {
            self.cut = true;
            return None;
        };
        self.rest = rest;
        Some((u16::from_le_bytes([*a, *b]), data))
    }

    fn next_continues(&self) -> bool {
        self.rest.starts_with(&CONTINUE.to_le_bytes())
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, data) = self.one()?;
        let mut more = Vec::new();
        while self.next_continues() {
            let Some((_, data)) = self.one() else { break };
            more.push(data);
        }
        more.reverse();
        Some(Record { kind, data: Data { rest: data, more } })
    }
}

impl Data<'_> {
    /// Reads a byte, from the next piece if this one is at its end.
    pub fn u8(&mut self) -> Option<u8> {
        while self.rest.is_empty() {
            self.rest = self.more.pop()?;
        }
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    pub fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    pub fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes([self.u8()?, self.u8()?, self.u8()?, self.u8()?]))
    }

    pub fn bytes(&mut self) -> Option<[u8; 8]> {
        let mut bytes = [0; 8];
        for byte in &mut bytes {
            *byte = self.u8()?;
        }
        Some(bytes)
    }

    pub fn f64(&mut self) -> Option<f64> {
        Some(f64::from_le_bytes(self.bytes()?))
    }

    /// Skips `count` bytes, or all if there are fewer.
    pub fn skip(&mut self, count: usize) {
        let mut count = count;
        while count > self.rest.len() {
            count -= self.rest.len();
            let Some(next) = self.more.pop() else {
                self.rest = &[];
                return;
            };
            self.rest = next;
        }
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    /// Reads a text with its length in two bytes.
    pub fn text(&mut self, dialect: Dialect) -> Option<String> {
        let length = usize::from(self.u16()?);
        self.text_of(length, dialect)
    }

    /// Reads a text with its length in one byte.
    pub fn short_text(&mut self, dialect: Dialect) -> Option<String> {
        let length = usize::from(self.u8()?);
        self.text_of(length, dialect)
    }

    fn text_of(&mut self, length: usize, dialect: Dialect) -> Option<String> {
        if let Some(encoding) = dialect.code_page {
            let bytes: Vec<u8> = std::iter::from_fn(|| self.u8()).take(length).collect();
            return Some(encoding.decode_without_bom_handling(&bytes).0.into_owned());
        }
        let wide = self.u8()? & 1 == 1;
        self.characters(length, wide)
    }

    /// Reads a text of the shared table, which may be followed by formatting and phonetic data.
    pub fn shared_text(&mut self) -> Option<String> {
        let length = usize::from(self.u16()?);
        let flags = self.u8()?;
        let runs = if flags & 0x08 == 0 { 0 } else { usize::from(self.u16()?) };
        let phonetic = if flags & 0x04 == 0 { 0 } else { self.u32()? as usize };
        let text = self.characters(length, flags & 1 == 1)?;
        self.skip(runs * 4);
        self.skip(phonetic);
        Some(text)
    }

    /// Reads characters of one or two bytes. Where a text continues in another piece, that piece
    /// begins with the width of its characters.
    fn characters(&mut self, length: usize, wide: bool) -> Option<String> {
        let mut wide = wide;
        let mut units: Vec<u16> = Vec::with_capacity(length);
        while units.len() < length {
            if self.rest.is_empty() {
                self.rest = self.more.pop()?;
                wide = self.u8()? & 1 == 1;
                continue;
            }
            units.push(if wide { self.u16()? } else { u16::from(self.u8()?) });
        }
        Some(String::from_utf16_lossy(&units))
    }
}

/// Returns the encoding of a Windows code page, and that of simplified Chinese for an unknown one.
pub(super) fn code_page(number: u16) -> &'static Encoding {
    match number {
        932 => SHIFT_JIS,
        949 => EUC_KR,
        950 => BIG5,
        1252 | 32769 => WINDOWS_1252,
        _ => GBK,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNICODE: Dialect = Dialect { code_page: None, is_first: false };

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
    }

    #[test]
    fn a_text_in_several_records_may_change_its_width() {
        let first =
            [&[4, 0, 0x09, 1, 0][..], "部".encode_utf16().next().unwrap().to_le_bytes().as_slice()]
                .concat();
        let stream = [
            record(0xFC, &first),
            record(CONTINUE, b"\0abc"),
            record(CONTINUE, &[0, 0, 0, 0, 1, 0, 0, b'z']),
        ]
        .concat();
        let mut records = Records::new(&stream, 0);
        let mut data = records.next().unwrap().data;
        assert_eq!(data.shared_text().as_deref(), Some("部abc"));
        assert_eq!(data.shared_text().as_deref(), Some("z"));
        assert_eq!(data.shared_text(), None);
        assert!(records.next().is_none() && !records.cut);
    }

    #[test]
    fn texts_in_a_code_page_and_cut_records() {
        let dialect = Dialect { code_page: Some(code_page(936)), is_first: false };
        let mut stream = record(0x0204, b"\x04\0\xB2\xBF\xC3\xC5");
        stream.extend([1, 0, 9, 0, 1]);
        let mut records = Records::new(&stream, 0);
        assert_eq!(records.next().unwrap().data.text(dialect).as_deref(), Some("部门"));
        assert!(records.next().is_none() && records.cut);
        assert_eq!(Data { rest: b"\x02\x00a", more: vec![b"b"] }.short_text(UNICODE), None);
    }
}
