//! Rows of units below the row of a subject, with their own codes or without one.

use crate::model::EntityName;
use crate::table::row::{Meaning, Row};
use crate::vocabulary::parts::Parts;
use ledger::Code;
use std::collections::{BTreeMap, BTreeSet};

/// Reads rows that nobody knows and that have the same names below several subjects as the shares of
/// units in these: 行政运行 | 某局本级 | 某所 | 机关服务 | 某局本级 | 某所.
pub fn take_units(rows: &mut [Row]) {
    if rows.iter().any(|row| row.unit.is_some()) {
        return;
    }
    let mut subject: Option<(usize, Parts)> = None;
    let above = rows.iter().enumerate().map(|(at, row)| {
        if !is_unknown(row) {
            let parts = row.meaning.parts().filter(|_| Code::parse(&row.code).is_some());
            subject = parts.map(|parts| (at, parts));
            return None;
        }
        subject
    });
    let above: Vec<Option<(usize, Parts)>> = above.collect();
    let mut subjects: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (row, above) in rows.iter().zip(&above).filter(|(row, _)| is_unknown(row)) {
        // A name that also stands below no subject is none of a unit's share.
        let at = above.map_or(usize::MAX, |(at, _)| at);
        subjects.entry(&row.label).or_default().insert(at);
    }
    let is_unit = |label: &str| {
        subjects.get(label).is_some_and(|it| it.len() > 1 && !it.contains(&usize::MAX))
    };
    let units: Vec<bool> = rows.iter().map(|row| is_unknown(row) && is_unit(&row.label)).collect();
    // Other rows below the subjects may be anything.
    if rows.iter().zip(&units).any(|(row, is_unit)| is_unknown(row) && !is_unit) {
        return;
    }
    for ((row, above), _) in rows.iter_mut().zip(above).zip(units).filter(|(_, is_unit)| *is_unit) {
        let Some((_, parts)) = above else { continue };
        let code = (!row.code.is_empty()).then(|| row.code.to_string());
        row.unit = Some(EntityName { code, name: row.label.to_string() });
        row.meaning = Meaning::Parts(parts);
    }
}

fn is_unknown(row: &Row) -> bool {
    row.meaning == Meaning::Unknown && !row.label.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::testing::{document, numbers, packed};

    #[test]
    fn units_below_subjects_have_their_shares() {
        for codes in [["101001", "101002"], ["", ""]] {
            let [one, other] = codes;
            let table = packed(&[
                &["科目编码", "科目名称（单位）", "合计"],
                &["2130301", "行政运行", "5.00"],
                &[one, "青石县水务局本级", "3.00"],
                &[other, "青石县水文站", "2.00"],
                &["2130314", "防汛", "4.00"],
                &[one, "青石县水务局本级", "1.00"],
                &[other, "青石县水文站", "3.00"],
            ]);
            let found =
                numbers(&document(&["部门支出总表", "部门：青石县水务局 单位：万元"], table));
            let of = |words: &str| found.iter().filter(|line| line.contains(words)).count();
            assert_eq!((of("水文站"), of("2130301"), of("2130314")), (2, 3, 3), "{found:?}");
        }
    }
}
