use std::fmt;

/// A code of the function or economic classification (科目编码), or all of it.
///
/// A code is a path of digits: 类 (3 digits), 款 (5), and for functions 项 (7).
/// The empty code is the whole classification. Longer codes than that are not
/// budget codes and do not parse.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    digits: u32,
    len: u8,
}

impl Code {
    /// The whole classification.
    pub const ALL: Self = Self { digits: 0, len: 0 };

    /// The code written as `text`, or `None` where that is no budget code.
    pub fn parse(text: &str) -> Option<Self> {
        let len = u8::try_from(text.len()).ok()?;
        let is_code = matches!(len, 3 | 5 | 7)
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && !text.starts_with('0');
        is_code.then(|| text.parse().ok().map(|digits| Self { digits, len })).flatten()
    }

    /// Returns the level: 0 all, 1 类, 2 款, 3 项.
    pub const fn level(self) -> u8 {
        match self.len {
            0 => 0,
            len => (len - 1) / 2,
        }
    }

    /// Whether it is a code of functions, which begin with 2.
    pub const fn is_function(self) -> bool {
        self.first_digit() == 2
    }

    /// Whether it is a code of the economic items of departments, which begin with 3.
    pub const fn is_economic(self) -> bool {
        self.first_digit() == 3
    }

    /// Whether it is a code of the economic items of the government, which begin with 5.
    pub const fn is_of_government(self) -> bool {
        self.first_digit() == 5
    }

    /// The next higher code: 2013701 → 20137 → 201 → all.
    pub fn parent(self) -> Option<Self> {
        match self.len {
            0 => None,
            3 => Some(Self::ALL),
            len => Some(Self { digits: self.digits / 100, len: len - 2 }),
        }
    }

    /// This code and those above it, the whole classification last.
    pub fn widened(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |code| code.parent())
    }

    /// Whether `other` is this code or lies below it.
    pub fn contains(self, other: Self) -> bool {
        let more = usize::from(other.len.wrapping_sub(self.len));
        let below = POWERS.get(more).copied().unwrap_or(0);
        other.digits.wrapping_sub(self.digits.wrapping_mul(below)) < below
    }

    /// The digits with zeros for those that a longer code has: 2010000 for 201.
    pub fn padded(self) -> u32 {
        let missing = 7_usize.saturating_sub(usize::from(self.len));
        self.digits.saturating_mul(POWERS.get(missing).copied().unwrap_or(1))
    }

    /// The first digit; 0 for the whole classification.
    pub const fn first_digit(self) -> u32 {
        match self.len {
            3 => self.digits / 100,
            5 => self.digits / 10_000,
            _ => self.digits / 1_000_000,
        }
    }
}

/// How many codes of so many digits more begin with the digits of one.
const POWERS: [u32; 8] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/// The digits; nothing for the whole classification.
impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.len {
            0 => Ok(()),
            _ => write!(out, "{}", self.digits),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Code {
        Code::parse(text).unwrap_or_default()
    }

    #[test]
    fn a_code_contains_what_its_digits_begin() {
        assert!(code("201").contains(code("2013701")));
        assert!(code("20137").contains(code("20137")));
        assert!(Code::ALL.contains(code("201")));
        assert!(!code("201").contains(code("202")));
        assert!(!code("20137").contains(code("201")));
    }

    #[test]
    fn parents_lead_to_the_whole() {
        assert_eq!(code("2013701").parent(), Some(code("20137")));
        assert_eq!(code("20137").parent(), Some(code("201")));
        assert_eq!(code("201").parent(), Some(Code::ALL));
        assert_eq!(Code::ALL.parent(), None);
        assert_eq!(code("2013701").level(), 3);
    }

    #[test]
    fn the_first_digit_tells_the_classification() {
        for function in ["201", "20137", "2013701"] {
            assert!(code(function).is_function() && !code(function).is_economic());
        }
        for economic in ["302", "30217"] {
            assert!(code(economic).is_economic() && !code(economic).is_function());
        }
        for neither in [Code::ALL, code("501"), code("103"), code("1032013")] {
            assert!(!neither.is_function() && !neither.is_economic());
        }
    }

    #[test]
    fn what_is_no_code_does_not_parse() {
        for text in ["", "20", "2013", "01301", "20137011", "20a", "２０１"] {
            assert_eq!(Code::parse(text), None, "{text}");
        }
    }
}
