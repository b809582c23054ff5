//! The field's phrases that lints look for, found in one pass over all words.
//!
//! The lists are data (`data/*.tsv`). A line is a phrase and up to three fields; the first
//! is what the phrase should be or why it matters, the second and the third are words
//! before and after it, separated by `|`, with which the phrase is in order.

use ledger::tsv;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::sync::OnceLock;

/// Which list a phrase is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    /// Confusable words of the field.
    Typo,
    /// Blanks and sample words of a form.
    Placeholder,
    /// Alternatives in a form, of which one has to be kept.
    Choice,
    /// Instructions of a form to the person who fills it in.
    Instruction,
    /// Residue of word processors and workbooks.
    Residue,
    /// Two words for one thing.
    Term,
    /// Words that belong to one level of government.
    Government,
    /// Characters in traditional writing.
    Traditional,
    /// Clumsy wording.
    Style,
}

/// A phrase of a list.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its list.
    pub list: List,
    /// The phrase in normal form.
    pub phrase: &'static str,
    /// The correct wording, or why the phrase matters.
    pub right: &'static str,
    before: &'static str,
    after: &'static str,
}

/// A phrase found in a line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Match {
    /// The line, as index into the document's lines.
    pub line: usize,
    /// The first byte of the phrase in the line's words.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The phrase.
    pub entry: &'static Entry,
}

const LISTS: [(List, &str); 9] = [
    (List::Typo, include_str!("../data/typos.tsv")),
    (List::Placeholder, include_str!("../data/placeholders.tsv")),
    (List::Choice, include_str!("../data/choices.tsv")),
    (List::Instruction, include_str!("../data/instructions.tsv")),
    (List::Residue, include_str!("../data/residue.tsv")),
    (List::Term, include_str!("../data/terms.tsv")),
    (List::Government, include_str!("../data/government.tsv")),
    (List::Traditional, include_str!("../data/traditional.tsv")),
    (List::Style, include_str!("../data/style.tsv")),
];

struct Phrases {
    /// In the order of the lists.
    entries: Vec<Entry>,
    /// The first phrase with that first character, by its position. An automaton over all phrases
    /// would take longer to build than searching a document takes, and so would sorting them.
    first: FxHashMap<char, usize>,
    /// For each phrase the next one with the same first character.
    next: Vec<Option<usize>>,
}

impl Phrases {
    /// The phrases with that first character, in the order of the lists.
    fn beginning_with(&self, first: char) -> impl Iterator<Item = &Entry> {
        let first = self.first.get(&first).copied();
        let all = std::iter::successors(first, |at| self.next.get(*at).copied().flatten());
        all.filter_map(|at| self.entries.get(at))
    }
}

/// Returns all phrases in `words`, except those that their context makes correct.
pub(crate) fn matches(words: &str, line: usize, into: &mut Vec<Match>) {
    let phrases = phrases();
    for (start, first) in words.char_indices() {
        for entry in phrases.beginning_with(first) {
            let rest = words.get(start..).unwrap_or_default();
            let Some(after) = rest.strip_prefix(entry.phrase) else { continue };
            if !entry.is_in_order(words.get(..start).unwrap_or_default(), after) {
                into.push(Match { line, start, end: words.len() - after.len(), entry });
            }
        }
    }
}

/// The phrases of one list.
#[cfg(test)]
pub(crate) fn entries(list: List) -> impl Iterator<Item = &'static Entry> {
    phrases().entries.iter().filter(move |entry| entry.list == list)
}

impl Entry {
    fn is_in_order(&self, before: &str, after: &str) -> bool {
        let any = |words: &'static str| words.split('|').filter(|word| !word.is_empty());
        any(self.before).any(|word| before.ends_with(word))
            || any(self.after).any(|word| after.starts_with(word))
    }
}

fn phrases() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let entries: Vec<Entry> =
            LISTS.iter().flat_map(|(list, data)| lines(*list, data)).collect();
        let mut first = FxHashMap::with_capacity_and_hasher(entries.len(), FxBuildHasher);
        let mut next = vec![None; entries.len()];
        for ((at, entry), next) in entries.iter().enumerate().zip(&mut next).rev() {
            *next = entry.phrase.chars().next().and_then(|c| first.insert(c, at));
        }
        Phrases { entries, first, next }
    })
}

fn lines(list: List, data: &'static str) -> impl Iterator<Item = Entry> {
    tsv::rows(data).map(move |[phrase, right, before, after]| Entry {
        list,
        phrase,
        right,
        before,
        after,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::fold;
    use std::collections::BTreeSet;

    #[test]
    fn phrases_are_in_normal_form_and_stand_once_in_their_list() {
        let mut seen = BTreeSet::new();
        for entry in &phrases().entries {
            assert_eq!(entry.phrase, fold(entry.phrase), "{:?}", entry.list);
            assert!(!entry.phrase.is_empty(), "{:?}", entry.list);
            let key = (format!("{:?}", entry.list), entry.phrase);
            assert!(seen.insert(key), "{:?} {} twice", entry.list, entry.phrase);
        }
    }

    #[test]
    fn no_typo_is_part_of_its_correction() {
        for typo in entries(List::Typo) {
            assert!(typo.phrase != typo.right && !typo.right.is_empty(), "{}", typo.phrase);
            // Otherwise the correct wording would be reported, unless its context excuses it.
            let mut found = Vec::new();
            matches(typo.right, 0, &mut found);
            let wrong = found.iter().find(|found| found.entry.list == List::Typo);
            assert!(wrong.is_none(), "{} → {}: {wrong:?}", typo.phrase, typo.right);
        }
    }
}
