//! From a document back to a ledger: what is printed from it is the same again.

use crate::example::{CENTRE, OFFICE, example};
use crate::law::{broken, laid_out, layout, shown};
use disclosure::{FromDocument, to_ledger};
use document::Document;
use ledger::{Amount, Ledger};

fn back(document: &Document) -> FromDocument {
    to_ledger(document, &disclosure::read(document))
}

/// The example without what units pay each other, which no document tells apart, and in
/// whole 百元, so that no sum is rounded.
fn plain() -> Ledger {
    let mut ledger = example();
    ledger.lines.retain(|line| line.paid_by.is_none());
    ledger.purchases.clear();
    ledger.assets.clear();
    for line in &mut ledger.lines {
        line.amount = Amount::from_fen(line.amount.fen() / 10_000 * 10_000);
    }
    ledger
}

#[test]
fn tables_made_from_a_document_are_those_of_the_document() {
    let layout = layout("hebei-2023");
    let document = laid_out(&layout, &[&plain()]).document;
    let made = back(&document);
    let again = laid_out(&layout, &[&made.ledger]);
    let (before, after) = (shown(&document), shown(&again.document));
    let tables = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("  [")).map(str::to_owned).collect()
    };
    let (before, after) = (tables(&before), tables(&after));
    let other: Vec<_> = before.iter().zip(&after).filter(|(a, b)| a != b).take(20).collect();
    assert!(other.is_empty() && before.len() == after.len(), "{other:#?}");
    assert_eq!(broken(&again), [""; 0]);
}

#[test]
fn what_the_document_does_not_say_is_told() {
    let layout = layout("hebei-2023");
    let made = back(&laid_out(&layout, &[&plain()]).document);
    let told: Vec<_> = made.unknown.iter().map(|it| (it.entity, it.zh.as_str())).collect();
    assert!(
        told.iter().any(|(entity, zh)| *entity == OFFICE && zh.contains("经济科目")),
        "{told:?}"
    );
    assert!(
        told.iter().any(|(entity, zh)| *entity == OFFICE && zh.contains("上年结转")),
        "{told:?}"
    );
    assert!(
        !told.iter().any(|(entity, zh)| *entity == CENTRE && zh.contains("上年结转")),
        "{told:?}"
    );
    let duties = made.ledger.texts.iter().filter(|text| text.section == "duties").count();
    assert_eq!(duties, 6, "two paragraphs each of the department and its units");
    assert_eq!(made.ledger.units[0].nature, "行政");
}

#[test]
fn an_empty_document_gives_an_empty_ledger() {
    let made = back(&Document::default());
    assert!(made.ledger.lines.is_empty() && made.ledger.units.is_empty());
}
