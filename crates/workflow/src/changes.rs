//! What changed between two versions of a package.

use crate::{LineKey, Lines};
use ledger::Amount;
use std::collections::{BTreeMap, BTreeSet};

/// What stands in the sheets of a ledger beside that of its lines, by the keys of the sheets and by
/// what a row is about: amounts in 分, and counts of staff and vehicles.
pub type Others = BTreeMap<String, BTreeMap<String, i64>>;

/// A row of another sheet whose number differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherChange {
    /// The key of the sheet.
    pub sheet: String,
    /// What it is about.
    pub what: String,
    /// The number before; `None` where there was no such row.
    pub before: Option<i64>,
    /// The number after.
    pub after: Option<i64>,
}

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

/// Returns the rows of other sheets whose numbers differ, sheet by sheet.
pub fn other_changes(before: &Others, after: &Others) -> Vec<OtherChange> {
    let rows = |others: &Others| -> BTreeMap<(String, String), i64> {
        let rows = others.iter().flat_map(|(sheet, rows)| rows.iter().map(move |row| (sheet, row)));
        rows.map(|(sheet, (what, number))| ((sheet.clone(), what.clone()), *number)).collect()
    };
    let (before, after) = (rows(before), rows(after));
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let change = |key: &(String, String)| {
        let (before, after) = (before.get(key).copied(), after.get(key).copied());
        let (sheet, what) = key.clone();
        (before != after).then_some(OtherChange { sheet, what, before, after })
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

    #[test]
    fn other_sheets_are_compared_row_by_row() {
        let others = |rows: &[(&str, i64)]| -> Others {
            let rows = rows.iter().map(|(what, number)| ((*what).to_owned(), *number)).collect();
            Others::from([("revenue".to_owned(), rows)])
        };
        let (before, after) = (others(&[("甲", 5), ("乙", 6)]), others(&[("甲", 7), ("乙", 6)]));
        let one = OtherChange {
            sheet: "revenue".to_owned(),
            what: "甲".to_owned(),
            before: Some(5),
            after: Some(7),
        };
        assert_eq!(other_changes(&before, &after), [one]);
        assert_eq!(other_changes(&Others::default(), &after).len(), 2);
    }
}
