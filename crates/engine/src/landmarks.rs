//! The words by which a person finds the places of a report in the file.

use crate::{File, Report};
use disclosure::Disclosure;
use document::{Block, Cell, Paragraph, Place, Table};
use finding::{Finding, Landmark, Landmarks};
use std::collections::{BTreeMap, BTreeSet};

/// No label, head or start of a paragraph is told with more characters.
const LONGEST: usize = 24;
/// No title of a table is longer, in characters; a longer paragraph is running text.
const TITLE: usize = 60;

/// Returns the landmarks of all places that `report` names in its own file.
pub(crate) fn landmarks(file: &File, report: &Report) -> Landmarks {
    let mut walk = Walk { wanted: places(report), found: Vec::new(), order: 0 };
    if walk.wanted.is_empty() {
        return Landmarks::NONE;
    }
    let (mut heading, mut above) = (String::new(), String::new());
    for block in &file.document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                walk.paragraph(paragraph, &heading);
                if paragraph.level.is_some() {
                    heading = short(&paragraph.text);
                }
                if is_title(paragraph) {
                    above = paragraph.text.trim().to_owned();
                }
            }
            Block::Table(table) => walk.table(table, &above),
        }
    }
    let mut found = walk.found;
    name_by_scope(&file.disclosure, &mut found);
    found.into_iter().collect()
}

/// Every place of the file itself that the report names.
fn places(report: &Report) -> BTreeSet<&Place> {
    let waived = report.waived.iter().map(|waived| &waived.finding);
    let unchecked = report.open.iter().chain(&report.unrecognised).map(|open| &open.place);
    report.findings.iter().chain(waived).flat_map(of_finding).chain(unchecked).collect()
}

/// The places of a finding and of what follows from it.
fn of_finding(finding: &Finding) -> Vec<&Place> {
    let all = std::iter::once(finding).chain(&finding.consequences);
    all.flat_map(own).collect()
}

fn own(finding: &Finding) -> impl Iterator<Item = &Place> {
    let location = Some(&finding.location).filter(|location| location.file.is_none());
    let cells = finding.repairs.iter().flat_map(|repair| &repair.cells);
    location.map(|location| &location.place).into_iter().chain(cells.map(|cell| &cell.place))
}

/// A short line without a unit or a name in it (`单位：万元`) may be the title of a table.
fn is_title(paragraph: &Paragraph) -> bool {
    let text = paragraph.text.trim();
    !text.is_empty() && text.chars().count() <= TITLE && !text.contains(['：', ':', '。'])
}

/// A document being walked through in reading order.
struct Walk<'a> {
    wanted: BTreeSet<&'a Place>,
    found: Vec<(Place, Landmark)>,
    order: u32,
}

impl Walk<'_> {
    fn add(&mut self, place: &Place, landmark: impl FnOnce() -> Landmark) {
        self.order = self.order.saturating_add(1);
        if self.wanted.contains(place) {
            let landmark = Landmark { order: self.order, ..landmark() };
            self.found.push((place.clone(), landmark));
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, heading: &str) {
        let is_heading = paragraph.level.is_some();
        self.add(&paragraph.place, || Landmark {
            title: if is_heading { String::new() } else { heading.to_owned() },
            words: short(&paragraph.text),
            ..Landmark::default()
        });
    }

    /// The label of a row is the nearest words left of a cell, the head of a column the nearest
    /// words above it.
    fn table(&mut self, table: &Table, above: &str) {
        let title =
            if above.is_empty() { table.name.as_deref().unwrap_or_default() } else { above };
        let mut heads: BTreeMap<u32, &str> = BTreeMap::new();
        let mut label = (0, "");
        for cell in &table.cells {
            if label.0 != cell.row {
                label = (cell.row, "");
            }
            let is_words = is_words(cell);
            let (row, column) = match is_words {
                true => (cell.text.as_str(), ""),
                false => (label.1, heads.get(&cell.column).copied().unwrap_or_default()),
            };
            self.add(&cell.place, || Landmark {
                title: title.to_owned(),
                row: short(row),
                column: short(column),
                ..Landmark::default()
            });
            if is_words {
                label.1 = &cell.text;
                let columns = cell.column..cell.column.saturating_add(cell.column_span);
                heads.extend(columns.map(|column| (column, cell.text.as_str())));
            }
        }
    }
}

/// Whether a cell holds words, and not a number, a code or nothing. A number in which a letter was
/// typed for a digit is none.
fn is_words(cell: &Cell) -> bool {
    let count = |is_it: fn(&char) -> bool| cell.text.chars().filter(is_it).count();
    let is_letter = |c: &char| c.is_ascii_alphabetic();
    let is_word = |c: &char| c.is_alphabetic() && !c.is_ascii();
    count(is_word) > 0 || count(is_letter) > count(char::is_ascii_digit)
}

/// Numbers whose row and column were understood are called by what was understood.
fn name_by_scope(disclosure: &Disclosure, found: &mut [(Place, Landmark)]) {
    let by_place: BTreeMap<&Place, _> = disclosure
        .observations
        .iter()
        .filter(|seen| seen.source.table.is_some())
        .map(|seen| (&seen.place, &seen.source))
        .collect();
    for (place, landmark) in found {
        let Some(source) = by_place.get(place) else { continue };
        landmark.row = short(&format!("{} {}", source.code, source.label));
        landmark.column = short(&source.head);
    }
}

/// The first words of a text, on one line and without blanks between Chinese characters.
fn short(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    words.join(" ").chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> File {
        crate::read(text.as_bytes(), &crate::Options::default()).expect("a text")
    }

    fn found(text: &str, place: Place) -> Landmark {
        let file = file(text);
        let mut walk = Walk { wanted: BTreeSet::from([&place]), found: Vec::new(), order: 0 };
        for block in &file.document.blocks {
            match block {
                Block::Paragraph(paragraph) => walk.paragraph(paragraph, "上"),
                Block::Table(table) => walk.table(table, "部门支出总表"),
            }
        }
        walk.found.pop().expect("the place is in the file").1
    }

    #[test]
    fn a_number_is_found_by_its_row_and_its_column() {
        let text = "科目\t基本支出\n文化\t12.00\n体育\t3.00\n";
        let file = file(text);
        let table = file.document.tables().next().expect("a table");
        let place = &table.cells.last().expect("a cell").place;
        let landmark = found(text, place.clone());
        assert_eq!((landmark.row.as_str(), landmark.column.as_str()), ("体育", "基本支出"));
        assert_eq!((landmark.title.as_str(), landmark.order), ("部门支出总表", 6));
    }

    #[test]
    fn a_number_with_a_letter_in_it_is_found_by_its_row() {
        let text = "科目\t基本支出\n文化\t12.0O\nGDP\t3.00\n";
        let file = file(text);
        let table = file.document.tables().next().expect("a table");
        let row = |at: usize| found(text, table.cells[at].place.clone()).row;
        assert_eq!((row(3).as_str(), row(5).as_str()), ("文化", "GDP"));
    }

    #[test]
    fn a_long_text_is_told_by_its_first_words() {
        assert_eq!(short(" 甲\n乙 "), "甲 乙");
        assert_eq!(short(&"长".repeat(100)).chars().count(), LONGEST);
    }
}
