//! The encodings of text in RTF files.

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, SHIFT_JIS, UTF_8};

/// Returns the encoding of a Windows code page.
pub(super) fn code_page(number: i32) -> &'static Encoding {
    match number {
        932 => SHIFT_JIS,
        949 => EUC_KR,
        950 => BIG5,
        65001 => UTF_8,
        1250..=1258 => Encoding::for_label(format!("windows-{number}").as_bytes()).unwrap_or(GBK),
        _ => GBK,
    }
}

/// Returns the encoding of a font's character set. Sets of Western fonts are not taken at their
/// word, because programs give them to Chinese text.
pub(super) fn character_set(number: Option<i32>, default: &'static Encoding) -> &'static Encoding {
    match number {
        Some(128) => SHIFT_JIS,
        Some(129) => EUC_KR,
        Some(134) => GBK,
        Some(136) => BIG5,
        _ => default,
    }
}
