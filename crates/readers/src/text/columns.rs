//! Tables with one line per row: columns between tabs, or between bars.

use super::bars::{Bars, is_rule};
use super::section::{self, is_section};
use super::{CellText, Rows};
use crate::ragged::{Ragged, is_number};

/// The number of lines that decide whether a table begins whose lines begin with no bar, and the least
/// number of its rows.
const SAMPLE: usize = 40;
const LEAST: usize = 3;

/// Returns the table that begins at the first of `lines`, whose line number is `first`.
pub(super) fn table(lines: &[&str], first: u32) -> Option<Rows> {
    barred(lines, first).or_else(|| tabbed(lines, first))
}

/// A table with bars between its cells.
fn barred(lines: &[&str], first: u32) -> Option<Rows> {
    let bars = Bars::new(lines)?;
    let is_row = |line: &str| bars.divide(line) || is_rule(line);
    let [one, other, ..] = lines else { return None };
    if !is_row(one) || !(is_row(other) || is_section(other)) {
        return None;
    }
    let split = |line: &str| if is_rule(line) { Vec::new() } else { bars.split(line) };
    if bars.is_led {
        let found = rows(lines, first, 0, is_row, split);
        return (!found.rows.is_empty()).then(|| found.whole());
    }
    let sample = lines.iter().take(SAMPLE).take_while(|line| is_row(line) || is_section(line));
    let sample: Vec<Vec<String>> = sample.map(|line| split(line)).collect();
    let is_wide = |cells: &&Vec<String>| cells.len() > 1;
    let has_number = sample.iter().flat_map(|cells| cells.iter().skip(1)).any(|it| is_number(it));
    (has_number && sample.iter().filter(is_wide).count() >= LEAST)
        .then(|| rows(lines, first, 0, is_row, split).merged())
}

/// A table with tabs between its cells; a blank line may stand between any two of its rows.
fn tabbed(lines: &[&str], first: u32) -> Option<Rows> {
    // A single line with a tab is a caption, and a line that only begins with a tab is a cell of a
    // text export. After the first line it is a row whose first columns are blank.
    if !is_tabbed(lines.first()?) && !is_unit_above(lines) {
        return None;
    }
    let at = |at: usize| lines.get(at).copied().unwrap_or_default();
    let is_blank = |line: &str| line.trim().is_empty();
    let gap =
        usize::from(is_blank(at(1)) && is_tabbed(at(2)) && is_blank(at(3)) && is_tabbed(at(4)));
    let next = lines.iter().skip(1).take(1 + section::MOST).find(|line| line.contains('\t'))?;
    if gap == 0 && !is_tabbed(next) {
        return None;
    }
    let split = |line: &str| line.split('\t').map(|text| text.trim().to_owned()).collect();
    let found = rows(lines, first, gap, |line| line.contains('\t'), split);
    let mut own = lines.iter().take(found.lines).filter(|line| !is_blank(line));
    let is_export = own.all(|line| line.starts_with('\t'));
    (found.rows.len() > 1 && !is_export).then(|| found.merged())
}

/// The rows of a table and the labels between them, which have no cells.
struct Found {
    rows: Vec<Vec<CellText>>,
    labels: Vec<CellText>,
    lines: usize,
}

/// Returns the rows of the leading lines that belong to the table, with `gap` blank lines after each.
fn rows(
    lines: &[&str],
    first: u32,
    gap: usize,
    is_row: impl Fn(&str) -> bool,
    split: impl Fn(&str) -> Vec<String>,
) -> Found {
    let mut found = Found { rows: Vec::new(), labels: Vec::new(), lines: 0 };
    let mut has_data = false;
    while let Some(rest @ [_, ..]) = lines.get(found.lines..) {
        let most = if gap > 0 { gap } else { section::MOST };
        let Some(between) = rest.iter().take(most + 1).position(|line| is_row(line)) else { break };
        let (labels, Some(line)) = (rest.get(..between).unwrap_or_default(), rest.get(between))
        else {
            break;
        };
        let cells = split(line);
        let is_data = cells.iter().skip(1).any(|cell| is_number(cell));
        let goes_on = match gap {
            0 => between == 0 || is_data && labels.iter().all(|line| is_section(line)),
            _ => labels.iter().all(|line| line.trim().is_empty()),
        };
        if !goes_on || has_data && names_unit(&cells) {
            break;
        }
        has_data |= is_data;
        let number = |at: usize| first.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        let labels = (found.lines..).zip(labels).filter(|(_, label)| !label.trim().is_empty());
        let cell = |text: &str, at| CellText { text: text.trim().to_owned(), line: number(at) };
        found.labels.extend(labels.map(|(at, label)| cell(label, at)));
        let at = found.lines + between;
        if !cells.is_empty() {
            found.rows.push(cells.iter().map(|text| cell(text, at)).collect());
        }
        found.lines = at + 1;
    }
    found
}

/// Whether the first line is the second cell of a row, with the unit of money of the rows below it.
fn is_unit_above(lines: &[&str]) -> bool {
    let cells =
        |line: &str| line.split('\t').map(|text| text.trim().to_owned()).collect::<Vec<_>>();
    let is_row = |line: &&str| is_tabbed(line) && !line.starts_with('\t');
    let unit = lines.first().filter(|line| line.starts_with('\t'));
    unit.is_some_and(|line| names_unit(&cells(line))) && lines.get(1).is_some_and(is_row)
}

/// Whether a row names the unit of money behind a title or an entity, as the first row of a table does.
fn names_unit(cells: &[String]) -> bool {
    let filled = || cells.iter().filter(|text| !text.is_empty());
    let is_unit =
        |text: &String| text.contains("单位") && text.contains([':', '：']) && text.contains('元');
    filled().count() <= 3 && filled().next_back().is_some_and(is_unit)
}

impl Found {
    /// The table, in which every cell is in its own column.
    fn whole(self) -> Rows {
        let rows = Rows { rows: self.rows, lines: self.lines, in_columns: true };
        rows.with_labels(self.labels)
    }

    /// The table with its short rows, where cells that were merged left nothing behind; a row that only
    /// lacks blanks at its end is filled up.
    fn merged(mut self) -> Rows {
        let texts =
            |row: &Vec<CellText>| row.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
        let Some(ragged) = Ragged::new(&self.rows.iter().map(texts).collect::<Vec<_>>()) else {
            return self.whole();
        };
        for (row, is_short) in self.rows.iter_mut().zip(&ragged.short) {
            let line = row.last().map_or(1, |cell| cell.line);
            let blank = || CellText { text: String::new(), line };
            if *is_short {
                let filled = row.iter().rposition(|cell| !cell.text.is_empty());
                row.truncate(filled.map_or(0, |last| last + 1));
            } else {
                row.resize_with(ragged.width, blank);
            }
        }
        Rows { in_columns: false, ..self.whole() }
    }
}

fn is_tabbed(line: &str) -> bool {
    line.trim_end().char_indices().any(|(index, character)| index > 0 && character == '\t')
}
