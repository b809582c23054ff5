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

/// The readings of each character.
const READINGS: Table = Table {
    bytes: include_bytes!(concat!(env!("OUT_DIR"), "/readings.bin")),
    width: 8 + 2 * key::READINGS,
};

/// A table of texts, and all of them.
#[derive(Debug, Clone, Copy)]
struct Texts(Table, &'static str);

/// The characters that look like each character.
const SHAPES: Texts = Texts(
    Table { bytes: include_bytes!(concat!(env!("OUT_DIR"), "/shapes.bin")), width: 16 },
    include_str!(concat!(env!("OUT_DIR"), "/shapes.txt")),
);

/// The characters of the syllables that sound alike.
const GROUPS: Texts = Texts(
    Table { bytes: include_bytes!(concat!(env!("OUT_DIR"), "/groups.bin")), width: 16 },
    include_str!(concat!(env!("OUT_DIR"), "/groups.txt")),
);

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

/// A syllable without its tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Syllable(u16);

/// Returns the readings of a character.
pub(crate) fn readings(character: char) -> impl Iterator<Item = Syllable> {
    let readings = READINGS.find(u64::from(character)).next().unwrap_or_default();
    let numbers = readings.as_chunks().0.iter().map(|bytes| u16::from_le_bytes(*bytes));
    numbers.take_while(|number| *number > 0).map(Syllable)
}

/// Returns the characters that look like `character`.
pub(crate) fn shapes(character: char) -> &'static str {
    SHAPES.get(u64::from(character))
}

impl Syllable {
    /// Whether some people say the one like the other.
    pub(crate) fn is_near(self, other: Self) -> bool {
        self.group() == other.group()
    }

    /// Returns the characters of all syllables that sound like it, its own among them.
    pub(crate) fn characters(self) -> &'static str {
        GROUPS.get(u64::from(self.group()))
    }

    const fn group(self) -> u16 {
        self.0 >> key::PLACE_BITS
    }
}

impl Texts {
    /// Returns the text of a key, or nothing.
    fn get(self, key: u64) -> &'static str {
        let place = || {
            let ([start, end], _) = self.0.find(key).next()?.as_chunks().0.split_first_chunk()?;
            let at = |bytes: &[u8; 4]| u32::from_le_bytes(*bytes) as usize;
            self.1.get(at(start)..at(end))
        };
        place().unwrap_or_default()
    }
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
