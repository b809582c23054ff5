//! Numbers that look random and are the same for the same seed on every machine.

/// A source of numbers (`SplitMix64`).
#[derive(Debug, Clone)]
pub(super) struct Random(u64);

impl Random {
    /// Returns the source for one thing, which is named by numbers.
    pub(super) fn of(seed: u64, names: &[u64]) -> Self {
        let mut source = Self(seed);
        for name in names {
            source.0 = source.next() ^ name.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
        source
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Returns a number from 0 to one less than `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    /// Returns a number from `least` to `most`.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        let count = u64::try_from(most - least + 1).unwrap_or(1).max(1);
        least + i64::try_from(self.next() % count).unwrap_or(0)
    }

    /// Returns one of `all`.
    pub(super) fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_from_the_seed_and_the_names() {
        let numbers = |seed, names: &[u64]| {
            let mut source = Random::of(seed, names);
            [source.below(1000), source.below(1000), source.below(1000)]
        };
        assert_eq!(numbers(1, &[2, 3]), numbers(1, &[2, 3]));
        assert_ne!(numbers(1, &[2, 3]), numbers(1, &[3, 2]));
        assert_ne!(numbers(1, &[2, 3]), numbers(2, &[2, 3]));
        let mut source = Random::of(7, &[]);
        assert!((0..1000).all(|_| (-3..=6).contains(&source.between(-3, 6))));
    }
}
