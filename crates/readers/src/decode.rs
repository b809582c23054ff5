//! Decodes text in the encodings that are common in Chinese offices.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Decodes bytes to text. Also returns whether all of them could be decoded.
///
/// The encoding is, in this order: that of a byte order mark, that declared by the file, UTF-16 if
/// the bytes look like it, UTF-8 if they are valid, otherwise whichever of UTF-8 and GB18030 gives
/// fewer replacement characters.
pub(crate) fn decode<'b>(
    bytes: &'b [u8],
    declared: Option<&'static Encoding>,
) -> (Cow<'b, str>, bool) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or(&[]));
        return (text, !broken);
    }
    let encoding = declared.or_else(|| guess_utf_16(bytes)).unwrap_or(UTF_8);
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if !broken || cut_short(bytes) {
        return (text, !broken);
    }
    // The text may be damaged in both encodings; the one with fewer faults is used.
    let (other, other_broken) = GB18030.decode_without_bom_handling(bytes);
    if faults(&other) < faults(&text) { (other, !other_broken) } else { (text, false) }
}

/// Returns whether the bytes are valid UTF-8 except that the last character is incomplete.
fn cut_short(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

fn faults(text: &str) -> usize {
    text.matches(char::REPLACEMENT_CHARACTER).count()
}

/// Recognises UTF-16 without a byte order mark by the zero bytes of line ends and digits.
fn guess_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let zeros = |start: usize| sample.iter().skip(start).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match (even * 50 > sample.len(), odd * 50 > sample.len()) {
        (false, true) if even * 8 < odd => Some(UTF_16LE),
        (true, false) if odd * 8 < even => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "部门预算\r\n收入合计 12.50 万元\r\n";

    #[test]
    fn every_common_encoding_is_decoded() {
        let utf_16: Vec<u8> = WORDS.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let swapped: Vec<u8> = WORDS.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            WORDS.as_bytes().to_vec(),
            marked(b"\xEF\xBB\xBF", WORDS.as_bytes()),
            marked(b"\xFF\xFE", &utf_16),
            marked(b"\xFE\xFF", &swapped),
            utf_16,
            swapped,
            GB18030.encode(WORDS).0.into_owned(),
        ] {
            assert_eq!(decode(&bytes, None), (WORDS.into(), true), "{bytes:?}");
        }
    }

    #[test]
    fn an_incomplete_last_character_does_not_change_the_encoding() {
        let (text, whole) = decode(&WORDS.as_bytes()[..7], None);
        assert_eq!((text.as_ref(), whole), ("部门\u{FFFD}", false));
    }
}
