//! Values as the binary formats of Excel store them.

/// Decodes a number in four bytes: an integer or the upper half of a float, optionally divided by
/// 100.
#[expect(clippy::float_arithmetic, reason = "the file format itself divides a float by 100")]
pub(super) fn short_number(coded: u32) -> f64 {
    let value = if coded & 2 == 0 {
        f64::from_bits(u64::from(coded & !3) << 32)
    } else {
        f64::from(coded.cast_signed() >> 2)
    };
    if coded & 1 == 0 { value } else { value / 100.0 }
}

/// Returns the word for a truth value or an error.
pub(super) fn truth_or_error(value: u8, is_error: bool) -> String {
    match (is_error, value) {
        (false, 0) => "FALSE",
        (false, _) => "TRUE",
        (true, 0x00) => "#NULL!",
        (true, 0x07) => "#DIV/0!",
        (true, 0x0F) => "#VALUE!",
        (true, 0x17) => "#REF!",
        (true, 0x1D) => "#NAME?",
        (true, 0x24) => "#NUM!",
        (true, _) => "#N/A",
    }
    .into()
}
