use crate::{Amount, MoneyUnit};
use std::fmt;

/// A number as it is printed: its digits, its decimals and its unit of money.
///
/// What it says is not one amount but an [`Interval`]: `242.31 万元` stands for
/// every amount that rounds to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Printed {
    digits: i64,
    decimals: u8,
    unit: MoneyUnit,
}

/// The amounts from `low` to `high` in 分, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The least amount.
    pub low: i128,
    /// The greatest amount.
    pub high: i128,
}

/// How the writer shortened an amount to the printed decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest, half away from zero (四舍五入).
    Nearest,
    /// The further digits cut off (舍去).
    Truncated,
    /// One or the other, each number on its own.
    Either,
}

/// Why a text is not an amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotAnAmount {
    /// It has other characters than a number.
    Words,
    /// It is finer than one 分.
    TooFine,
    /// It is larger than any budget.
    TooLarge,
}

/// The most digits a printed amount may have: a thousand times all the money there is.
const MAX_DIGITS: usize = 18;

impl Printed {
    /// Reads a number as printed in a cell: `1,250,000.00`, `71.2`, `-3`, `（3.00）` for minus.
    pub fn parse(text: &str, unit: MoneyUnit) -> Result<Self, NotAnAmount> {
        let text = text.trim();
        let (negative, body) = sign(text);
        let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
        let is_number = is_grouped(whole)
            && fraction.bytes().all(|byte| byte.is_ascii_digit())
            && (body.find('.').is_none() || !fraction.is_empty());
        if !is_number {
            return Err(NotAnAmount::Words);
        }
        let kept = usize::from(unit.fen_digits()).min(fraction.len());
        let (fraction, finer) = fraction.split_at(kept);
        if finer.bytes().any(|byte| byte != b'0') {
            return Err(NotAnAmount::TooFine);
        }
        let digits: String =
            whole.chars().filter(char::is_ascii_digit).chain(fraction.chars()).collect();
        let digits = digits.trim_start_matches('0');
        if digits.len() + usize::from(unit.fen_digits()) - kept > MAX_DIGITS {
            return Err(NotAnAmount::TooLarge);
        }
        let digits: i64 = if digits.is_empty() {
            0
        } else {
            digits.parse().map_err(|_| NotAnAmount::TooLarge)?
        };
        let decimals = u8::try_from(kept).map_err(|_| NotAnAmount::TooFine)?;
        Ok(Self { digits: if negative { -digits } else { digits }, decimals, unit })
    }

    /// Returns `amount` as printed in `unit` with `decimals`: rounded to the nearest, half away
    /// from zero.
    ///
    /// More decimals than one 分 needs are left out.
    pub fn rounded(amount: Amount, unit: MoneyUnit, decimals: u8) -> Self {
        let printed = Self { digits: 0, decimals: decimals.min(unit.fen_digits()), unit };
        let step = printed.step();
        let (whole, rest) = (amount.fen() / step, amount.fen() % step);
        let is_up = rest.unsigned_abs() * 2 >= step.unsigned_abs();
        Self { digits: whole + i64::from(is_up) * rest.signum(), ..printed }
    }

    /// Returns the nominal amount of the digits.
    pub fn nominal(self) -> Amount {
        Amount::from_fen(self.digits * self.step())
    }

    /// Every amount that prints as this number.
    pub fn interval(self, rounding: Rounding) -> Interval {
        let nominal = i128::from(self.digits) * i128::from(self.step());
        let step = i128::from(self.step());
        let (below, above) = match rounding {
            Rounding::Nearest => (step / 2, (step - 1) / 2),
            Rounding::Truncated => (0, step - 1),
            Rounding::Either => (step / 2, step - 1),
        };
        match self.digits {
            0 => Interval { low: -above, high: above },
            digits if digits < 0 => Interval { low: nominal - above, high: nominal + below },
            _ => Interval { low: nominal - below, high: nominal + above },
        }
    }

    /// Whether it prints nothing but zeros.
    pub const fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// The unit of money.
    pub const fn unit(self) -> MoneyUnit {
        self.unit
    }

    /// The number of decimals.
    pub const fn decimals(self) -> u8 {
        self.decimals
    }

    /// Returns the value of the last printed digit, in 分.
    pub const fn step(self) -> i64 {
        10_i64.pow((self.unit.fen_digits() - self.decimals) as u32)
    }

    /// The same number with as many decimals, unless it has more.
    pub fn widened(self, decimals: u8) -> Self {
        let decimals = decimals.clamp(self.decimals, self.unit.fen_digits());
        let scale = 10_i64.pow(u32::from(decimals - self.decimals));
        let widened = self.digits.checked_mul(scale);
        widened.map_or(self, |digits| Self { digits, decimals, ..self })
    }

    /// How `amount` would be printed in the unit and decimals of this number.
    ///
    /// Where the amount is finer than these decimals it gets the decimals it needs.
    pub fn in_format_of(self, amount: Amount) -> Self {
        let mut printed = Self { digits: 0, ..self };
        while amount.fen() % printed.step() != 0 && printed.decimals < printed.unit.fen_digits() {
            printed.decimals += 1;
        }
        Self { digits: amount.fen() / printed.step(), ..printed }
    }
}

