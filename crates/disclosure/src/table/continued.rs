//! Tables that go on as another table, as Word leaves them at the end of a page: with the head
//! repeated, under the title with “续表”, or under nothing at all.
//!
//! A text has a blank line there, or the number of a page.
//!
//! Two lists with the same head may as well be different tables. So they are joined only if nothing
//! stands between them but what says that the table goes on, if both have as many columns, and if
//! no row of the second is one of the first.

use crate::heading::caption::caption;
use crate::vocabulary::normal::normal;
use document::{Block, Cell, Place, Table};
use std::collections::BTreeSet;

/// The most lines above the head of a table that contain its title and caption.
const TITLE_ROWS: u32 = 3;

/// The most lines between two parts of a table.
const LINES: usize = 3;

/// Words that begin the last row of a table, or the first row of another.
const TOTALS: [&str; 4] = ["合计", "总计", "支出总计", "收入总计"];

/// What the rows of a table tell of those that may follow.
#[derive(Default)]
struct Known {
    /// The codes and the name of each row.
    labels: BTreeSet<String>,
    last: Option<String>,
    /// The columns with numbers.
    columns: BTreeSet<u32>,
}

/// Returns the table at the beginning of `blocks` with all that continue it, and the number of
/// blocks that it takes. Returns `None` if none continues it.
pub fn joined(blocks: &[Block]) -> Option<(Table, usize)> {
    let Some(Block::Table(first)) = blocks.first() else { return None };
    let mut whole: Option<Table> = None;
    let mut known: Option<Known> = None;
    let mut taken = 1;
    loop {
        let rest = blocks.get(taken..).unwrap_or_default();
        let is_line = |block: &&Block| matches!(block, Block::Paragraph(_));
        let lines = rest.iter().take(LINES + 1).take_while(is_line).count();
        let Some((between, [Block::Table(next), ..])) = rest.split_at_checked(lines) else { break };
        let Some(is_named) = is_named_as_rest(between) else { break };
        if !may_follow(first, next) {
            break;
        }
        let known = known.get_or_insert_with(|| Known::default().with(first, 0));
        let head = repeated(first, next);
        if !known.is_continued_by(next, head, is_named) {
            break;
        }
        *known = std::mem::take(known).with(next, head);
        append(whole.get_or_insert_with(|| first.clone()), next, head);
        taken += lines + 1;
    }
    Some((whole?, taken))
}

/// Returns whether two tables may be parts of one by their build.
fn may_follow(first: &Table, next: &Table) -> bool {
    let is_flowing = |table: &Table| {
        let place = table.cells.first().map(|cell| &cell.place);
        matches!(place, Some(Place::Cell { .. } | Place::Line(_)))
    };
    first.columns == next.columns && next.columns > 1 && is_flowing(first) && is_flowing(next)
}

impl Known {
    /// Adds the rows of a table from a row on.
    fn with(mut self, table: &Table, from: u32) -> Self {
        for label in (from..table.rows).filter_map(|row| label(table, row)) {
            self.labels.insert(label.clone());
            self.last = Some(label);
        }
        self.columns.extend(numbers(table, from));
        self
    }

    /// Returns whether a table, behind the rows that repeat the head, continues this one.
    fn is_continued_by(&self, next: &Table, head: u32, is_named: bool) -> bool {
        let new: Vec<String> = (head..next.rows).filter_map(|row| label(next, row)).collect();
        let is_total = |label: Option<&String>| {
            label.is_some_and(|it| it.split('|').any(|words| TOTALS.contains(&words)))
        };
        let goes_on = is_named || !(is_total(self.last.as_ref()) || is_total(new.first()));
        let is_new = !new.is_empty() && new.iter().all(|label| !self.labels.contains(label));
        let columns: BTreeSet<u32> = numbers(next, head).collect();
        let starts_with_data = next.row(0).iter().any(Cell::is_numeral);
        let has_head = head > 0 || starts_with_data && columns.is_subset(&self.columns);
        goes_on && is_new && !columns.is_empty() && has_head
    }
}

/// Returns the columns of the numbers from a row on.
fn numbers(table: &Table, from: u32) -> impl Iterator<Item = u32> {
    let cells = table.cells.iter().filter(move |cell| cell.row >= from && cell.is_numeral());
    cells.map(|cell| cell.column)
}

/// Returns whether the lines between two tables say that the second continues the first, or `None`
/// if they say something else.
fn is_named_as_rest(between: &[Block]) -> Option<bool> {
    if between.len() > LINES {
        return None;
    }
    let mut is_named = false;
    let mut is_plain = true;
    for block in between {
        let Block::Paragraph(paragraph) = block else { return None };
        let words = normal(&paragraph.text);
        if is_number_of_page(&words) {
            continue;
        }
        is_plain = false;
        let says_so = words.contains("续表") || words.ends_with("(续)") || words == "续";
        if !says_so && caption([paragraph.text.as_str()]).is_none() {
            return None;
        }
        is_named |= says_so;
    }
    // A caption alone stands above a table of its own.
    (is_plain || is_named).then_some(is_named)
}

/// Whether a line only numbers a page: `第3页`, `-3-`.
fn is_number_of_page(words: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || "第页共,/-—_ ".contains(c);
    words.contains(|c: char| c.is_ascii_digit()) && words.chars().all(is_part)
}

/// Returns the number of rows at the top of `next` that repeat the head of `table`.
fn repeated(table: &Table, next: &Table) -> u32 {
    let starts = 0..table.rows.min(TITLE_ROWS + 1);
    starts.map(|start| repeated_from(table, start, next)).max().unwrap_or(0)
}

