//! Amounts as people and spreadsheets read them.

use ledger::Amount;

/// Returns an amount in yuan with two decimals, without separators.
pub(crate) fn yuan(amount: Amount) -> String {
    let fen = amount.fen();
    let (sign, digits) = (if fen < 0 { "-" } else { "" }, fen.unsigned_abs());
    format!("{sign}{}.{:02}", digits / 100, digits % 100)
}

/// Returns an amount in yuan with two decimals, its digits in groups of three.
pub(crate) fn grouped(amount: Amount) -> String {
    let plain = yuan(amount);
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, "00"));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len().saturating_sub(at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}.{decimals}")
}

/// Returns a change in percent of what was before, with one decimal; `None` where there was nothing.
pub(crate) fn percent(change: i64, before: i64) -> Option<String> {
    if before == 0 || change == 0 {
        return None;
    }
    let (change, before) = (i128::from(change), i128::from(before));
    let half = before.abs() / 2;
    let tenths = (change.abs() * 1000 + half) / before.abs();
    let sign = if (change < 0) == (before < 0) { "+" } else { "-" };
    Some(format!("{sign}{}.{}%", tenths / 10, tenths % 10))
}

/// Returns the amount that a person wrote in yuan, with or without commas; `None` where it is none,
/// or has a part of a 分.
pub(crate) fn parsed(text: &str) -> Option<Amount> {
    let text: String = text.trim().chars().filter(|c| !matches!(c, ',' | '，')).collect();
    let (sign, digits) = text.strip_prefix('-').map_or((1, text.as_str()), |rest| (-1, rest));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_amount = !whole.is_empty() && are_digits(whole) && are_digits(decimals);
    if !is_amount || decimals.len() > 2 {
        return None;
    }
    let fen: i64 = format!("{whole}{decimals:0<2}").parse().ok()?;
    Some(Amount::from_fen(sign * fen))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_printed_exactly() {
        let printed = [0, 5, -5, 1234567, i64::MIN].map(|fen| yuan(Amount::from_fen(fen)));
        let expected = ["0.00", "0.05", "-0.05", "12345.67", "-92233720368547758.08"];
        assert_eq!(printed, expected);
    }

    #[test]
    fn digits_stand_in_groups_of_three() {
        let printed = [0, 99_999, 100_000, -123_456_789].map(|fen| grouped(Amount::from_fen(fen)));
        assert_eq!(printed, ["0.00", "999.99", "1,000.00", "-1,234,567.89"]);
    }

    #[test]
    fn changes_are_rounded_to_a_tenth_of_a_percent() {
        assert_eq!(percent(5, 100).as_deref(), Some("+5.0%"));
        assert_eq!(percent(-1, 3).as_deref(), Some("-33.3%"));
        assert_eq!(percent(2, 3).as_deref(), Some("+66.7%"));
        assert_eq!(percent(1, 0), None);
        assert_eq!(percent(i64::MAX, 1).as_deref(), Some("+922337203685477580700.0%"));
    }

    #[test]
    fn what_people_write_is_read_exactly() {
        let fen = |text| parsed(text).map(Amount::fen);
        assert_eq!(fen("1,234.5"), Some(123_450));
        assert_eq!(fen(" -0.07 "), Some(-7));
        assert_eq!(fen("12"), Some(1200));
        for bad in ["", "-", ".5", "1.234", "1e3", "一", "=1", "99999999999999999999"] {
            assert_eq!(fen(bad), None, "{bad}");
        }
    }
}
