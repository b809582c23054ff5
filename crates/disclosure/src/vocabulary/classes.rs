//! What a class or a code of the classifications counts.

use crate::vocabulary::parts::Parts;
use classification::{Classification, Kind};
use ledger::Code;

/// What the class (类) of that name counts.
pub fn class(name: &str) -> Option<Parts> {
    let of = |lists| Classification::get(lists).class(name);
    of(Kind::Function).or_else(|| of(Kind::Economic)).map(code_parts)
}

/// Functions begin with 2, economic items of departments with 3.
pub fn code_parts(code: Code) -> Parts {
    if code.is_function() {
        Parts { function: Some(code), ..Parts::default() }
    } else {
        Parts { economic: Some(code), ..Parts::default() }
    }
}
