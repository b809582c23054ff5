//! Tells the parts of a table apart: title, caption, heads, column numbers, data and notes.

use crate::heading::caption::{Caption, caption};
use crate::table::grid::Grid;
use crate::table::note::is_note;
use crate::vocabulary::classes::class;
use crate::vocabulary::lexicon::{Lexicon, Where};
use crate::vocabulary::normal::label;
use crate::vocabulary::normal::normal;
use ledger::{Code, MoneyUnit, Printed};
use std::ops::Range;

/// The most head rows a table has in practice; more of them are data without numbers.
const MAX_HEAD_ROWS: usize = 6;

/// The parts of a table by rows of its grid.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// The title, if it is inside the grid.
    pub title: Option<usize>,
    /// The contents of the caption rows inside the grid.
    pub caption: Option<Caption>,
    /// The head rows.
    pub heads: Range<usize>,
    /// The first row of data, if it also contains the heads below merged heads:
    /// `合计 | 0.00 | 合计 | 基本支出 | 项目支出` under 本年支出.
    pub mixed: Option<usize>,
    /// The rows of data.
    pub data: Vec<usize>,
    /// Notes below the data.
    pub notes: Vec<usize>,
}

/// Returns the parts of the table in `grid`, or `None` if it has no heads.
pub fn shape(grid: &Grid<'_>) -> Option<Shape> {
    let mut shape = Shape::default();
    let mut row = 0;
    let is_above = |row| is_caption(grid, row) || is_titled(grid, row) || !is_head(grid, row);
    while row < grid.rows && is_above(row) {
        shape.take_top(grid, row);
        row += 1;
    }
    let first = row;
    let is_blank = |row: usize| row + 1 < grid.rows && grid.filled(row).next().is_none();
    let is_one =
        |row: usize| row == first || goes_on(grid, row) || is_blank(row) && goes_on(grid, row + 1);
    while row < grid.rows && row - first < MAX_HEAD_ROWS && is_one(row) {
        row += 1;
    }
    shape.heads = shape.take_head_above(grid, first)..row;
    shape.mixed = (row < grid.rows && is_mixed(grid, row)).then_some(row);
    for row in row..grid.rows {
        shape.take_data(grid, row);
    }
    (!shape.heads.is_empty()).then_some(shape)
}

impl Shape {
    fn take_top(&mut self, grid: &Grid<'_>, row: usize) {
        let texts: Vec<&str> = grid.filled(row).map(|cell| cell.cell.text.as_str()).collect();
        if is_titled(grid, row) {
            self.title.get_or_insert(row);
        }
        if let Some(caption) = caption(texts.iter().copied()) {
            self.caption.get_or_insert(caption);
        } else if let [text] = texts.as_slice()
            && self.title.is_none()
            && !is_number_of_table(text)
        {
            self.title = Some(row);
        }
    }

    /// Returns the first row of the heads: `first`, or the row above with one head over the whole
    /// table,
    /// which is then no title.
    fn take_head_above(&mut self, grid: &Grid<'_>, first: usize) -> usize {
        let says_scope = |row: &usize| {
            row + 1 == first
                && grid.filled(*row).any(|cell| {
                    let reading = Lexicon::get().read(&cell.words, Where::Head);
                    reading.is_whole() && reading.known > 0 && !cell.words.ends_with('表')
                })
        };
        match self.title.take_if(|row| says_scope(row)) {
            Some(row) => row,
            None => first,
        }
    }

    fn take_data(&mut self, grid: &Grid<'_>, row: usize) {
        let is_blank = || grid.filled(row).next().is_none();
        let is_repeated_head = || self.heads.clone().any(|head| same_words(grid, head, row));
        let is_numbered = || self.data.is_empty() && is_nearly_column_numbers(grid, row);
        if is_blank() || is_column_numbers(grid, row) || is_numbered() || is_repeated_head() {
            return;
        }
        // The unit may stand below the heads.
        let words = || grid.filled(row).map(|cell| cell.cell.text.as_str());
        let names_unit = || caption(words()).is_some_and(|caption| caption.unit.is_some());
        if self.caption.is_none() && self.data.is_empty() && is_caption(grid, row) && names_unit() {
            return self.take_top(grid, row);
        }
        match is_note(grid, row) {
            true => self.notes.push(row),
            false => self.data.push(row),
        }
    }
}

