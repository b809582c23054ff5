//! Paragraphs of the ledger that will not be published, those of one section told together.

use super::{AND, place};
use disclosure::{Layout, layouts};
use finding::{Finding, Severity};
use ledger::{Entity, Text};
use message::Message;
use rules::checks;
use std::collections::{BTreeMap, BTreeSet};
use workbook::{Filled, Part};

/// The sections that name codes; each table that lists the code prints them.
const NAMES_OF_CODES: &str = "code-";

/// The most rows that are named one by one.
const NAMED: usize = 8;

/// The paragraphs of one section of the department or of its units, by their numbers.
type Sections<'a> = BTreeMap<(&'a str, bool), Vec<usize>>;

/// The paragraphs that `layout` did not print; none where it printed nothing.
pub(super) fn unprinted(
    filled: &Filled,
    layout: &Layout,
    printed: Option<&BTreeSet<usize>>,
) -> Vec<Finding> {
    let Some(printed) = printed else { return Vec::new() };
    let left = sections(filled, |at, _| !printed.contains(&at));
    let told = left.iter().map(|((section, is_unit), texts)| {
        match layout.has_place_for(section, entity(*is_unit)) {
            true => not_this_time(filled, section, texts),
            false => no_place(filled, section, *is_unit, texts, Some(layout)),
        }
    });
    told.collect()
}

/// The paragraphs that none of `layouts` has a place for.
pub(super) fn without_place(filled: &Filled, layouts: &[Layout]) -> Vec<Finding> {
    let has_place =
        |text: &Text| layouts.iter().any(|layout| layout.has_place_for(&text.section, text.entity));
    let left = sections(filled, |_, text| !has_place(text));
    let told = left
        .iter()
        .map(|((section, is_unit), texts)| no_place(filled, section, *is_unit, texts, None));
    told.collect()
}

fn sections(filled: &Filled, is_left: impl Fn(usize, &Text) -> bool) -> Sections<'_> {
    let mut sections = Sections::new();
    for (at, text) in filled.ledger.texts.iter().enumerate() {
        if !text.section.starts_with(NAMES_OF_CODES) && is_left(at, text) {
            let is_unit = text.entity != Entity::DEPARTMENT;
            sections.entry((text.section.as_str(), is_unit)).or_default().push(at);
        }
    }
    sections
}

/// The department, or any of its units, for a layout treats them all alike.
const fn entity(is_unit: bool) -> Entity {
    if is_unit { Entity::unit(0) } else { Entity::DEPARTMENT }
}

fn not_this_time(filled: &Filled, section: &str, texts: &[usize]) -> Finding {
    let (section, rows) = (workbook::section_name(section), rows(filled, texts));
    let message = Message::new(
        format!("“{section}”这次没有印（第 {rows} 行）：样式只在需要时印它，如有上年底稿可比时。"),
        format!(
            "“{section}” is not printed this time (rows {rows}): the layout prints it on a condition, such as a ledger of last year to compare with."
        ),
    );
    let advice = Message::new(
        "需要说明增减变化的，用 --with 给出上年底稿。",
        "Give last year's ledger with --with if changes are to be explained.",
    );
    finding(filled, texts, Severity::Note, message, advice)
}

/// That a layout has no place for a section; a note where another layout has one, for which it may
/// have been written.
fn no_place(
    filled: &Filled,
    section: &str,
    is_unit: bool,
    texts: &[usize],
    layout: Option<&Layout>,
) -> Finding {
    let known = layouts::names().filter_map(|name| layouts::builtin(name)?.ok());
    let elsewhere: Vec<Message> = known
        .filter(|layout| layout.has_place_for(section, entity(is_unit)))
        .map(|layout| Message::quoted(layout.name))
        .collect();
    let (name, rows) = (workbook::section_name(section), rows(filled, texts));
    let whose = match layout {
        Some(layout) => Message::new(
            format!("公开样式 {} 没有印", layout.name),
            format!("The layout {} has", layout.name),
        ),
        None => Message::new("本程序的公开样式都没有印", "The program's layouts have"),
    };
    let of = if is_unit { ("单位", "units") } else { ("部门", "the department") };
    let message = Message::new(
        format!("{}{}“{name}”的地方，这些文字不会公开（第 {rows} 行）。", whose.zh, of.0),
        format!(
            "{} no place for “{name}” of {}: it will not be published (rows {rows}).",
            whose.en, of.1
        ),
    );
    if elsewhere.is_empty() {
        let hint = workbook::section_hint(section);
        let advice = Message::new(
            format!("{}从“部分”列的下拉列表中选一个，或删去。", hint.zh),
            format!("Choose a word of the list of the column 部分, or delete it.{}", hint.en),
        );
        return finding(filled, texts, Severity::Warning, message, advice);
    }
    let names = Message::join(elsewhere, AND);
    let advice = Message::new(
        format!("会印它的样式：{}。要在这里公开的，改用别的“部分”。", names.zh),
        format!("It is printed by {}. Choose another section to print it here.", names.en),
    );
    finding(filled, texts, Severity::Note, message, advice)
}

/// The rows of some paragraphs.
fn rows(filled: &Filled, texts: &[usize]) -> String {
    let row = |at: &usize| filled.cells.spot(Part::Text(*at)).position().1.to_string();
    let rows: Vec<String> = texts.iter().take(NAMED).map(row).collect();
    let more = if texts.len() > NAMED { "…" } else { "" };
    rows.join("、") + more
}

fn finding(
    filled: &Filled,
    texts: &[usize],
    severity: Severity,
    message: Message,
    advice: Message,
) -> Finding {
    let first = texts.first().copied().unwrap_or_default();
    let place = place(&filled.cells.cell(Part::Text(first), "部分"));
    Finding::new(checks::LEDGER_TEXT.key(), severity, place, message, advice)
}
