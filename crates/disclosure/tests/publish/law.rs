//! The law: what is read in a laid-out document is what its scopes come to in the ledger.

use disclosure::{Disclosure, LaidOut, Layout, Observation, lay_out, layouts};
use document::Place;
use finding::{Finding, Severity};
use ledger::Ledger;
use message::Lang;
use rules::Settings;

pub fn layout(name: &str) -> Layout {
    layouts::builtin(name).expect("a built-in layout").expect("a sound layout")
}

pub fn laid_out(layout: &Layout, books: &[&Ledger]) -> LaidOut {
    lay_out(layout, books).expect("can be laid out")
}

/// Printed numbers as text: place, scope, number, sorted. Entities go by their names, for
/// not every layout prints their codes.
fn printed(disclosure: &Disclosure) -> Vec<String> {
    let mut disclosure = disclosure.clone();
    let names = disclosure.department.iter_mut().chain(&mut disclosure.units);
    names.for_each(|name| name.code = None);
    let line = |seen: &Observation| {
        let printed = seen.value.printed()?;
        let nominal = printed.nominal().fen();
        Some(format!("{} | {} | {nominal}", place(&seen.place), disclosure.key(&seen.scope)))
    };
    let mut lines: Vec<String> = disclosure.observations.iter().filter_map(line).collect();
    lines.sort();
    lines
}

fn place(place: &Place) -> String {
    place.to_string()
}

/// Checks of what generated ledgers say at random or leave out: more staff than posts, no counts of
/// receptions, no contracts with small businesses; and of what a small form has no place for.
const OF_THE_LEDGER: [u16; 4] = [325, 331, 332, 333];

/// What the law finds wrong: numbers read otherwise than laid out, and findings.
pub fn broken(laid_out: &LaidOut) -> Vec<String> {
    let read = disclosure::read(&laid_out.document);
    let (mut found, expected) = (printed(&read), printed(&laid_out.disclosure));
    let mut wrong = Vec::new();
    for line in expected {
        match found.iter().position(|other| *other == line) {
            Some(at) => drop(found.remove(at)),
            None => wrong.push(format!("- {line}")),
        }
    }
    wrong.extend(found.into_iter().map(|line| format!("+ {line}")));
    wrong.sort_by(|one, other| one[2..].cmp(&other[2..]));
    let checked = rules::check(&laid_out.document, &read, &Settings::default());
    // What indicators say is the ledger's, and generated ledgers repeat them.
    let is_told = |finding: &&Finding| {
        (finding.severity <= Severity::Warning || finding.check.number() / 100 != 2)
            && !OF_THE_LEDGER.contains(&finding.check.number())
    };
    for finding in checked.findings.iter().filter(is_told) {
        let words = finding.message.get(Lang::Zh);
        wrong.push(format!("{} {} {}", finding.check, place(&finding.location.place), words));
    }
    wrong
}

/// A document as words, for failures.
pub fn shown(document: &document::Document) -> String {
    use document::Block;
    let mut text = String::new();
    let mut number = 0;
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                text.push_str(&format!("{:?} {}\n", paragraph.level, paragraph.text));
            }
            Block::Table(table) => {
                number += 1;
                for row in 0..table.rows {
                    let cells: Vec<&str> =
                        table.row(row).iter().map(|cell| cell.text.as_str()).collect();
                    text.push_str(&format!("  [{number}.{}] {}\n", row + 1, cells.join(" | ")));
                }
            }
        }
    }
    text
}
