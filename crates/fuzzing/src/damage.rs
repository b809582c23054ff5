//! Inputs made by damaging seeds a little, in the same way in every run.

/// Names and marks that the readers recognise.
const WORDS: &str = include_str!("../../../fuzz/dictionaries/words.dict");

/// The largest number of bytes that one step removes or overwrites.
const LONGEST: usize = 64;

/// An endless iterator over the seeds and then over damaged copies of them.
pub struct Inputs<'a> {
    seeds: &'a [Vec<u8>],
    words: Vec<&'static str>,
    numbers: Numbers,
    made: usize,
}

impl<'a> Inputs<'a> {
    /// Returns the inputs made from `seeds`, or none if it is empty.
    pub fn new(seeds: &'a [Vec<u8>]) -> Self {
        let words = WORDS.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
        let words = words.filter(|word| !word.contains('\\')).collect();
        Self { seeds, words, numbers: Numbers(0x9E37_79B9_7F4A_7C15), made: 0 }
    }

    fn seed(&mut self) -> Option<&'a [u8]> {
        self.seeds.get(self.numbers.below(self.seeds.len())).map(Vec::as_slice)
    }

    /// Changes, removes, repeats or replaces a part of the input.
    fn step(&mut self, input: &mut Vec<u8>) -> Option<()> {
        let at = self.numbers.below(input.len() + 1);
        let end = at + self.numbers.below(LONGEST.min(input.len() - at) + 1);
        match self.numbers.below(7) {
            0 => *input.get_mut(at)? ^= 1 << self.numbers.below(8),
            1 => input.get_mut(at..end)?.fill(0xFF),
            2 => drop(input.drain(at..end)),
            3 => {
                let part = input.get(at..end)?.repeat(1 + self.numbers.below(100));
                input.splice(at..at, part);
            }
            4 => {
                let word = self.words.get(self.numbers.below(self.words.len()))?;
                input.splice(at..end, word.bytes());
            }
            5 => {
                let other = self.seed()?;
                let from = self.numbers.below(other.len() + 1);
                let part = other.iter().skip(from).take(LONGEST * 8).copied();
                input.splice(at..end, part);
            }
            _ => input.truncate(at.max(end)),
        }
        Some(())
    }
}

impl Iterator for Inputs<'_> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let number = self.made;
        self.made += 1;
        if let Some(seed) = self.seeds.get(number) {
            return Some(seed.clone());
        }
        let mut input = self.seed()?.to_vec();
        for _ in 0..=self.numbers.below(4) {
            self.step(&mut input);
        }
        Some(input)
    }
}

/// A generator of pseudo-random numbers: xorshift, after Marsaglia.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0)
    }

    /// Returns a number below `most`, or zero if that is zero.
    fn below(&mut self, most: usize) -> usize {
        self.next() % most.max(1)
    }
}
