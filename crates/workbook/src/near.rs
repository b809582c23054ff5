//! What a word that fits nowhere was perhaps meant to be.

use message::Message;
use strsim::damerau_levenshtein;

/// How many likenesses are named.
const NAMED: usize = 3;

/// The longest word that is compared; longer ones are no slips.
const LONGEST: usize = 60;

/// The candidates most like `word`, the likest first; none where none is like it.
pub(crate) fn near<'a>(word: &str, among: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let length = word.chars().count();
    if length > LONGEST {
        return Vec::new();
    }
    let furthest = (length / 2).max(1);
    let distance = |candidate: &'a str| (damerau_levenshtein(word, candidate), candidate);
    let mut found: Vec<_> = among.into_iter().map(distance).collect();
    found.retain(|(distance, candidate)| {
        *distance <= furthest || !candidate.is_empty() && word.contains(candidate)
    });
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(NAMED).map(|(_, candidate)| candidate).collect()
}

/// The hint in both languages, empty where there is none.
pub(crate) fn hint<T: AsRef<str>>(near: &[T]) -> Message {
    let near: Vec<&str> = near.iter().map(AsRef::as_ref).collect();
    match near.as_slice() {
        [] => Message::default(),
        near => Message::new(
            format!("是不是：{}？", near.join("、")),
            format!(" Did you mean {}?", near.join(", ")),
        ),
    }
}
