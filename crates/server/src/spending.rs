//! What is spent, by class of function.

use crate::amount::grouped;
use crate::matrix::named;
use charts::{Chart, Value, bars};
use ledger::{Amount, Code, Year, nodes};
use message::Lang;
use std::collections::BTreeMap;
use workflow::Lines;

/// The most bars of a picture.
const MOST: usize = 12;

/// Returns what is spent by class of function, in 分.
pub(crate) fn by_class(lines: &Lines) -> BTreeMap<Code, i64> {
    let mut sums: BTreeMap<Code, i64> = BTreeMap::new();
    for (key, amount) in lines.iter().filter(|(key, _)| key.what().flow == nodes().spent) {
        let function = key.what().function;
        let class = function.widened().find(|it| it.level() == 1).unwrap_or(function);
        let sum = sums.entry(class).or_default();
        *sum = sum.saturating_add(amount.fen());
    }
    sums
}

/// Returns the picture of it, the largest first.
pub(crate) fn chart(classes: &BTreeMap<Code, i64>, year: Year, lang: Lang) -> Option<Chart> {
    let mut all: Vec<(&Code, &i64)> = classes.iter().collect();
    all.sort_by_key(|(_, fen)| std::cmp::Reverse(**fen));
    let bars_of: Vec<Value> =
        all.into_iter().take(MOST).map(|(code, fen)| value(&named(*code, year), *fen)).collect();
    let title = lang.pick("全年支出，按用途（元）", "Spent in the year, by function (yuan)");
    (!bars_of.is_empty()).then(|| bars(title, &bars_of))
}

/// Returns a number of a picture.
pub(crate) fn value(label: &str, fen: i64) -> Value {
    let shown = grouped(Amount::from_fen(fen));
    Value { label: label.to_owned(), size: fen, shown, link: None }
}
