//! Findings about rows that a table leaves out.

use super::figure::{amounts, capital, cell, evidence, show, title};
use crate::checks;
use crate::identities::localise::{Lacking, LeftOut};
use crate::identities::{Cell, Evaluated, Facts};
use finding::{Amounts, Finding, Repair, Severity};
use message::Message;
use std::collections::BTreeSet;

/// The finding for a row without which its list falls short of the total.
pub fn falls_short(evaluated: &Evaluated<'_>, left_out: &LeftOut) -> Option<Finding> {
    let facts = &evaluated.facts;
    let (_, whole) = left_out.beside;
    let seen = facts.observation(whole);
    let printed = seen.value.printed()?;
    let short = *left_out.amounts.first()?;
    let amount = format!("{}{}", printed.in_format_of(short), printed.unit());
    let is_certain = left_out.lists.iter().any(|list| evaluated.identity(*list).is_certain());
    let names = names(facts, &left_out.rows);
    let found = finding(facts, whole, &names, &left_out.rows);
    Some(Finding {
        severity: if is_certain { Severity::Error } else { Severity::Warning },
        message: short_message(&cell(facts, whole), &amount, &names),
        difference: Some(printed.in_format_of(short).to_string()),
        unit: Some(printed.unit()),
        amounts: found.amounts.map(|amounts| Amounts { difference: Some(short), ..amounts }),
        ..found
    })
}

/// The finding for a row that a table lacks although its sums agree.
pub fn lacking(facts: &Facts<'_>, lacking: &Lacking) -> Option<Finding> {
    let names = names(facts, &[lacking.row]);
    let (table, other) = (
        title(facts.disclosure, facts.observation(lacking.above))?,
        title(facts.disclosure, facts.observation(lacking.row))?,
    );
    let above = row(facts, lacking.above);
    let name = names.first()?;
    let message = Message::new(
        format!(
            "《{table}》没有列“{name}”一行：《{other}》列有这一行，而两表“{above}”的金额相同。"
        ),
        format!(
            "“{table}” has no row “{name}”: “{other}” lists it, and both print the same amount for “{above}”."
        ),
    );
    let severity = Severity::Warning;
    Some(Finding { severity, message, ..finding(facts, lacking.above, &names, &[lacking.row]) })
}

fn finding(facts: &Facts<'_>, beside: Cell, names: &[String], rows: &[Cell]) -> Finding {
    let seen = facts.observation(beside);
    let repairs = names.iter().map(|name| Repair {
        cause: Message::new(format!("漏列“{name}”一行"), format!("row “{name}” left out")),
        cells: Vec::new(),
    });
    let advice =
        Message::new("对照原始数据补上这一行。", "Compare with the source and add the row.");
    let place = seen.place.clone();
    Finding {
        table: title(facts.disclosure, seen),
        printed: Some(show(seen.value)),
        amounts: Some(amounts(seen)),
        scope: Some(facts.disclosure.key(&seen.scope)),
        because: rows.iter().map(|row| evidence(facts, *row)).collect(),
        repairs: repairs.collect(),
        ..checks::ROW_LEFT_OUT.finding(place, Message::default(), advice)
    }
}

fn short_message(whole: &Message, amount: &str, names: &[String]) -> Message {
    let (zh, en) = (names.join("”或“"), names.join("” or “"));
    let missing = match names {
        [] => Message::new(
            "几列同时短少，可能漏列了一行。",
            "Several columns fall short at once: a row seems to be left out.",
        ),
        _ => Message::new(
            format!("别处列有“{zh}”一行，金额正好相同，这里缺这一行。"),
            format!("Elsewhere “{en}” is listed with just this amount; here this row is left out."),
        ),
    };
    Message::new(
        format!("{}的各项比它少{amount}。{}", whole.zh, missing.zh),
        format!("{}: the parts fall short of it by {amount}. {}", capital(&whole.en), missing.en),
    )
}

/// What the rows of these cells are called; one name once.
fn names(facts: &Facts<'_>, rows: &[Cell]) -> Vec<String> {
    let names: BTreeSet<String> = rows.iter().map(|cell| row(facts, *cell)).collect();
    names.into_iter().collect()
}

/// Returns the code and label of a number's row.
pub fn row(facts: &Facts<'_>, cell: Cell) -> String {
    let source = &facts.observation(cell).source;
    format!("{}{}", source.code, source.label)
}
