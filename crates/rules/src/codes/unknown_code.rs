#![doc = include_str!("../../pages/YS411.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::codes::{Row, certainty, official, plain};
use classification::Classification;
use finding::Severity;
use ledger::{Code, Year};
use message::Message;
use std::collections::BTreeMap;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let year = context.disclosure.year;
    let mut unknown: BTreeMap<Code, Vec<&Row<'_>>> = BTreeMap::new();
    for row in context.rows() {
        let list = Classification::of(row.code);
        if list.is_some_and(|list| list.names_of(row.code).is_empty()) {
            unknown.entry(row.code).or_default().push(row);
        }
    }
    for (code, rows) in unknown {
        let Some(first) = rows.first() else { continue };
        let Some(meant) = meant(first, context.rows(), year) else { continue };
        let Meant { code: right, severity, .. } = meant;
        let name = first.printed;
        let message = Message::new(
            format!("科目表里没有 {code}。“{name}”是 {right}，编码多半写错了。"),
            format!(
                "No list has the code {code}. “{name}” is {right}; the code is most likely a slip."
            ),
        );
        let mut hit = Violation::on_row(first, message)
            .severity(severity)
            .printed(code.to_string())
            .expected(right.to_string())
            .subject(name)
            .advice(
                format!("核对编码：是 {right} 的改过来；确是新科目的可以保留。"),
                format!("Check the code: correct it to {right}, or keep it if it is new."),
            );
        if let Some(other) = meant.other {
            let what = Message::new("另一处的编码", "the code elsewhere");
            hit = hit.because(other.place, what, &right.to_string());
        }
        for again in rows.iter().skip(1) {
            let what = Message::new("同样的编码", "the same code");
            hit = hit.because(again.place, what, &code.to_string());
        }
        found.push(hit);
    }
}

/// What an unknown code most likely was meant to be.
struct Meant<'a> {
    code: Code,
    severity: Severity,
    /// A row of the document that prints it.
    other: Option<&'a Row<'a>>,
}

/// The code one slip away that bears the same name: in the document, or else in the lists. Many
/// codes are called 行政运行, so one of another 款 counts only if no other code has its name.
fn meant<'a>(row: &Row<'_>, rows: &'a [Row<'a>], year: Option<Year>) -> Option<Meant<'a>> {
    let list = Classification::of(row.code)?;
    let digits = row.code.to_string();
    let namesakes = list.called(&row.name).filter(|named| named.code != row.code);
    let is_common = namesakes.count() > 1;
    let is_it = |code: Code| {
        classification::is_slip(&code.to_string(), &digits)
            && (!is_common || code.parent() == row.code.parent())
    };
    let other = rows.iter().find(|other| other.name == row.name && is_it(other.code));
    if let Some(other) = other.filter(|_| !row.name.is_empty()) {
        let code = other.code;
        return Some(Meant { code, severity: Severity::Warning, other: Some(other) });
    }
    let mut near = list.called(&row.name).filter(|named| named.evidence.names());
    let near = near.find(|named| is_it(named.code))?;
    let now = official(near.code, year).filter(|now| plain(now.name) == row.name)?;
    Some(Meant { code: near.code, severity: certainty(now.evidence), other: None })
}
