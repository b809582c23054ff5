//! Numbers that are slips of each other.

use ledger::Printed;

/// Whether two long numbers differ only by two neighbouring digits that stand in each other's place.
pub(super) fn is_swapped(one: Printed, other: Printed) -> bool {
    const LEAST: usize = 5;
    let (one, other) = (one.to_string(), other.to_string());
    let pairs = one.bytes().zip(other.bytes()).enumerate().filter(|(_, (a, b))| a != b);
    let pairs: Vec<_> = pairs.collect();
    let is_long = one.bytes().filter(u8::is_ascii_digit).count() >= LEAST;
    is_long
        && one.len() == other.len()
        && matches!(pairs.as_slice(), [(at, (a, b)), (next, (c, d))]
            if at + 1 == *next && a == d && b == c)
}

/// Whether two numbers differ by one digit or by two that are swapped.
pub(super) fn is_slip(one: Printed, other: Printed) -> bool {
    let (one, other) = (one.to_string(), other.to_string());
    let pairs: Vec<(u8, u8)> = one.bytes().zip(other.bytes()).filter(|(a, b)| a != b).collect();
    one.len() == other.len()
        && match pairs.as_slice() {
            [_] => true,
            [(a, b), (c, d)] => a == d && b == c,
            _ => false,
        }
}

/// Whether a number is another one without one of its digits: 4558 of 45158.
pub(super) fn lacks_digit(number: i128, other: i128) -> bool {
    let (number, other) = (number.to_string(), other.to_string());
    number.len() + 1 == other.len()
        && (0..other.len()).any(|at| {
            let mut rest = other.clone();
            rest.remove(at);
            rest == number
        })
}
