//! The stage of amounts whose sentence names none, where the tables print that year's budget and what was
//! done of it side by side.

use crate::heading::titles::without_funds;
use crate::model::{Disclosure, Observation};
use ledger::{Interval, Printed, Rounding, Scope, Stage};
use rustc_hash::FxHashMap;

/// Takes an amount that no table prints of its stage, and a table prints of another one of that year, as
/// being of that: `2031年支出26万元` beside the columns `2031年预算数 30万元 | 2031年决算数 26万元`.
pub(crate) fn restage(read: &mut Disclosure) {
    const NAMED: [&str; 4] = ["预算", "决算", "执行", "实际"];
    let value = |seen: &Observation| Some(seen.value.printed()?.interval(Rounding::Nearest));
    let mut tables: FxHashMap<Scope, Vec<Interval>> = FxHashMap::default();
    for seen in read.observations.iter().filter(|seen| seen.source.table.is_some()) {
        tables.entry(seen.scope).or_default().extend(value(seen));
    }
    let prints = |scope: &Scope, own: Interval| {
        tables.get(scope).map(|values| values.iter().any(|it| it.overlaps(own)))
    };
    for seen in read.observations.iter_mut().filter(|seen| seen.source.table.is_none()) {
        let words = without_funds(&seen.source.label);
        let Some(own) = value(seen).filter(|_| !NAMED.iter().any(|it| words.contains(it))) else {
            continue;
        };
        // Many columns print a zero.
        if seen.value.printed().is_some_and(Printed::is_zero) {
            continue;
        }
        if prints(&seen.scope, own) != Some(false) {
            continue;
        }
        let mut others = Stage::ALL.into_iter().map(|stage| Scope { stage, ..seen.scope });
        if let Some(other) = others.find(|other| prints(other, own) == Some(true)) {
            seen.scope = other;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{packed, paragraph};
    use document::{Block, Document};

    #[test]
    fn an_amount_is_of_the_column_that_prints_it() {
        let table = packed(&[
            &["项目", "2031年预算数", "2031年决算数"],
            &["“三公”经费合计", "30.00", "26.00"],
            &["公务接待费", "10.00", "8.00"],
        ]);
        let blocks = vec![
            Block::Paragraph(paragraph("“三公”经费对比表")),
            Block::Paragraph(paragraph("单位：万元")),
            Block::Table(table),
            Block::Paragraph(paragraph("2031年，公务接待费8.00万元。")),
        ];
        let read = crate::read(&Document { blocks, ..Document::default() });
        let stages: Vec<_> = read
            .observations
            .iter()
            .filter(|it| it.value.printed().is_some_and(|it| it.to_string() == "8.00"))
            .map(|it| it.scope.stage)
            .collect();
        assert!(stages.len() > 1 && stages.iter().all(|it| *it == stages[0]), "{stages:?}");
    }
}
