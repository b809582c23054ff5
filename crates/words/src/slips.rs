//! Cuts a clause into words, and finds the slips in it.

use crate::key::{self, LONGEST};
use crate::{Slip, alike, table};
use std::ops::Range;

/// The cost of a character that is no word by itself.
const UNKNOWN: u32 = 63;
/// No word that may be meant costs less.
const CHEAPEST: u32 = 25;
/// The gain of leaving out a character that is printed twice.
const TWICE: u32 = 40;
/// What ends names, after which a word often begins with the same character, and what may be
/// said twice.
const ENDS_NAMES: &str =
    "省市县区镇乡村州旗街路局院所校会处科站室馆厂党团队部委办司组社班员长一二三四五六七八九十";

/// Words of a clause and what was probably meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The first byte of the wrong words in the clause.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// The word that was meant.
    pub meant: String,
    /// What the writer did.
    pub slip: Slip,
    /// By how much the clause gets cheaper, as ten times a logarithm to the base ten.
    pub gain: u32,
    /// Whether the printed words are words as well, only not together.
    pub is_words: bool,
}

/// A run of Chinese characters without punctuation, cut into words at the least cost.
#[derive(Debug)]
pub struct Clause {
    characters: Vec<char>,
    /// The cost up to each position.
    before: Vec<u32>,
    /// The cost from each position.
    after: Vec<u32>,
    /// The words, at the least cost.
    words: Vec<Range<usize>>,
}

/// Characters of a clause that may be one word with a slip in it.
struct Part<'a> {
    start: usize,
    end: usize,
    characters: &'a [char],
    /// What they cost in the clause as it is printed.
    cost: u32,
    /// The least gain of a correction.
    least: u32,
}

/// A correction by positions of characters.
struct Candidate {
    start: usize,
    end: usize,
    meant: String,
    slip: Slip,
    gain: u32,
}

impl Clause {
    /// Cuts a clause into words.
    pub fn new(clause: &str) -> Self {
        let characters: Vec<char> = clause.chars().collect();
        let count = characters.len();
        let mut before = vec![u32::MAX; count + 1];
        let mut steps = Vec::new();
        if let Some(first) = before.first_mut() {
            *first = 0;
        }
        for start in 0..count {
            let so_far = before.get(start).copied().unwrap_or_default();
            let mut key = key::START;
            for (character, end) in characters.iter().skip(start).take(LONGEST).zip(start + 1..) {
                key = key::extend(key, *character);
                let alone = (end == start + 1).then_some(UNKNOWN);
                let Some(cost) = table::word(key).map(|word| word.cost).or(alone) else { continue };
                steps.push((start, end, cost));
                if let Some(least) = before.get_mut(end) {
                    *least = (*least).min(so_far + cost);
                }
            }
        }
        let mut after = vec![u32::MAX; count + 1];
        if let Some(last) = after.last_mut() {
            *last = 0;
        }
        let mut best = vec![1; count];
        for (start, end, cost) in steps.into_iter().rev() {
            let rest = after.get(end).copied().unwrap_or_default();
            if let (Some(least), Some(best)) = (after.get_mut(start), best.get_mut(start))
                && rest + cost < *least
            {
                (*least, *best) = (rest + cost, end - start);
            }
        }
        let word = |start: usize| best.get(start).map(|length| start..start + length);
        let words = std::iter::successors(word(0), |last| word(last.end));
        Self { words: words.collect(), characters, before, after }
    }

    /// Returns its words as ranges of bytes.
    pub fn words(&self) -> impl Iterator<Item = Range<usize>> {
        self.words.iter().map(|word| self.byte(word.start)..self.byte(word.end))
    }

    /// Returns what its words cost.
    pub fn cost(&self) -> u32 {
        self.before.last().copied().unwrap_or_default()
    }

