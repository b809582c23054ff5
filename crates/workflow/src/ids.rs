//! Names of things, each a type of its own.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The most characters of a name.
const LONGEST: usize = 200;

/// A text that cannot be a name of its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAnId(pub(crate) String);

impl fmt::Display for NotAnId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "`{}` is not a valid name", self.0)
    }
}

impl std::error::Error for NotAnId {}

/// Declares types for names: texts that satisfy a condition, and are serialised as they are.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident: $is_valid:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Returns the text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                text.to_owned().try_into()
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;

            fn try_from(text: String) -> Result<Self, NotAnId> {
                let is_valid: fn(&str) -> bool = $is_valid;
                if is_valid(&text) { Ok(Self(text)) } else { Err(NotAnId(text)) }
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// The budget code of a body: `101001`. Letters, digits and hyphens.
    BodyCode: is_code;
    /// The login of a person: `wang.li`.
    Person: is_code;
    /// The number under which a document made elsewhere was received.
    DocumentId: is_code;
    /// The SHA-256 of a stored file, in lower-case hexadecimal digits.
    Hash: is_hash;
    /// What is the same about one finding in two versions of a package or document.
    FindingKey: is_name;
    /// A cell as the preparer knows it: `支出!F12`.
    CellName: is_name;
}

fn is_code(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    !text.is_empty() && text.len() <= 64 && text.chars().all(is_part)
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn is_name(text: &str) -> bool {
    text.trim() == text
        && !text.is_empty()
        && text.chars().count() <= LONGEST
        && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_the_kind_are_accepted() {
        assert!("101-001".parse::<BodyCode>().is_ok());
        for bad in ["", "101/001", "一零一", &"1".repeat(65)] {
            assert_eq!(bad.parse::<BodyCode>(), Err(NotAnId(bad.to_owned())));
        }
        assert!("0a".repeat(32).parse::<Hash>().is_ok());
        assert!("0A".repeat(32).parse::<Hash>().is_err());
        assert!("支出!F12".parse::<CellName>().is_ok());
        assert!(" F12".parse::<CellName>().is_err());
        assert!("F\n12".parse::<CellName>().is_err());
    }

    #[test]
    fn a_stored_name_is_checked_when_it_is_read() {
        assert!(serde_json::from_str::<BodyCode>("\"101\"").is_ok());
        assert!(serde_json::from_str::<BodyCode>("\"1 1\"").is_err());
    }
}