/// The number without its unit: `242.31`, `-3.00`.
impl fmt::Display for Printed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let scale = 10_u64.pow(u32::from(self.decimals));
        let digits = self.digits.unsigned_abs();
        write!(out, "{sign}{}", digits / scale)?;
        match usize::from(self.decimals) {
            0 => Ok(()),
            width => write!(out, ".{:0width$}", digits % scale),
        }
    }
}

impl Interval {
    /// Exactly nothing.
    pub const ZERO: Self = Self { low: 0, high: 0 };

    /// Whether some amount lies in both.
    pub const fn overlaps(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

impl std::ops::Add for Interval {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }
}

/// Splits the minus sign off: `-3`, `−3`, `－3`, and the bookkeeper's `(3)`.
fn sign(text: &str) -> (bool, &str) {
    let bracketed = text.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
    match bracketed.or_else(|| text.strip_prefix(['-', '−', '－'])) {
        Some(rest) => (true, rest.trim()),
        None => (false, text),
    }
}

/// Whether `whole` is digits, or digits in groups of three set off by commas.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split([',', '，']);
    let first = groups.next().unwrap_or_default();
    let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let rest_fits = groups.clone().all(|group| group.len() == 3 && is_digits(group));
    let first_fits = match groups.next() {
        Some(_) => (1..=3).contains(&first.len()),
        None => !first.is_empty(),
    };
    is_digits(first) && first_fits && rest_fits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wan(text: &str) -> Printed {
        Printed::parse(text, MoneyUnit::TenThousandYuan).unwrap()
    }

    #[test]
    fn a_printed_number_is_an_interval() {
        let printed = wan("242.31");
        assert_eq!(printed.nominal(), Amount::from_fen(242_310_000));
        assert_eq!(
            printed.interval(Rounding::Nearest),
            Interval { low: 242_305_000, high: 242_314_999 }
        );
        assert_eq!(
            printed.interval(Rounding::Truncated),
            Interval { low: 242_310_000, high: 242_319_999 }
        );
        assert_eq!(
            wan("-0.01").interval(Rounding::Nearest),
            Interval { low: -14_999, high: -5_000 }
        );
    }

    #[test]
    fn an_amount_is_printed_to_the_nearest() {
        let wan = MoneyUnit::TenThousandYuan;
        let print =
            |fen, decimals| Printed::rounded(Amount::from_fen(fen), wan, decimals).to_string();
        assert_eq!(print(242_305_000, 2), "242.31");
        assert_eq!(print(242_304_999, 2), "242.30");
        assert_eq!(print(-5_000, 2), "-0.01");
        assert_eq!(print(-4_999, 2), "0.00");
        assert_eq!(print(1, 9), "0.000001");
    }

    #[test]
    fn whole_cents_are_exact() {
        let printed = Printed::parse("31,214,205.80", MoneyUnit::Yuan).unwrap();
        let exact = Interval { low: 3_121_420_580, high: 3_121_420_580 };
        assert_eq!(printed.interval(Rounding::Nearest), exact);
        assert_eq!(printed.interval(Rounding::Truncated), exact);
    }

    #[test]
    fn a_rounded_and_a_cut_number_may_be_one_apart() {
        let either = |text| wan(text).interval(Rounding::Either);
        assert!(either("326.71").overlaps(either("326.72")));
        assert!(!either("326.71").overlaps(either("326.73")));
    }

    #[test]
    fn neighbours_never_overlap() {
        for rounding in [Rounding::Nearest, Rounding::Truncated] {
            assert!(!wan("35.53").interval(rounding).overlaps(wan("35.54").interval(rounding)));
        }
        assert!(
            wan("71.2")
                .interval(Rounding::Nearest)
                .overlaps(wan("71.20").interval(Rounding::Nearest))
        );
    }

    #[test]
    fn numbers_print_as_they_were_read() {
        for text in ["242.31", "0.00", "-3.50", "17192", "0.6"] {
            assert_eq!(wan(text).to_string(), text);
        }
        assert_eq!(wan("（3.5）").to_string(), "-3.5");
        assert_eq!(wan("1.00").in_format_of(Amount::from_fen(2_500_000)).to_string(), "2.50");
        assert_eq!(wan("1").in_format_of(Amount::from_fen(2_500_000)).to_string(), "2.5");
    }

    #[test]
    fn a_number_can_be_given_more_decimals() {
        assert_eq!(wan("3").widened(2).to_string(), "3.00");
        assert_eq!(wan("3.125").widened(2).to_string(), "3.125");
        assert_eq!(wan("3").widened(9).nominal(), wan("3").nominal());
    }

    #[test]
    fn what_is_no_amount_is_told_apart() {
        let parse = |text| Printed::parse(text, MoneyUnit::Yuan);
        for text in ["", "≥90%", "1万", "1,25", "12,3456", "1.", ".5", "--", "1,,000", "1 2"] {
            assert_eq!(parse(text), Err(NotAnAmount::Words), "{text}");
        }
        assert_eq!(parse("0.001"), Err(NotAnAmount::TooFine));
        assert_eq!(parse("0.010").map(|printed| printed.nominal()), Ok(Amount::from_fen(1)));
        assert_eq!(parse("99999999999999999999"), Err(NotAnAmount::TooLarge));
    }
}