fn repeated_from(table: &Table, start: u32, next: &Table) -> u32 {
    let is_same = |row: &u32| {
        let (one, other) = (table.row(start + row), next.row(*row));
        !one.is_empty() && one.len() == other.len() && one.iter().zip(other).all(same)
    };
    let alike = u32::try_from((0..next.rows).take_while(is_same).count()).unwrap_or(0);
    let is_closed = |rows: &u32| {
        next.cells.iter().all(|cell| cell.row >= *rows || cell.row + cell.row_span <= *rows)
    };
    let has_texts = |rows: &u32| {
        next.cells.iter().filter(|cell| cell.row < *rows && !cell.text.is_empty()).count() > 1
    };
    (1..=alike).rev().find(|rows| is_closed(rows) && has_texts(rows)).unwrap_or(0)
}

fn same((one, other): (&Cell, &Cell)) -> bool {
    (one.column, one.column_span, one.row_span) == (other.column, other.column_span, other.row_span)
        && normal(&one.text) == normal(&other.text)
        && !one.is_numeral()
}

/// Returns the codes of a row and its name, or its first words where it has no name: a 款 or 项 in a
/// column of its own stands in many rows.
fn label(table: &Table, row: u32) -> Option<String> {
    let words = table.row(row).iter().map(|cell| normal(&cell.text).to_string());
    let words: Vec<String> = words.filter(|words| !words.is_empty()).collect();
    let is_name = |words: &String| words.contains(char::is_alphabetic);
    let name = words.iter().position(is_name).unwrap_or(0);
    words.get(..=name).map(|words| words.join("|"))
}

/// Appends the rows of `next` behind its head.
fn append(table: &mut Table, next: &Table, head: u32) {
    let rows = table.rows;
    let cells = next.cells.iter().filter(|cell| cell.row >= head);
    table.cells.extend(cells.map(|cell| Cell { row: cell.row - head + rows, ..cell.clone() }));
    table.spans_known &= next.spans_known;
    table.rows += next.rows - head;
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::Paragraph;

    fn table(number: u32, rows: &[&[&str]]) -> Block {
        let cells = (0..).zip(rows).flat_map(|(row, texts)| {
            (0..).zip(*texts).map(move |(column, text)| Cell {
                row,
                column,
                row_span: 1,
                column_span: 1,
                text: (*text).into(),
                place: Place::Cell { table: number, row: row + 1, column: column + 1 },
            })
        });
        Block::Table(Table {
            rows: u32::try_from(rows.len()).unwrap(),
            columns: u32::try_from(rows[0].len()).unwrap(),
            spans_known: true,
            cells: cells.collect(),
            ..Table::default()
        })
    }

    fn line(text: &str) -> Block {
        Block::Paragraph(Paragraph { text: text.into(), level: None, place: Place::Paragraph(1) })
    }

    const HEAD: &[&str] = &["科目编码", "科目名称", "合计"];
    const FIRST: &[&[&str]] = &[HEAD, &["", "合计", "3.00"], &["201", "甲", "1.00"]];

    fn rows(blocks: &[Block]) -> Option<(u32, usize)> {
        joined(blocks).map(|(table, taken)| (table.rows, taken))
    }

    #[test]
    fn a_table_goes_on_with_its_head_under_its_title_or_under_nothing() {
        let more: &[&[&str]] = &[HEAD, &["208", "乙", "2.00"]];
        let titled = [line("支出总表（续表）"), line("单位：万元")];
        let first = table(1, FIRST);
        assert_eq!(rows(&[first.clone(), table(2, more)]), Some((4, 2)));
        let [title, unit] = titled;
        assert_eq!(rows(&[first.clone(), title, unit, table(2, more), line("x")]), Some((4, 4)));
        let bare = [first.clone(), table(2, &more[1..]), table(3, &[&["210", "丙", "0.00"]])];
        assert_eq!(rows(&bare), Some((5, 3)));
        let (whole, _) = joined(&bare).unwrap();
        assert_eq!(whole.cells.last().unwrap().place, Place::Cell { table: 3, row: 1, column: 3 });
    }

    #[test]
    fn the_number_of_a_page_may_stand_between() {
        let parts = |between: &str| {
            let more: &[&[&str]] = &[HEAD, &["208", "乙", "2.00"]];
            rows(&[table(1, FIRST), line(between), table(2, more)])
        };
        assert_eq!(parts("第 3 页"), Some((4, 3)));
        assert_eq!(parts("—3—"), Some((4, 3)));
        assert_eq!(parts("三、说明"), None);
    }

    #[test]
    fn tables_that_are_different_stay_apart() {
        let first = table(1, FIRST);
        for next in [
            // It has a total or a row of its own again.
            table(2, FIRST),
            table(2, &[HEAD, &["201", "甲", "1.00"]]),
            table(2, &[HEAD, &["合计", "", "2.00"]]),
            // Other columns, other heads, or no amounts.
            table(2, &[&["208", "乙", "2.00", "2.00"]]),
            table(2, &[&["科目编码", "科目名称", "预算数"], &["208", "乙", "2.00"]]),
            table(2, &[HEAD, &["208", "乙", ""]]),
            table(2, &[&["甲", "1.00", "2.00"]]),
        ] {
            assert_eq!(rows(&[first.clone(), next]), None);
        }
        let more = table(2, &[HEAD, &["208", "乙", "2.00"]]);
        assert_eq!(rows(&[first.clone(), line("单位：万元"), more.clone()]), None);
        assert_eq!(rows(&[first.clone(), line("收入总表"), more]), None);
        let total_last = table(1, &[HEAD, &["201", "甲", "1.00"], &["合计", "", "1.00"]]);
        assert_eq!(rows(&[total_last, table(2, &[HEAD, &["208", "乙", "2.00"]])]), None);
    }
}