/// Returns whether most cells of a row are pieces of a caption. A single head may also name a unit
/// of money.
fn is_caption(grid: &Grid<'_>, row: usize) -> bool {
    let pieces = grid.filled(row).filter(|cell| is_piece(&cell.cell.text)).count();
    pieces * 2 > grid.filled(row).count()
}

/// Returns whether a row is the title of the table with the unit of money beside it.
fn is_titled(grid: &Grid<'_>, row: usize) -> bool {
    let mut texts = grid.filled(row).map(|cell| cell.cell.text.as_str());
    let is_title = texts.next().is_some_and(|it| it.trim_end().ends_with('表') && !is_piece(it));
    let rest: Vec<&str> = texts.collect();
    let names_unit = || caption(rest.iter().copied()).is_some_and(|it| it.unit.is_some());
    is_title && rest.iter().all(|it| is_piece(it)) && names_unit()
}

fn is_piece(text: &str) -> bool {
    caption([text]).is_some()
}

fn is_head(grid: &Grid<'_>, row: usize) -> bool {
    let cells: Vec<&str> = grid.filled(row).map(|cell| &*cell.words).collect();
    are_heads(&cells)
}

/// Returns whether the words of a row may be its table's first heads: at least half of them are
/// known heads, and none can only be data.
pub fn are_heads(cells: &[&str]) -> bool {
    let known = cells.iter().filter(|words| is_head_word(words)).count();
    cells.len() >= 2 && known * 2 >= cells.len() && !cells.iter().any(|words| is_value(words))
}

fn is_head_word(words: &str) -> bool {
    let reading = Lexicon::get().read(words, Where::Head);
    !label(words).is_numbered
        && (reading.role.is_some()
            || reading.is_total
            || reading.is_meaningful()
            || reading.is_whole()
            || class(words).is_some())
}

/// Returns whether the heads continue in `row`: under a head merged over columns there must be
/// another, a cell merged over rows belongs to the heads down to its end, and a gap
/// in the heads may be filled below.
fn goes_on(grid: &Grid<'_>, row: usize) -> bool {
    if is_column_numbers(grid, row) || grid.filled(row).any(|cell| is_value(&cell.words)) {
        return false;
    }
    let above = row.saturating_sub(1);
    let is_same_cell = |column| match (grid.at(above, column), grid.at(row, column)) {
        (Some(above), Some(below)) => std::ptr::eq(above, below),
        _ => false,
    };
    let covered = (0..grid.columns).any(is_same_cell);
    let grouped = grid
        .filled(above)
        .any(|cell| cell.is_wide() && cell.span < grid.columns && !is_same_cell(cell.column));
    let fills_gap = || {
        let is_gap = |column| grid.words(above, column).is_empty();
        is_head(grid, row) && grid.filled(row).any(|cell| is_gap(cell.column))
    };
    (covered || grouped) && grid.filled(row).next().is_some() || fills_gap()
}

/// Returns whether a row with numbers has heads of its own under a head merged over columns
/// above: every cell there is known as a head, and there are at least two.
fn is_mixed(grid: &Grid<'_>, row: usize) -> bool {
    let Some(above) = row.checked_sub(1) else { return false };
    let under: Vec<&str> = (0..grid.columns)
        .filter(|at| is_under_merged(grid, above, *at))
        .map(|at| grid.words(row, at))
        .collect();
    let is_head = |words: &&str| !words.is_empty() && !is_value(words) && is_head_word(words);
    under.len() > 1 && under.iter().all(is_head)
}

/// Returns whether `row` has a head there that is merged over columns, but not over the whole
/// table.
fn is_under_merged(grid: &Grid<'_>, row: usize, column: usize) -> bool {
    grid.at(row, column)
        .is_some_and(|cell| cell.is_wide() && cell.span < grid.columns && is_head_word(&cell.words))
}

impl Shape {
    /// The words of the heads above a column, from the outermost to the innermost.
    pub fn path(&self, grid: &Grid<'_>, column: usize) -> Vec<String> {
        let below = self.mixed.filter(|row| is_head_below(grid, *row, column));
        let mut path: Vec<String> = Vec::new();
        for row in self.heads.clone().chain(below) {
            let words = grid.words(row, column);
            if !words.is_empty() && path.last().is_none_or(|last| last != words) {
                path.push(words.to_owned());
            }
        }
        path
    }