    /// Returns the corrections that gain at least `least`, from left to right.
    pub fn corrections(&self, least: u32) -> Vec<Correction> {
        let mut candidates = self.twice();
        // What the rest may cost at most where a part may be a slip.
        let most = self.cost().checked_sub(least + CHEAPEST);
        for (start, before) in self.before.iter().enumerate().filter(|_| most.is_some()) {
            let after = self.after.iter().enumerate().skip(start + 2).take(LONGEST);
            let dear = after.filter(|(_, after)| Some(before + *after) <= most);
            for part in dear.filter_map(|(end, _)| self.part(start, end, least)) {
                part.others(&mut candidates);
                part.missing(&mut candidates);
                part.order(&mut candidates);
            }
        }
        candidates.sort_by(|one, other| {
            other
                .gain
                .cmp(&one.gain)
                .then(one.start.cmp(&other.start))
                .then(one.end.cmp(&other.end))
        });
        let mut kept: Vec<Candidate> = Vec::new();
        for candidate in candidates {
            if kept.iter().all(|kept| candidate.end <= kept.start || candidate.start >= kept.end) {
                kept.push(candidate);
            }
        }
        kept.sort_by_key(|candidate| candidate.start);
        kept.into_iter().map(|candidate| self.correction(candidate)).collect()
    }

    /// A word whose last character is printed twice, so that one is left over.
    fn twice(&self) -> Vec<Candidate> {
        let twice = self.words.iter().zip(self.words.iter().skip(1)).filter_map(|(word, left)| {
            let (word, left) = (word.clone(), left.clone());
            let printed = self.characters.get(word.clone())?;
            let again = self.characters.get(left.clone())?;
            let is_twice = word.len() > 1
                && again.len() == 1
                && printed.ends_with(again)
                && !again.iter().any(|character| ENDS_NAMES.contains(*character));
            let meant = printed.iter().collect();
            let slip = Slip::Twice;
            is_twice.then_some(Candidate {
                start: word.start,
                end: left.end,
                meant,
                slip,
                gain: TWICE,
            })
        });
        twice.collect()
    }

    /// Whether no character from `start` to `end` is left over between the words.
    fn is_words(&self, start: usize, end: usize) -> bool {
        let mut within = self.words.iter().filter(|word| word.end > start && word.start < end);
        within.all(|word| word.len() > 1)
    }

    /// The characters from `start` to `end`, if they cost so much that they may be a slip.
    fn part(&self, start: usize, end: usize, least: u32) -> Option<Part<'_>> {
        let around = self.before.get(start)? + self.after.get(end)?;
        let cost = self.cost().saturating_sub(around);
        let characters = self.characters.get(start..end)?;
        let is_likely = cost >= least + CHEAPEST && !is_word(characters);
        is_likely.then_some(Part { start, end, characters, cost, least })
    }

    fn correction(&self, candidate: Candidate) -> Correction {
        let Candidate { start, end, meant, slip, gain } = candidate;
        let is_words = self.is_words(start, end);
        Correction { start: self.byte(start), end: self.byte(end), meant, slip, gain, is_words }
    }

    /// The byte at which a character begins.
    fn byte(&self, character: usize) -> usize {
        self.characters.iter().take(character).map(|character| character.len_utf8()).sum()
    }
}

impl Part<'_> {
    /// Adds the words with another character in place of one of these.
    fn others(&self, found: &mut Vec<Candidate>) {
        for (at, printed) in self.characters.iter().enumerate() {
            let mut push = |meant: char, cost: u32| {
                if meant != *printed
                    && let Some(slip) = alike::slip(*printed, meant)
                {
                    self.push(slip, cost, with(self.characters, at, meant), found);
                }
            };
            if self.characters.len() == 2 {
                for meant in alike::meant(*printed) {
                    if let Some(cost) = meant_cost(with(self.characters, at, meant)) {
                        push(meant, cost);
                    }
                }
            } else {
                for (meant, cost) in table::fillings(without(self.characters, at), at) {
                    push(meant, cost);
                }
            }
        }
    }

    /// Adds the words with one character more, within.
    fn missing(&self, found: &mut Vec<Candidate>) {
        for gap in 1..self.characters.len() {
            for (missing, cost) in table::fillings(self.characters.iter().copied(), gap) {
                self.push(Slip::Missing, cost, inserted(self.characters, gap, missing), found);
            }
        }
    }

    /// Adds the words without a doubled character, or with two changed over.
    fn order(&self, found: &mut Vec<Candidate>) {
        for (at, pair) in self.characters.windows(2).enumerate() {
            if matches!(pair, [one, other] if one == other) {
                if let Some(cost) = meant_cost(without(self.characters, at)) {
                    self.push(Slip::Twice, cost, without(self.characters, at), found);
                }
            } else if let Some(cost) = meant_cost(swapped(self.characters, at)) {
                self.push(Slip::Swapped, cost, swapped(self.characters, at), found);
            }
        }
    }

    /// Adds a word, if it makes the clause so much cheaper.
    fn push(
        &self,
        slip: Slip,
        cost: u32,
        meant: impl Iterator<Item = char>,
        found: &mut Vec<Candidate>,
    ) {
        let gain = self.cost.saturating_sub(cost + slip.cost());
        if gain >= self.least {
            let (start, end) = (self.start, self.end);
            found.push(Candidate { start, end, meant: meant.collect(), slip, gain });
        }
    }
}

