use crate::{Interval, Rounding};
use std::cmp::Ordering;
use std::fmt;

/// A percentage as it is printed: its digits and its decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Percent {
    digits: i64,
    decimals: u8,
}

/// The most digits before and after the point that a printed percentage may have.
const MAX_DIGITS: usize = 9;

impl Percent {
    /// Reads the digits before a percent sign: `1.87`, `100`.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let is_number = !whole.is_empty()
            && is_digits(whole)
            && is_digits(fraction)
            && whole.len() <= MAX_DIGITS
            && fraction.len() <= MAX_DIGITS
            && (text.contains('.') != fraction.is_empty());
        let decimals = u8::try_from(fraction.len()).ok()?;
        is_number
            .then(|| {
                format!("{whole}{fraction}").parse().ok().map(|digits| Self { digits, decimals })
            })
            .flatten()
    }

    /// Whether it can be the share of some amount of `part` in some amount of `whole`,
    /// neither of them negative; of nothing no share can be told, so then it cannot.
    pub fn fits(self, part: Interval, whole: Interval, rounding: Rounding) -> bool {
        // In halves of the last digit, so that half a step is a whole number.
        let scale = 200 * 10_i128.pow(u32::from(self.decimals));
        let digits = 2 * i128::from(self.digits);
        let (low, high) = match rounding {
            Rounding::Nearest => (digits - 1, digits + 1),
            Rounding::Truncated => (digits, digits + 2),
            Rounding::Either => (digits - 1, digits + 2),
        };
        let reaches = |amount: i128, times: i128| amount.checked_mul(times);
        let fits = || {
            let above = reaches(part.high, scale)? >= reaches(whole.low, low)?;
            let below = reaches(part.low.max(0), scale)? <= reaches(whole.high, high)?;
            Some(above && below)
        };
        whole.low > 0 && fits().unwrap_or(false)
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// Whether it differs from `other` by one in its last decimal, if it has any.
    pub fn is_beside(self, other: Self) -> bool {
        self.decimals > 0
            && self.decimals == other.decimals
            && self.digits.abs_diff(other.digits) == 1
    }

    /// Whether percentages with the same decimals are together all of something.
    pub fn are_all(percents: impl IntoIterator<Item = Self>) -> bool {
        let mut percents = percents.into_iter();
        let Some(first) = percents.next() else { return false };
        let sum = percents.try_fold(first, |sum, next| {
            (sum.decimals == next.decimals)
                .then(|| Self { digits: sum.digits + next.digits, ..sum })
        });
        sum.is_some_and(|sum| sum.from_hundred().0 == Ordering::Equal)
    }

    /// Whether it is more or less than all, and by how much.
    pub fn from_hundred(self) -> (Ordering, Self) {
        let all = 100 * 10_i64.pow(u32::from(self.decimals));
        (self.digits.cmp(&all), Self { digits: (self.digits - all).abs(), ..self })
    }

    /// The share of `part` in `whole` with as many decimals as this one; `None` of nothing.
    pub fn in_format_of(self, part: i128, whole: i128) -> Option<Self> {
        let scaled = part.checked_mul(200 * 10_i128.pow(u32::from(self.decimals)))?;
        let halves = scaled.checked_div(whole)?;
        Some(Self { digits: i64::try_from((halves + halves.signum()) / 2).ok()?, ..self })
    }
}

/// The number with its sign: `1.87%`.
impl fmt::Display for Percent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = 10_u64.pow(u32::from(self.decimals));
        let (sign, digits) = (if self.digits < 0 { "-" } else { "" }, self.digits.unsigned_abs());
        write!(out, "{sign}{}", digits / scale)?;
        match usize::from(self.decimals) {
            0 => write!(out, "%"),
            width => write!(out, ".{:0width$}%", digits % scale),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{MoneyUnit, Printed};

    fn wan(text: &str) -> Interval {
        Printed::parse(text, MoneyUnit::TenThousandYuan).unwrap().interval(Rounding::Nearest)
    }

    fn fits(percent: &str, part: &str, whole: &str) -> bool {
        Percent::parse(percent).unwrap().fits(wan(part), wan(whole), Rounding::Nearest)
    }

    #[test]
    fn a_share_is_decided_by_the_intervals() {
        assert!(fits("79.49", "1589.80", "2000.00"));
        assert!(!fits("79.50", "1589.80", "2000.00"));
        assert!(fits("33", "1", "3"), "1 stands for anything from 0.5 to 1.5");
        assert!(!fits("50", "1.00", "3.00"));
        assert!(fits("0", "0.00", "3.00"));
        assert!(!fits("0", "0.00", "0.00"), "of nothing no share can be told");
    }

    #[test]
    fn cutting_differs_from_rounding() {
        let percent = Percent::parse("66.66").unwrap();
        let (part, whole) = (wan("2000.00"), wan("3000.00"));
        assert!(!percent.fits(part, whole, Rounding::Nearest));
        assert!(percent.fits(part, whole, Rounding::Truncated));
    }

    #[test]
    fn the_right_share_is_told_in_the_same_decimals() {
        let like = |text: &str, part, whole| Percent::parse(text)?.in_format_of(part, whole);
        assert_eq!(
            like("71.00", 2, 3).map(|percent| percent.to_string()).as_deref(),
            Some("66.67%")
        );
        assert_eq!(like("7", 2, 3).map(|percent| percent.to_string()).as_deref(), Some("67%"));
        assert_eq!(like("7", 2, 0), None);
        let fall = like("5.5", -1800, 33_000).map(|percent| percent.to_string());
        assert_eq!(fall.as_deref(), Some("-5.5%"));
        let fall = like("0.50", -1, 400).map(|percent| percent.to_string());
        assert_eq!(fall.as_deref(), Some("-0.25%"));
    }

    #[test]
    fn what_is_no_percentage_does_not_parse() {
        for text in ["", ".5", "5.", "1,000", "-1", "12345678901"] {
            assert_eq!(Percent::parse(text), None, "{text}");
        }
    }
}