    /// The words of the data below the heads of a column, blanks left out.
    pub fn below<'g>(&'g self, grid: &'g Grid<'_>, column: usize) -> impl Iterator<Item = &'g str> {
        let rows = self.data.iter().filter(move |row| !self.is_head_cell(grid, **row, column));
        rows.map(move |row| grid.words(*row, column)).filter(|words| !words.is_empty())
    }

    /// Returns whether a cell of a data row is a head.
    pub fn is_head_cell(&self, grid: &Grid<'_>, row: usize, column: usize) -> bool {
        self.mixed == Some(row) && is_head_below(grid, row, column)
    }
}

fn is_head_below(grid: &Grid<'_>, row: usize, column: usize) -> bool {
    row.checked_sub(1).is_some_and(|above| is_under_merged(grid, above, column))
}

/// Returns whether some words can only be data: a number, a code or a numbered label.
fn is_value(words: &str) -> bool {
    let numbered = label(words);
    Printed::parse(words, MoneyUnit::Yuan).is_ok()
        || Code::parse(words).is_some()
        || (numbered.is_numbered && Lexicon::get().read(numbered.words, Where::Head).role.is_none())
}

/// Returns whether a row numbers the columns: `栏次 1 2 3`, `1 2 3=4+5 …`.
fn is_column_numbers(grid: &Grid<'_>, row: usize) -> bool {
    let cells = || grid.filled(row).map(|cell| &*cell.words);
    // Whatever stands beside it: 1.00, or 2 twice.
    let is_named = cells().next().is_some_and(|words| matches!(words, "栏次" | "栏目"));
    let is_heading = |words: &str| words == "行次" || !is_name(&words) && is_head_word(words);
    if is_named && !cells().skip(1).any(is_heading) {
        return true;
    }
    let mut count = 0_u32;
    let mut last = 0_u32;
    for words in cells().filter(|words| !is_name(words)) {
        let is_formula = words.chars().all(|c| c.is_ascii_digit() || "=+-*/()".contains(c));
        let number: u32 = words
            .split(|c: char| !c.is_ascii_digit())
            .next()
            .and_then(|n| n.parse().ok())
            .unwrap_or(0);
        if !is_formula || number != last + 1 {
            return false;
        }
        (count, last) = (count + 1, number);
    }
    cells().any(|words| is_name(&words)) || count >= 2
}

/// Returns whether words stand where a row of column numbers has no number: `** | ** | 1 | 2`.
fn is_name(words: &&str) -> bool {
    matches!(*words, "栏次" | "行次" | "栏目")
        || !words.is_empty() && words.chars().all(|c| c == '*')
}

/// Returns whether the first row below the heads numbers the columns, not all of them or with a slip:
/// `A 1 2 3`, `2 3 4`, `(1) (2) (3)`, `1.00 2.00 3.00`, `1 2 2 4`.
fn is_nearly_column_numbers(grid: &Grid<'_>, row: usize) -> bool {
    let is_letter =
        |words: &str| words.len() == 1 && words.starts_with(|c: char| c.is_ascii_alphabetic());
    let number = |words: &str| -> Option<usize> {
        let plain = words.trim_start_matches('(').trim_end_matches(')');
        let plain = plain.strip_suffix(".00").unwrap_or(plain);
        plain.parse().ok()
    };
    let words: Vec<&str> = grid.filled(row).map(|cell| &*cell.words).collect();
    let numbers = words.iter().filter(|words| !is_letter(words) && !is_name(words));
    let Some(numbers) = numbers.map(|words| number(words)).collect::<Option<Vec<usize>>>() else {
        return false;
    };
    let steps = numbers.windows(2).filter(|pair| matches!(pair, [one, next] if one + 1 == *next));
    // A total before its parts is no less than any of them.
    let is_rising = numbers.is_sorted() && numbers.first().is_some_and(|first| *first > 0);
    let steps = steps.count();
    // The right half of a wide table goes on counting where the left one ended.
    let is_small = numbers.last().is_some_and(|last| *last <= grid.columns + 2);
    let is_rest = steps + 1 == numbers.len() && numbers.len() == grid.columns;
    numbers.len() > 2 && is_rising && (is_small && steps * 2 + 1 >= numbers.len() || is_rest)
}

fn same_words(grid: &Grid<'_>, one: usize, other: usize) -> bool {
    let words = |row| grid.filled(row).map(|cell| &*cell.words);
    words(one).count() >= 2 && words(one).eq(words(other))
}

