//! Phrases looked for in words that mostly do not hold them.
//!
//! The searchers of the standard library are made anew for each search, which takes longer than to
//! see that there is nothing to find.

/// The places at which `phrase` begins.
pub(crate) fn places(words: &str, phrase: &str) -> impl Iterator<Item = usize> {
    let found = words.contains(phrase).then(|| words.match_indices(phrase));
    found.into_iter().flatten().map(|(at, _)| at)
}

/// The first place at which `phrase` begins.
pub(crate) fn place(words: &str, phrase: &str) -> Option<usize> {
    if words.contains(phrase) { words.find(phrase) } else { None }
}

/// The words before the first `phrase` and behind it.
pub(crate) fn parted<'w>(words: &'w str, phrase: &str) -> Option<(&'w str, &'w str)> {
    if words.contains(phrase) { words.split_once(phrase) } else { None }
}
