//! Findings about tables whose numbers are next to the wrong labels.

use super::failures::failing_of;
use super::figure::{amounts, evidence, show, title};
use super::left_out::row;
use crate::checks;
use crate::identities::localise::Shifted;
use crate::identities::{Cell, Evaluated, Facts};
use finding::{Evidence, Finding};
use message::Message;

/// The number of rows that are listed.
const MAX_ROWS: usize = 8;

/// One finding for the whole table, at the first row that has slipped.
pub fn finding(evaluated: &Evaluated<'_>, shifted: &Shifted) -> Option<Finding> {
    let facts = &evaluated.facts;
    let (first, right) = shifted.rows.first().copied()?;
    let seen = facts.observation(first);
    let table = title(facts.disclosure, seen)?;
    let (label, whose) = (row(facts, first), row(facts, right));
    let (rows, failing) = (shifted.rows.len(), shifted.failing.len());
    let message = Message::new(
        format!(
            "《{table}》的数字与行名错位：从“{label}”行起有{rows}行印的是别的行的数字（这一行印的是“{whose}”的），因此有{failing}条勾稽关系不成立。"
        ),
        format!(
            "The figures of “{table}” have slipped against its labels: from row “{label}” on, {rows} rows print another row's figures (this one those of “{whose}”), so that {failing} identities fail."
        ),
    );
    let advice = Message::new(
        "对照原始数据，把数字移回各自的行，再核对合计。",
        "Compare with the source, move the figures back to their rows and check the total.",
    );
    let because = shifted.rows.iter().take(MAX_ROWS).map(|rows| evidence_of(facts, *rows));
    Some(Finding {
        table: Some(table),
        printed: Some(show(seen.value)),
        amounts: Some(amounts(seen)),
        scope: Some(facts.disclosure.key(&seen.scope)),
        because: because.collect(),
        consequences: failing_of(evaluated, &shifted.failing),
        ..checks::ROWS_SHIFTED.finding(seen.place.clone(), message, advice)
    })
}

/// A row that has slipped, and whose figures it prints.
fn evidence_of(facts: &Facts<'_>, (slipped, right): (Cell, Cell)) -> Evidence {
    let (label, whose) = (row(facts, slipped), row(facts, right));
    Evidence {
        what: Message::new(
            format!("“{label}”行印的是“{whose}”的数字"),
            format!("row “{label}” prints the figures of “{whose}”"),
        ),
        ..evidence(facts, slipped)
    }
}