/// Returns whether a line only numbers the table: `部门公开表1`, `公开01表`, `附件1-2`.
pub fn is_number_of_table(text: &str) -> bool {
    let words = normal(text);
    let is_mark =
        |c: char| c.is_ascii_digit() || "部门单位预算决算公开附表件第号-—_:()".contains(c);
    words.contains(|c: char| c.is_ascii_digit()) && words.chars().all(is_mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{grid, packed};

    #[test]
    fn title_caption_heads_numbers_data_and_notes_are_told_apart() {
        let table = packed(&[
            &["某县水务局收支总表"],
            &["编制部门：某县水务局", "单位：万元"],
            &["项目", "预算数"],
            &["栏次", "1"],
            &["一、事业收入", "3.00"],
            &["项目", "预算数"],
            &["二、其他收入", ""],
            &["注：本表按批复数填列。", ""],
            &["单位负责人：甲　制表人：乙", ""],
        ]);
        let grid = grid(&table);
        let shape = shape(&grid).unwrap();
        assert_eq!(shape.title, Some(0));
        assert!(
            shape.caption.is_some_and(|caption| caption.unit == Some(MoneyUnit::TenThousandYuan))
        );
        assert_eq!((shape.heads, shape.data, shape.notes), (2..3, vec![4, 6], vec![7, 8]));
    }

    #[test]
    fn the_unit_may_stand_beside_the_title() {
        let table = packed(&[
            &["某县水务局收支总表", "", "单位：万元"],
            &["项目", "预算数", "上年预算数"],
            &["一、事业收入", "3.00", "2.00"],
        ]);
        let shape = shape(&grid(&table)).unwrap();
        assert_eq!((shape.title, shape.heads), (Some(0), 1..2));
        assert!(shape.caption.is_some_and(|it| it.unit == Some(MoneyUnit::TenThousandYuan)));
    }

    #[test]
    fn data_without_numbers_is_no_head() {
        let table =
            packed(&[&["项目", "预算数", "项目", "预算数"], &["收入总计", "", "支出总计", ""]]);
        let grid = grid(&table);
        assert_eq!(shape(&grid).map(|shape| (shape.heads, shape.data)), Some((0..1, vec![1])));
    }

    #[test]
    fn column_numbers_may_be_formulas() {
        let table = packed(&[&["项目", "合计", "基本支出", "项目支出"], &["", "1=2+3", "2", "3"]]);
        assert!(is_column_numbers(&grid(&table), 1));
        let table = packed(&[&["**", "**", "1", "2", "3"]]);
        assert!(is_column_numbers(&grid(&table), 0));
        let table = packed(&[&["序号", "1", "3"]]);
        assert!(!is_column_numbers(&grid(&table), 0));
        let table = packed(&[&["栏次", "1.00", "2.00"], &["栏次", "2", "2"]]);
        assert!(is_column_numbers(&grid(&table), 0) && is_column_numbers(&grid(&table), 1));
    }

    #[test]
    fn column_numbers_may_be_incomplete_or_wrong() {
        let rows: [&[&str]; 9] = [
            &["2", "3", "4", "5", "6"],
            &["12", "13", "14", "15", "16"],
            &["(1)", "(2)", "(3)", "", ""],
            &["1", "2", "3", "5", "6"],
            &["1.00", "2.00", "3.00", "", ""],
            &["A", "1", "2", "3", ""],
            &["1", "2", "2", "4", "5"],
            &["3", "0", "1", "2", "0"],
            &["12", "13", "14", "15", ""],
        ];
        let table = packed(&rows);
        let found = (0..9).map(|row| is_nearly_column_numbers(&grid(&table), row));
        assert!(found.eq([true, true, true, true, true, true, true, false, false]));
    }

    #[test]
    fn economic_classes_are_heads() {
        let heads: &[&str] = &[
            "科目编码",
            "科目名称",
            "合计",
            "工资福利支出",
            "商品和服务支出",
            "资本性支出",
            "其他支出",
        ];
        let table = packed(&[heads, &["201", "甲", "1.00", "1.00", "", "", ""]]);
        assert_eq!(shape(&grid(&table)).map(|shape| shape.heads), Some(0..1));
    }

    #[test]
    fn prose_has_no_shape() {
        let table = packed(&[&["绩效目标", "保障运转。"]]);
        assert_eq!(shape(&grid(&table)), None);
    }
}