impl Slip {
    /// How much rarer it is than the most frequent slips, as a cost.
    const fn cost(self) -> u32 {
        match self {
            Self::Sound | Self::Shape => 0,
            Self::Near => 7,
            Self::Missing | Self::Twice => 10,
            Self::Swapped => 5,
        }
    }
}

/// Returns whether the dictionary has the word.
pub fn is_word(characters: &[char]) -> bool {
    word(characters.iter().copied()).is_some()
}

fn word(characters: impl Iterator<Item = char>) -> Option<table::Word> {
    table::word(characters.fold(key::START, key::extend))
}

/// The cost of a word that may be meant.
fn meant_cost(characters: impl Iterator<Item = char>) -> Option<u32> {
    word(characters).filter(|word| word.may_be_meant).map(|word| word.cost)
}

fn without(part: &[char], at: usize) -> impl Iterator<Item = char> {
    part.iter().enumerate().filter(move |(it, _)| *it != at).map(|(_, character)| *character)
}

fn with(part: &[char], at: usize, other: char) -> impl Iterator<Item = char> {
    part.iter().enumerate().map(move |(it, character)| if it == at { other } else { *character })
}

fn inserted(part: &[char], at: usize, other: char) -> impl Iterator<Item = char> {
    let (before, after) = part.split_at(at.min(part.len()));
    before.iter().copied().chain([other]).chain(after.iter().copied())
}

fn swapped(part: &[char], at: usize) -> impl Iterator<Item = char> {
    (0..part.len()).filter_map(move |it| {
        let from = match it {
            _ if it == at => at + 1,
            _ if it == at + 1 => at,
            _ => it,
        };
        part.get(from).copied()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The most likely correction of a clause.
    fn likely(clause: &str) -> Option<(String, String, Slip)> {
        let likely = Clause::new(clause)
            .corrections(30)
            .into_iter()
            .max_by_key(|correction| correction.gain)?;
        Some((clause[likely.start..likely.end].to_owned(), likely.meant, likely.slip))
    }

    #[test]
    fn each_kind_of_slip_is_found() {
        for (clause, wrong, meant, slip) in [
            ("统筹推进全市环镜保护", "环镜保护", "环境保护", Slip::Sound),
            ("完善社区服务功能和设旋", "设旋", "设施", Slip::Shape),
            ("负责全区供热健管工作", "健管", "监管", Slip::Sound),
            ("落实政府性金预算", "政府性金", "政府性基金", Slip::Missing),
            ("提高公共务服水平", "务服", "服务", Slip::Swapped),
            ("开展业务培训训工作", "培训训", "培训", Slip::Twice),
        ] {
            let expected = Some((wrong.to_owned(), meant.to_owned(), slip));
            assert_eq!(likely(clause), expected, "{clause}");
        }
    }

    #[test]
    fn a_clause_without_slips_has_no_corrections() {
        for clause in [
            "负责全市水利工程建设与管理",
            "贯彻执行党和国家的方针政策",
            "一般公共预算财政拨款支出",
            "某市市场监督管理局",
            "区区长",
            "的",
            "",
        ] {
            assert_eq!(Clause::new(clause).corrections(30), [], "{clause}");
        }
    }

    #[test]
    fn words_that_are_words_as_well_are_marked() {
        let correction = Clause::new("社区事物受理中心").corrections(30);
        assert!(correction.iter().all(|correction| correction.is_words), "{correction:?}");
        assert_eq!(correction.len(), 1);
    }

    #[test]
    fn positions_are_bytes_of_the_clause() {
        let clause = "维护社会大局稳顶";
        let [correction] = &Clause::new(clause).corrections(30)[..] else {
            panic!("one correction")
        };
        assert_eq!(&clause[correction.start..correction.end], "稳顶");
    }
}
