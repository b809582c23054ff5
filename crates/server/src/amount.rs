//! Amounts as people and spreadsheets read them.

use ledger::Amount;

/// Returns an amount in yuan with two decimals, without separators.
pub(crate) fn yuan(amount: Amount) -> String {
    let fen = amount.fen();
    let (sign, digits) = (if fen < 0 { "-" } else { "" }, fen.unsigned_abs());
    format!("{sign}{}.{:02}", digits / 100, digits % 100)
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
}
