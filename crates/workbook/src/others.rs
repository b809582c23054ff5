//! The amounts and counts of a ledger beside its lines: what it receives, buys, owns and counts.

use crate::book::unit;
use ledger::Printed;
use sheets::{Book, Column, Holds, Sheet, half_width};
use std::collections::BTreeMap;

/// Returns what stands in the sheets beside that of the lines, by the keys of the sheets and by the
/// words that say what a row is about: amounts in 分, and counts. What cannot be read is left out.
pub fn others_of(book: &Book) -> BTreeMap<String, BTreeMap<String, i64>> {
    let known = book.sheets.iter().filter(|it| !it.key.is_empty() && it.key != "lines");
    let sheet = |sheet: &Sheet| {
        let rows = rows(book, sheet);
        (!rows.is_empty()).then(|| (sheet.key.clone(), rows))
    };
    known.filter_map(sheet).collect()
}

fn rows(book: &Book, sheet: &Sheet) -> BTreeMap<String, i64> {
    let is_number = |column: &&Column| matches!(column.holds, Holds::Money | Holds::Count);
    let mut sums = BTreeMap::new();
    let Some(column) = sheet.columns.iter().find(is_number) else { return sums };
    // A row is about what it must say.
    let about: Vec<&Column> =
        sheet.columns.iter().filter(|it| it.is_required && !is_number(it)).collect();
    for row in 0..sheet.rows.len() {
        let text = half_width(sheet.cell(row, &column.heading));
        let number = match column.holds {
            Holds::Money => Printed::parse(&text, unit(book)).ok().map(|it| it.nominal().fen()),
            _ => text.parse::<u32>().ok().map(i64::from),
        };
        let Some(number) = number else { continue };
        let words: Vec<&str> = about.iter().map(|it| sheet.cell(row, &it.heading)).collect();
        let sum: &mut i64 = sums.entry(words.join("、")).or_default();
        *sum = sum.saturating_add(number);
    }
    sums
}
