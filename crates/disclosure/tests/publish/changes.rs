//! Two years of one department side by side.

use crate::example::{example, year_before};
use crate::law::{laid_out, layout};
use disclosure::compare;

#[test]
fn what_changed_is_told_by_scope() {
    let layout = layout("hebei-2023");
    let (now, before) = (example(), year_before());
    let (new, old) = (laid_out(&layout, &[&now]), laid_out(&layout, &[&before]));
    let changes = compare(&old.disclosure, &new.disclosure);
    let total = changes.iter().find(|change| change.key == "flow=total").expect("a total");
    assert_eq!(total.scope.year, Some(ledger::Year(2031)));
    let printed = (total.before.expect("before"), total.after.expect("after"));
    let difference = printed.1.nominal().fen() - printed.0.nominal().fen();
    assert_eq!(total.difference.fen(), difference);
    let exact = now.sum(&now.whole(ledger::Entity::DEPARTMENT)).expect("small").fen()
        - before.sum(&before.whole(ledger::Entity::DEPARTMENT)).expect("small").fen();
    assert!((difference - exact).abs() < 1_000_000, "{difference} {exact}");
    assert!(changes.iter().any(|change| change.key.contains("item=市容秩序整治")));
    let keys: std::collections::BTreeSet<_> = changes.iter().map(|change| &change.key).collect();
    assert_eq!(keys.len(), changes.len(), "each scope stands once");
}

#[test]
fn nothing_changed_between_a_document_and_itself() {
    let laid_out = laid_out(&layout("shanghai-2025-department"), &[&example()]);
    assert_eq!(compare(&laid_out.disclosure, &laid_out.disclosure), []);
    // The same number in two units of money is the same number.
    let read = disclosure::read(&laid_out.document);
    assert_eq!(compare(&read, &laid_out.disclosure), []);
}

#[test]
fn what_only_one_prints_is_told_too() {
    let layout = layout("hebei-2023");
    let mut less = example();
    less.lines.retain(|line| line.fund.key() != "government_fund");
    let (all, less) = (laid_out(&layout, &[&example()]), laid_out(&layout, &[&less]));
    let gone = compare(&all.disclosure, &less.disclosure);
    let fund = gone.iter().find(|it| it.key == "flow=received fund=government_fund");
    let fund = fund.expect("the fund is gone");
    assert!(fund.before.is_some() && fund.after.is_none());
    assert_eq!(fund.percent.map(|percent| percent.to_string()).as_deref(), Some("100.00%"));
}
