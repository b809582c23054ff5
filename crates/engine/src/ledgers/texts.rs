//! Paragraphs of the ledger that will not be published.

use super::{AND, place};
use disclosure::{LaidOut, Layout, layouts};
use finding::{Finding, Severity};
use ledger::Text;
use message::Message;
use rules::checks;
use std::collections::BTreeSet;
use workbook::{Filled, Part};

/// The sections that name codes; each table that lists the code prints them.
const NAMES_OF_CODES: &str = "code-";

/// The paragraphs that `layout` did not print.
pub(super) fn unprinted(filled: &Filled, layout: &Layout, laid: Option<&LaidOut>) -> Vec<Finding> {
    let Some(laid) = laid else { return Vec::new() };
    let printed: BTreeSet<usize> = laid.texts.iter().map(|(at, _)| *at).collect();
    let left = texts(filled).filter(|(at, _)| !printed.contains(at));
    left.map(|(at, text)| match layout.has_place_for(&text.section, text.entity) {
        true => not_this_time(filled, at),
        false => no_place(filled, at, text, Some(layout)),
    })
    .collect()
}

/// The paragraphs that none of `layouts` has a place for.
pub(super) fn without_place(filled: &Filled, layouts: &[Layout]) -> Vec<Finding> {
    let has_place =
        |text: &Text| layouts.iter().any(|layout| layout.has_place_for(&text.section, text.entity));
    let left = texts(filled).filter(|(_, text)| !has_place(text));
    left.map(|(at, text)| no_place(filled, at, text, None)).collect()
}

fn texts(filled: &Filled) -> impl Iterator<Item = (usize, &Text)> {
    let texts = filled.ledger.texts.iter().enumerate();
    texts.filter(|(_, text)| !text.section.starts_with(NAMES_OF_CODES))
}

fn not_this_time(filled: &Filled, at: usize) -> Finding {
    let message = Message::new(
        "这段文字这次没有印：样式只在需要时印它，如有上年底稿可比时。",
        "This paragraph is not printed this time: the layout prints it on a condition, such as a ledger of last year to compare with.",
    );
    let advice = Message::new(
        "需要说明增减变化的，用 --with 给出上年底稿。",
        "Give last year's ledger with --with if changes are to be explained.",
    );
    finding(filled, at, Severity::Note, message, advice)
}

fn no_place(filled: &Filled, at: usize, text: &Text, layout: Option<&Layout>) -> Finding {
    let section = workbook::section_name(&text.section);
    let known = layouts::names().filter_map(|name| layouts::builtin(name)?.ok());
    let elsewhere: Vec<Message> = known
        .filter(|layout| layout.has_place_for(&text.section, text.entity))
        .map(|layout| Message::quoted(layout.name))
        .collect();
    let whose = match layout {
        Some(layout) => Message::new(
            format!("公开样式 {} 没有印“{section}”的地方", layout.name),
            format!("The layout {} has no place for “{section}”", layout.name),
        ),
        None => Message::new(
            format!("本程序的公开样式都没有印“{section}”的地方"),
            format!("No layout of the program has a place for “{section}”"),
        ),
    };
    let message = Message::new(
        format!("{}，这段文字不会公开。", whose.zh),
        format!("{}: this paragraph will not be published.", whose.en),
    );
    let advice = match elsewhere.is_empty() {
        true => {
            let hint = workbook::section_hint(&text.section);
            Message::new(
                format!("{}从“部分”列的下拉列表中选一个，或删去这一行。", hint.zh),
                format!(
                    "Choose a word of the list of the column 部分, or delete the row.{}",
                    hint.en
                ),
            )
        }
        false => {
            let names = Message::join(elsewhere, AND);
            Message::new(
                format!("会印它的样式：{}。要在这里公开的，改用别的“部分”。", names.zh),
                format!("It is printed by {}. Choose another section to print it here.", names.en),
            )
        }
    };
    finding(filled, at, Severity::Warning, message, advice)
}

fn finding(
    filled: &Filled,
    at: usize,
    severity: Severity,
    message: Message,
    advice: Message,
) -> Finding {
    let place = place(&filled.cells.cell(Part::Text(at), "部分"));
    Finding::new(checks::LEDGER_TEXT.key(), severity, place, message, advice)
}
