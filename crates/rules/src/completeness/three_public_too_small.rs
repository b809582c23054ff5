#![doc = include_str!("../../pages/YS322.en.md")]

use crate::lint::{Context, Sink, Violation};
use disclosure::{Observation, three_public};
use ledger::{Rounding, Scope, nodes};
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for (memo, code) in three_public() {
        for item in of(context, |scope| scope.economic == code) {
            let is_same_money = |scope: &Scope| {
                scope.memo == memo
                    && scope.fund.contains(item.scope.fund)
                    && scope.purpose == nodes().all_purposes
                    && (scope.entity, scope.year, scope.stage)
                        == (item.scope.entity, item.scope.year, item.scope.stage)
            };
            // If it is printed several times, the largest amount counts.
            let largest = of(context, is_same_money).max_by_key(|seen| seen.value.nominal());
            if let Some(all) = largest.filter(|all| is_more(item, all)) {
                found.push(hit(context, item, all));
                break;
            }
        }
    }
}

/// The amounts that are printed in tables for such scopes.
fn of<'a>(
    context: &'a Context<'_>,
    counts: impl Fn(&Scope) -> bool,
) -> impl Iterator<Item = &'a Observation> {
    let printed =
        |seen: &&Observation| seen.source.table.is_some() && seen.value.printed().is_some();
    let all = context.disclosure.observations.iter().filter(printed);
    all.filter(move |seen| counts(&seen.scope))
}

/// Returns whether the part exceeds the whole whatever the rounding of both.
fn is_more(part: &Observation, whole: &Observation) -> bool {
    let interval =
        |seen: &Observation| seen.value.printed().map(|printed| printed.interval(Rounding::Either));
    interval(part).zip(interval(whole)).is_some_and(|(part, whole)| part.low > whole.high)
}

fn hit(context: &Context<'_>, item: &Observation, all: &Observation) -> Violation {
    let show = |seen: &Observation| {
        seen.value.printed().map(|it| format!("{it}{}", it.unit())).unwrap_or_default()
    };
    let name = all.scope.memo.name_zh();
    let (less, more) = (show(all), show(item));
    let message = Message::new(
        format!("“三公”经费中的{name}是{less}，少于基本支出中同一经济科目的{more}。"),
        format!(
            "{less} for {} is less than the {more} of its economic item in basic expenditure.",
            all.scope.memo.name_en()
        ),
    );
    let label = format!("{}{}", item.source.code, item.source.label);
    let what = Message::new(label.as_str(), label.as_str());
    let hit = Violation::new(&all.place, message)
        .scope(context.disclosure.key(&all.scope))
        .printed(less)
        .because(&item.place, what, &more)
        .advice(
            "核对这两个数字：经济科目的数应包含在“三公”经费之内。",
            "Compare the two: the economic item is part of the three-public item.",
        );
    let table = all.source.table.and_then(|table| context.disclosure.tables.get(table));
    match table {
        Some(table) => hit.table(table.title.as_str()),
        None => hit,
    }
}
