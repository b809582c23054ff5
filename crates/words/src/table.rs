//! The tables of words as `build.rs` wrote them.

use crate::key;

/// A table from keys to values of a fixed width.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table {
    bytes: &'static [u8],
    width: usize,
}

/// All words, each with its cost and whether it may be what was meant.
pub(crate) const WORDS: Table =
    Table { bytes: include_bytes!(concat!(env!("OUT_DIR"), "/words.bin")), width: 9 };

/// The words that may be meant, by what is left without one of their characters.
const GAPS: Table =
    Table { bytes: include_bytes!(concat!(env!("OUT_DIR"), "/gaps.bin")), width: 11 };

/// Bits of which those of the keys of a table are set: nine of ten keys that are searched there have
/// none, and the bits are few enough to stay near the processor.
#[derive(Debug, Clone, Copy)]
struct Filter(&'static [u8]);

const WORDS_FILTER: Filter = Filter(include_bytes!(concat!(env!("OUT_DIR"), "/words.bits")));
const GAPS_FILTER: Filter = Filter(include_bytes!(concat!(env!("OUT_DIR"), "/gaps.bits")));

/// What is known of a word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// Ten times the negative logarithm of its share of all words.
    pub cost: u32,
    /// Whether it is so frequent that it may be what was meant.
    pub may_be_meant: bool,
}

/// Returns the word with that key.
pub(crate) fn word(key: u64) -> Option<Word> {
    WORDS_FILTER.find(WORDS, key).find_map(|value| {
        let value = value.first()?;
        Some(Word { cost: u32::from(value >> 1), may_be_meant: value & 1 == 1 })
    })
}

/// Returns the characters that make a word of `rest` at the position `gap`, with the word's cost.
pub(crate) fn fillings(
    rest: impl Iterator<Item = char>,
    gap: usize,
) -> impl Iterator<Item = (char, u32)> {
    let key = key::with_gap(rest, gap);
    GAPS_FILTER.find(GAPS, key).filter_map(|value| {
        let [low, high, cost] = value.try_into().ok()?;
        let missing = char::from_u32(u32::from(u16::from_le_bytes([low, high])))?;
        Some((missing, u32::from(cost)))
    })
}

impl Filter {
    /// Returns the values of a key in the table of the filter.
    fn find(self, table: Table, key: u64) -> impl Iterator<Item = &'static [u8]> {
        let bit = key::bit(key, self.0.len() * 8);
        let may_be_there = self.0.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1);
        may_be_there.then(|| table.find(key)).into_iter().flatten()
    }
}

impl Table {
    /// Returns the values of a key.
    fn find(self, key: u64) -> impl Iterator<Item = &'static [u8]> {
        let slots = self.bytes.len() / self.width;
        let first = key::slot(key, slots);
        let slot = move |at: usize| {
            let (found, value) = self.bytes.get(at * self.width..)?.get(..self.width)?.split_at(8);
            let found = u64::from_le_bytes(found.try_into().ok()?);
            (found != 0).then_some((found, value))
        };
        let from_first = (first..slots).chain(0..first).map_while(slot);
        from_first.filter(move |(found, _)| *found == key).map(|(_, value)| value)
    }
}
