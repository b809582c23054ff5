//! Which words a Chinese text may have meant where it prints no word.
//!
//! A clause is cut into the words of the dictionary at the least cost, the cost of a word being
//! the negative logarithm of its frequency. Where one slip of the writer — another character of
//! the same sound or shape, one left out, one written twice, two changed over — makes a clause
//! much cheaper, that slip is likely.

#![forbid(unsafe_code)]

mod alike;
mod key;
mod slips;
mod table;

pub use alike::slip;
pub use slips::{Clause, Correction, is_word};

/// What the writer did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// A character of the same sound.
    Sound,
    /// A character of nearly the same sound.
    Near,
    /// A character that looks alike.
    Shape,
    /// A character left out.
    Missing,
    /// A character written twice.
    Twice,
    /// Two characters changed over.
    Swapped,
}
