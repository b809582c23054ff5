//! Codes that may have been meant.

use crate::{Classification, Named};
use ledger::Year;

/// The number of suggestions.
const MOST: usize = 3;

impl Classification {
    /// Returns the listed codes that `digits` may be a slip of, with their names in `year`.
    pub fn near(&self, digits: &str, year: Option<Year>) -> Vec<&Named> {
        let is_near = |named: &&Named| is_slip(&named.code.to_string(), digits);
        // Codes of the same length are the likelier ones.
        let mut near: Vec<&Named> = self.offered(year).filter(is_near).collect();
        near.sort_by_key(|named| {
            (named.code.to_string().len().abs_diff(digits.len()), named.evidence)
        });
        near.truncate(MOST);
        near
    }
}

/// Returns whether one slip makes `other` of `one`: one digit is another, is missing or is too many,
/// or two neighbours changed places.
pub fn is_slip(one: &str, other: &str) -> bool {
    let same = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let (one, other) = (one.get(same..).unwrap_or_default(), other.get(same..).unwrap_or_default());
    let is_swapped = || match (one.as_bytes(), other.as_bytes()) {
        ([a, b, rest @ ..], [c, d, tail @ ..]) => a == d && b == c && rest == tail,
        _ => false,
    };
    match (one.get(1..), other.get(1..)) {
        (Some(one_rest), Some(other_rest)) => {
            one_rest == other_rest || one_rest == other || one == other_rest || is_swapped()
        }
        (Some(rest), None) | (None, Some(rest)) => rest.is_empty(),
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    #[test]
    fn one_slip_is_near() {
        for other in ["2080550", "208050", "20805005", "2085005", "2080515"] {
            assert!(is_slip("2080505", other), "{other}");
        }
        for other in ["2080505", "2080566", "20805", "", "5050802"] {
            assert!(!is_slip("2080505", other), "{other}");
        }
    }

    #[test]
    fn near_codes_are_offered_with_their_names() {
        let near = Classification::get(Kind::Function).near("2080550", None);
        let names: Vec<&str> = near.iter().map(|named| named.name).collect();
        assert!(names.contains(&"机关事业单位基本养老保险缴费支出"), "{names:?}");
        assert!(near.len() <= MOST);
    }
}
