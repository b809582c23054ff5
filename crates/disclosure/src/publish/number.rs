//! Formats numbers.

use crate::layouts::Money;
use ledger::{Amount, Percent, Printed};

/// An amount as it is printed.
pub(super) fn printed(amount: Amount, money: Money) -> Printed {
    Printed::rounded(amount, money.unit, money.decimals)
}

/// Returns the digits of a printed number, grouped by three if the layout asks for it.
pub(super) fn digits(printed: Printed, money: Money) -> String {
    let text = printed.to_string();
    if !money.thousands {
        return text;
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |rest| ("-", rest));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{fraction}")
}

/// Returns the share of `part` in `whole` with two decimals; `None` if `whole` is zero.
pub(super) fn percent(part: Amount, whole: Amount) -> Option<String> {
    let share =
        Percent::parse("0.00")?.in_format_of(i128::from(part.fen()), i128::from(whole.fen()))?;
    Some(share.to_string())
}

/// Returns a number in Chinese words: 12 is 十二. From a hundred on in digits.
pub(super) fn spoken(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |at: usize| DIGITS.get(at).copied().unwrap_or_default();
    match number {
        1..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number - 10)),
        20..=99 => format!("{}十{}", digit(number / 10), digit(number % 10)),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::MoneyUnit;

    #[test]
    fn thousands_are_grouped_where_the_layout_wants_it() {
        let money = Money { unit: MoneyUnit::Yuan, decimals: 2, thousands: true };
        let write = |fen| digits(printed(Amount::from_fen(fen), money), money);
        assert_eq!(write(3_121_420_580), "31,214,205.80");
        assert_eq!(write(-12_300), "-123.00");
        assert_eq!(write(100_000), "1,000.00");
    }

    #[test]
    fn numbers_are_spoken() {
        assert_eq!([1, 10, 12, 20, 31].map(spoken), ["一", "十", "十二", "二十", "三十一"]);
    }
}
