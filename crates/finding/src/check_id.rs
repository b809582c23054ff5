use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::fmt;
use std::str::FromStr;

/// The number of a check, printed and parsed as its stable code: `YS102`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CheckId(u16);

/// A text that is not the code of a check: `YS` and three digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotACode;

impl CheckId {
    /// The check with the given code; `None` unless it is `YS` and three digits.
    pub const fn parse(code: &str) -> Option<Self> {
        let [b'Y', b'S', hundreds @ b'0'..=b'9', tens @ b'0'..=b'9', ones @ b'0'..=b'9'] =
            code.as_bytes()
        else {
            return None;
        };
        let zeros = b'0' as u16 * 111;
        Some(Self(*hundreds as u16 * 100 + *tens as u16 * 10 + *ones as u16 - zeros))
    }

    /// The number after `YS`.
    pub const fn number(self) -> u16 {
        self.0
    }
}

impl fmt::Display for CheckId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "YS{:03}", self.0)
    }
}

impl FromStr for CheckId {
    type Err = NotACode;

    fn from_str(code: &str) -> Result<Self, NotACode> {
        Self::parse(code).ok_or(NotACode)
    }
}

impl fmt::Display for NotACode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("not a check's code: expected YS and three digits")
    }
}

impl std::error::Error for NotACode {}

impl Serialize for CheckId {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CheckId {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let code = String::deserialize(input)?;
        code.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_printed_as_it_was_parsed() {
        for code in ["YS000", "YS007", "YS102", "YS533"] {
            assert_eq!(code.parse::<CheckId>().map(|id| id.to_string()), Ok(code.to_owned()));
        }
        assert_eq!(CheckId::parse("YS533").map(CheckId::number), Some(533));
    }

    #[test]
    fn nothing_else_is_a_code() {
        for code in ["", "YS", "YS10", "YS1020", "ys102", "YS1O2", "ＹＳ102", "list-sum"] {
            assert_eq!(CheckId::parse(code), None, "{code}");
        }
    }
}
