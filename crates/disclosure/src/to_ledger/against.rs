//! The ledger against the document that it was made from.

use super::FromDocument;
use crate::model::{Disclosure, Observation};
use crate::publish::Named;
use ledger::{Amount, Entity, MoneyUnit, Printed};
use std::collections::BTreeMap;

/// A number of a table that the ledger would print otherwise.
struct Other<'a> {
    seen: &'a Observation,
    amount: Amount,
}

/// Tells, body by body, how many numbers of its tables the ledger does not print, and the first.
pub(super) fn tell(disclosure: &Disclosure, made: &mut FromDocument) {
    let mut others: BTreeMap<Entity, Vec<Other<'_>>> = BTreeMap::new();
    let mut absent: BTreeMap<Entity, usize> = BTreeMap::new();
    let ledger = made.ledger.clone();
    let book = Named::new(&ledger);
    for seen in disclosure.observations.iter().filter(|seen| seen.source.table.is_some()) {
        match amount(disclosure, &book, seen) {
            None => *absent.entry(seen.scope.entity).or_default() += 1,
            Some(amount) if amount == shown(seen, amount) => {}
            Some(amount) => {
                others.entry(seen.scope.entity).or_default().push(Other { seen, amount });
            }
        }
    }
    for (entity, others) in others {
        let Some(first) = others.first() else { continue };
        let (zh, en) = first.words(disclosure);
        let count = others.len();
        made.tell(
            entity,
            &format!("表中有{count}个数字与底稿算出的不同，第一个是{zh}"),
            &format!(
                "{count} numbers of tables differ from what the ledger comes to; the first: {en}"
            ),
        );
    }
    for (entity, count) in absent {
        made.tell(
            entity,
            &format!("表中有{count}个数字属于其他年度或阶段，不在这本底稿里"),
            &format!("{count} numbers of tables are of another year or stage, which this ledger does not hold"),
        );
    }
}

/// Returns the ledger's amount for the scope of a printed number; `None` if it is not determined.
fn amount(disclosure: &Disclosure, book: &Named<'_>, seen: &Observation) -> Option<Amount> {
    match disclosure.item_name(&seen.scope) {
        None => book.index.sum(&seen.scope),
        Some(name) => book.sum(&seen.scope, name),
    }
}

/// Returns the document's text for an amount that prints the same, else the printed amount.
fn shown(seen: &Observation, amount: Amount) -> Amount {
    let Some(printed) = seen.value.printed() else { return Amount::ZERO };
    let rounded = Printed::rounded(amount, printed.unit(), printed.decimals());
    if rounded == printed { amount } else { printed.nominal() }
}

impl Other<'_> {
    fn words(&self, disclosure: &Disclosure) -> (String, String) {
        let source = &self.seen.source;
        let title = source.table.and_then(|table| disclosure.tables.get(table));
        let title = title.map_or("", |table| table.title.as_str());
        let row = if source.label.is_empty() { &source.head } else { &source.label };
        let nothing = Printed::rounded(Amount::ZERO, MoneyUnit::Yuan, 2);
        let printed = self.seen.value.printed();
        let amount = printed.unwrap_or(nothing).in_format_of(self.amount);
        let unit = amount.unit();
        let number = |none: &str| printed.map_or(none.to_owned(), |it| format!("{it}{unit}"));
        (
            format!("“{title}”的“{row}”：文件为{}，底稿为{amount}{unit}", number("空")),
            format!(
                "“{title}”, “{row}”: {} printed, {amount}{unit} in the ledger",
                number("nothing")
            ),
        )
    }
}
