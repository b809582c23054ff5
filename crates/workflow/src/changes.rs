//! What changed between two versions of a package.

use crate::{LineKey, Lines};
use ledger::Amount;
use std::collections::BTreeSet;

/// A line whose amount differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it counts.
    pub key: LineKey,
    /// The amount before.
    pub before: Amount,
    /// The amount after.
    pub after: Amount,
}

/// Returns the lines whose amounts differ, in the order of their keys.
pub fn changes(before: &Lines, after: &Lines) -> Vec<Change> {
    let keys: BTreeSet<&LineKey> = before.iter().chain(after.iter()).map(|(key, _)| key).collect();
    let change = |key: &LineKey| {
        let (before, after) = (before.get(key), after.get(key));
        (before != after).then(|| Change { key: key.clone(), before, after })
    };
    keys.into_iter().filter_map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(pairs: &[(&str, i64)]) -> Lines {
        let key = |function: &str| format!("source=received flow=spent function={function}");
        let pairs =
            pairs.iter().map(|(it, fen)| (key(it).parse().unwrap(), Amount::from_fen(*fen)));
        Lines::new(pairs).unwrap()
    }

    #[test]
    fn only_what_differs_is_a_change() {
        let (before, after) = (lines(&[("201", 5), ("202", 6)]), lines(&[("202", 6), ("203", 7)]));
        let seen: Vec<(String, i64, i64)> = changes(&before, &after)
            .into_iter()
            .map(|it| (it.key.what().function.to_string(), it.before.fen(), it.after.fen()))
            .collect();
        assert_eq!(seen, [("201".into(), 5, 0), ("203".into(), 0, 7)]);
    }
}
