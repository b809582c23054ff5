//! The keys of words, as the tables are built and searched by them.

/// The key of a word without characters.
pub(crate) const START: u64 = 1;

/// The length of the longest word, in characters.
pub(crate) const LONGEST: usize = 6;

/// The most readings of a character.
pub(crate) const READINGS: usize = 7;

/// The bits of a syllable's number that tell it from those that sound like it.
pub(crate) const PLACE_BITS: u32 = 3;

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
const MIX: u64 = 0xd6e8_feb8_6659_fd93;

/// Returns the key of a word with one more character.
pub(crate) fn extend(key: u64, next: char) -> u64 {
    key.wrapping_mul(FACTOR).wrapping_add(u64::from(next))
}

/// Returns the key of `rest`, a word of which one character at `gap` is unknown.
pub(crate) fn with_gap(rest: impl Iterator<Item = char>, gap: usize) -> u64 {
    rest.fold(gap as u64 + 2, extend)
}

/// Returns the bit of a filter, of that many bits, that is set if `key` is in its table.
pub(crate) fn bit(key: u64, bits: usize) -> usize {
    slot(key, bits)
}

/// Returns the slot at which the search for `key` begins, of `slots`.
pub(crate) fn slot(key: u64, slots: usize) -> usize {
    ((u128::from(mixed(key)) * slots as u128) >> 64) as usize
}

fn mixed(key: u64) -> u64 {
    (key ^ (key >> 32)).wrapping_mul(MIX)
}
