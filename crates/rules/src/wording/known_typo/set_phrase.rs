//! Phrases of the field of which one character is another or was left out: `公务按待费`.

use ledger::tsv;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// A phrase that is printed in no other words.
struct Phrase {
    words: &'static str,
    chars: Vec<char>,
    /// What differs from it by one character and is right as well.
    others: Vec<&'static str>,
}

/// The fewest characters of a phrase whose second character may be wrong: of shorter ones too little
/// is left.
const LONG: usize = 6;

/// Where words are not quite a phrase, with the phrase.
pub(in crate::wording) fn slips(words: &str) -> Vec<(Range<usize>, &'static str)> {
    let chars: Vec<(usize, char)> = words.char_indices().collect();
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
    for (at, pair) in chars.windows(2).enumerate() {
        let [(_, first), (_, second)] = pair else { continue };
        for (phrase, is_end) in anchors().get(&(*first, *second)).into_iter().flatten() {
            let Some((from, to)) = slip(&chars, at, phrase, *is_end) else { continue };
            let byte = |at: usize| chars.get(at).map_or(words.len(), |(byte, _)| *byte);
            let range = byte(from)..byte(to);
            let is_right = words.get(range.clone()).is_none_or(|it| phrase.others.contains(&it));
            let is_new = found.iter().all(|(it, _)| it.end <= range.start || it.start >= range.end);
            if !is_right && is_new {
                found.push((range, phrase.words));
            }
        }
    }
    found
}

/// The characters that are the phrase but for one, if the pair `at` begins, or ends, the phrase.
fn slip(
    chars: &[(usize, char)],
    at: usize,
    phrase: &Phrase,
    is_end: bool,
) -> Option<(usize, usize)> {
    let length = phrase.chars.len();
    // Another character; the first pair is not wrong, or it is the second character.
    let from = if is_end { (at + 2).checked_sub(length) } else { Some(at) }?;
    let printed = chars.get(from..(from + length).min(chars.len()))?;
    let same = |printed: &[(usize, char)], right: &[char]| {
        printed.iter().zip(right).take_while(|((_, one), other)| one == *other).count()
    };
    let right = &*phrase.chars;
    let agree = same(printed, right);
    if agree == length || agree == 0 {
        return None;
    }
    let is_one = printed.get(agree + 1..)?.iter().map(|(_, c)| c).eq(right.get(agree + 1..)?);
    let is_han = printed.get(agree).is_some_and(|(_, c)| ('\u{4e00}'..='\u{9fff}').contains(c));
    let is_inner = agree + 1 < length && (agree > 1 || agree == 1 && length >= LONG);
    if printed.len() == length && is_one && is_han && is_inner {
        return Some((from, from + length));
    }
    // One character too few.
    let is_short = !is_end
        && length >= LONG
        && (2..length - 1).contains(&agree)
        && printed.get(agree..length - 1)?.iter().map(|(_, c)| c).eq(right.get(agree + 1..)?);
    is_short.then_some((from, from + length - 1))
}

/// The phrases by their first two and by their last two characters, and whether these are the last.
type Anchors = FxHashMap<(char, char), Vec<(&'static Phrase, bool)>>;

fn anchors() -> &'static Anchors {
    static PHRASES: OnceLock<Vec<Phrase>> = OnceLock::new();
    static ANCHORS: OnceLock<Anchors> = OnceLock::new();
    ANCHORS.get_or_init(|| {
        let phrases = PHRASES.get_or_init(|| {
            let rows = tsv::rows(include_str!("../../../data/set_phrases.tsv"));
            let phrase = |[words, others]: [&'static str; 2]| Phrase {
                words,
                chars: words.chars().collect(),
                others: others.split('|').collect(),
            };
            rows.map(phrase).collect()
        });
        let mut anchors = Anchors::default();
        for phrase in phrases {
            if let [first, second, .., last_but_one, last] = *phrase.chars {
                anchors.entry((first, second)).or_default().push((phrase, false));
                anchors.entry((last_but_one, last)).or_default().push((phrase, true));
            }
        }
        anchors
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &str) -> Vec<(&str, &str)> {
        let slips = slips(words).into_iter();
        slips.filter_map(|(range, right)| Some((words.get(range)?, right))).collect()
    }

    #[test]
    fn one_character_is_wrong_or_missing() {
        assert_eq!(told("支付公务按待费3万元"), [("公务按待费", "公务接待费")]);
        assert_eq!(told("和农社会保证和就业支出"), [("社会保证和就业", "社会保障和就业")]);
        assert_eq!(told("政府性基预算财政拨款"), [("政府性基预算", "政府性基金预算")]);
        assert_eq!(told("机关运营经费"), [("机关运营经费", "机关运行经费")]);
        assert_eq!(told("一股公共预算"), [("一股公共预算", "一般公共预算")]);
    }

    #[test]
    fn other_phrases_are_right() {
        for words in [
            "公务接待费、公开接待费、政府性资金、政府性基金决算、机关运转经费、公务用车运行维护费",
            "一般公共预算、一般公共服务支出、社会保障与就业支出、国有资本经营决算、公务接",
        ] {
            assert!(told(words).is_empty(), "{words}: {:?}", told(words));
        }
    }
}
