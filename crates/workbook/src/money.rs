//! Amounts as they stand in a workbook: exact to the 分, never through a float.

use ledger::{Amount, MoneyUnit};

/// The decimals that are always shown.
const SHOWN: usize = 2;

/// The amount in that unit, with two decimals or as many as it needs: `12.345`.
pub(crate) fn decimal(amount: Amount, unit: MoneyUnit) -> String {
    let fen = amount.fen();
    let step = unit.fen().unsigned_abs();
    let width = usize::from(unit.fen_digits());
    let sign = if fen < 0 { "-" } else { "" };
    let (whole, rest) = (fen.unsigned_abs() / step, fen.unsigned_abs() % step);
    let mut fraction = format!("{rest:0width$}");
    while fraction.len() > SHOWN && fraction.ends_with('0') {
        fraction.pop();
    }
    format!("{sign}{whole}.{fraction}")
}

/// The decimal that a spreadsheet shows for a number in a cell: fifteen significant digits,
/// as all spreadsheets do, so that a formula's 0.30000000000000004 is 0.3.
///
/// `None` where the number is none.
pub(crate) fn shown(number: f64) -> Option<String> {
    if !number.is_finite() {
        return None;
    }
    let text = format!("{number:.14e}");
    let (mantissa, exponent) = text.split_once('e')?;
    let exponent: i64 = exponent.parse().ok()?;
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return Some("0".to_owned());
    }
    Some(format!("{sign}{}", placed(digits, exponent)?))
}

/// Digits with a point after the first, moved by `exponent` places.
fn placed(digits: &str, exponent: i64) -> Option<String> {
    if exponent < 0 {
        let zeros = usize::try_from(-exponent - 1).ok()?;
        return Some(format!("0.{}{digits}", "0".repeat(zeros)));
    }
    let whole = usize::try_from(exponent).ok()? + 1;
    if digits.len() <= whole {
        return Some(format!("{digits}{}", "0".repeat(whole - digits.len())));
    }
    let (whole, fraction) = digits.split_at(whole);
    Some(format!("{whole}.{fraction}"))
}

/// The number to write into a cell, where a spreadsheet can hold the decimal exactly enough.
pub(crate) fn number(decimal: &str) -> Option<f64> {
    let number: f64 = decimal.parse().ok()?;
    let shown = shown(number)?;
    let trimmed = |text: &str| match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text.to_owned(),
    };
    (trimmed(decimal) == shown).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_written_to_the_fen() {
        let written = |fen, unit| decimal(Amount::from_fen(fen), unit);
        assert_eq!(written(123_456_789, MoneyUnit::Yuan), "1234567.89");
        assert_eq!(written(123_456_789, MoneyUnit::TenThousandYuan), "123.456789");
        assert_eq!(written(2_000_000, MoneyUnit::TenThousandYuan), "2.00");
        assert_eq!(written(-5, MoneyUnit::Yuan), "-0.05");
        assert_eq!(written(i64::MIN, MoneyUnit::Yuan), "-92233720368547758.08");
    }

    #[test]
    fn a_cell_shows_fifteen_digits() {
        let shown = |number| shown(number).unwrap();
        assert_eq!(shown(0.1 + 0.2), "0.3");
        assert_eq!(shown(2_012_601.0), "2012601");
        assert_eq!(shown(-1234.5), "-1234.5");
        assert_eq!(shown(0.000_001), "0.000001");
        assert_eq!(shown(0.0), "0");
        assert_eq!(shown(1e20), "100000000000000000000");
        assert_eq!(super::shown(f64::NAN), None);
        assert_eq!(super::shown(f64::INFINITY), None);
    }

    #[test]
    fn what_a_cell_cannot_hold_exactly_is_no_number() {
        assert!(number("9999999999999.99").is_some());
        assert!(number("12.30").is_some() && number("-0.05").is_some() && number("0.00").is_some());
        assert!(number("92233720368547758.08").is_none());
    }
}
