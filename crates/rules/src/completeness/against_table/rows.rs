//! The rows of tables of money, with what their columns are called.

use crate::index::{Index, Line, fold};
use crate::number::number;
use crate::quantity::{Quantity, quantities};
use document::{Block, Document, Place, Table};

/// Larger tables are no lists that a text goes through.
const MAX_ROWS: u32 = 200;
const MAX_COLUMNS: u32 = 12;
/// How many lines above a table may give its title and its unit.
const ABOVE: usize = 4;
/// Heads of columns of numbers that count nothing.
const NUMBERING: [&str; 5] = ["序号", "编码", "行次", "栏次", "代码"];
/// What the row of a total is called.
const TOTALS: [&str; 3] = ["合计", "总计", "小计"];

/// A row with its numbers.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// What it is called, as printed.
    pub label: &'a str,
    /// What it is called, without its number and without 合计.
    name: String,
    /// The title of its table, where it is a total that has no name of its own.
    total_of: Option<String>,
    pub place: &'a Place,
    pub amounts: Vec<Amount<'a>>,
    /// Its percentages, as printed.
    pub rates: Vec<i128>,
}

/// An amount of a row.
#[derive(Debug)]
pub(super) struct Amount<'a> {
    pub head: String,
    pub text: &'a str,
    /// In millionths of a yuan, with half a unit of its last digit.
    pub yuan: (i128, i128),
    pub unit: &'static str,
}

/// What a total is called besides.
const SIDES: [&str; 5] = ["", "收入", "支出", "本年收入", "本年支出"];

/// The rows of the tables that say in which unit they are.
pub(super) fn rows<'a>(document: &'a Document, index: &'a Index<'_>) -> Vec<Row<'a>> {
    let tables = document.blocks.iter().enumerate().filter_map(|(at, block)| match block {
        Block::Table(table) => Some((at, table)),
        Block::Paragraph(_) => None,
    });
    tables.flat_map(|(at, table)| of_table(table, at, index).unwrap_or_default()).collect()
}

fn of_table<'a>(table: &'a Table, at: usize, index: &'a Index<'_>) -> Option<Vec<Row<'a>>> {
    if table.rows > MAX_ROWS || table.columns > MAX_COLUMNS {
        return None;
    }
    let above = (at.saturating_sub(ABOVE)..at).flat_map(|block| index.block(block));
    let above: Vec<&Line<'_>> = above.filter(|line| line.is_prose()).collect();
    let own = index.block(at).iter().take(MAX_COLUMNS as usize);
    let unit = above.iter().copied().chain(own).rev().find_map(|line| unit(&line.words))?;
    let is_title =
        |line: &&&Line<'_>| line.words.contains(['表', '年']) && !line.words.contains(['。', '，']);
    let title = above.iter().rev().find(is_title).map_or("", |line| line.text);
    let numbers = |row: u32| table.row(row).iter().filter(|cell| is_number(&cell.text)).count();
    let first = (0..table.rows).find(|row| numbers(*row) > 0 && name(table, *row).is_some())?;
    let head = |column: u32| -> String {
        let above = table.cells.iter().filter(|cell| cell.row < first);
        let covers = |from: u32, span: u32| (from..from + span.max(1)).contains(&column);
        above
            .filter(|cell| covers(cell.column, cell.column_span))
            .map(|it| fold(&it.text))
            .collect()
    };
    let heads: Vec<String> = (0..table.columns).map(head).collect();
    let mut rows = Vec::new();
    for row in first..table.rows {
        let mut open: Option<Row<'_>> = None;
        for cell in table.row(row) {
            let text = cell.text.trim();
            let head = heads.get(cell.column as usize).map_or("", String::as_str);
            if text.is_empty() || NUMBERING.iter().any(|it| head.contains(it)) {
                continue;
            }
            match (&mut open, is_number(text)) {
                (Some(row), true) => row.take(text, head, unit),
                (None, true) => {}
                (_, false) => {
                    let next = named(text, title, &cell.place);
                    rows.extend(open.replace(next).filter(|row| !row.amounts.is_empty()));
                }
            }
        }
        rows.extend(open.filter(|row| !row.amounts.is_empty()));
    }
    Some(rows)
}

/// The beginning of a row that is called `text`.
fn named<'a>(text: &'a str, title: &str, place: &'a Place) -> Row<'a> {
    let words = fold(text);
    let words = number(&words).map_or(&*words, |it| words.get(it.length..).unwrap_or_default());
    let words = words.trim_start_matches("其中").trim_start_matches('：');
    let words = number(words).map_or(words, |it| words.get(it.length..).unwrap_or_default());
    let plain = |words: &str| -> String { words.chars().filter(is_named).collect() };
    let total = TOTALS.iter().find_map(|total| words.strip_suffix(total));
    let total_of = total.filter(|name| SIDES.contains(name)).map(|_| plain(&fold(title)));
    let name = plain(total.unwrap_or(words));
    Row { label: text, name, total_of, place, amounts: Vec::new(), rates: Vec::new() }
}

/// Whether a character belongs to a name: quotation marks may be left out.
pub(super) fn is_named(c: &char) -> bool {
    !"“”\"'".contains(*c)
}

impl<'a> Row<'a> {
    /// Whether words before an amount name what the row counts.
    pub fn is_of(&self, words: &str) -> bool {
        const SHORTEST: usize = 3;
        let name = super::plain(words);
        let is_title = |title: &String| {
            let side = ["收入", "支出"].iter().find(|side| self.name.ends_with(**side));
            title.contains(&name) && side.is_none_or(|side| name.ends_with(side))
        };
        name.chars().count() >= SHORTEST
            && (name == self.name || self.total_of.as_ref().is_some_and(is_title))
    }

    fn take(&mut self, text: &'a str, head: &str, unit: &'static str) {
        let is_rate = text.ends_with(['%', '％'])
            || ["%", "％", "率", "占比", "比重", "增幅"].iter().any(|it| head.contains(it));
        let digits = fold(text.trim_start_matches(['-', '−', '－', '+']));
        if is_rate {
            let printed = format!("{}%", digits.trim_end_matches('%'));
            self.rates.extend(quantities(&printed).first().map(|it| it.value));
            return;
        }
        // What is less than nothing is a change, and no amount of anything.
        if digits.len() == fold(text).len() {
            let printed = format!("{digits}{unit}");
            let yuan = quantities(&printed).first().and_then(|it| it.yuan());
            let of = |yuan| Amount { head: head.to_owned(), text, yuan, unit };
            self.amounts.extend(yuan.map(of));
        }
    }
}

/// What a row is called.
fn name(table: &Table, row: u32) -> Option<&str> {
    table
        .row(row)
        .iter()
        .map(|cell| cell.text.trim())
        .find(|text| !text.is_empty() && !is_number(text) && text.chars().any(char::is_alphabetic))
}

/// Whether the text of a cell is a number.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || ",.-−－+%％".contains(c))
}

/// The unit of money that a line gives: `单位：万元`.
fn unit(words: &str) -> Option<&'static str> {
    let (_, behind) = words.rsplit_once("单位：")?;
    let behind = behind.strip_prefix("人民币").unwrap_or(behind);
    ["万元", "亿元", "元"].into_iter().find(|unit| behind.starts_with(unit))
}

impl Amount<'_> {
    /// Millionths of a yuan in one of its unit.
    pub fn factor(&self) -> i128 {
        match self.unit {
            "元" => 1,
            "万元" => 10_000,
            _ => 100_000_000,
        }
    }

    /// Whether a number of a sentence is this one but for a slip of the pen.
    pub fn is_slip_of(&self, said: &Quantity<'_>) -> bool {
        const LEAST: usize = 3;
        let printed = format!("{}{}", fold(self.text), self.unit);
        let own = quantities(&printed);
        let Some(own) = own.first().filter(|own| own.unit == said.unit) else { return false };
        let digits =
            |number: &str| -> Vec<char> { number.chars().filter(char::is_ascii_digit).collect() };
        let is_long = |number: &str| digits(number.trim_end_matches(['0', '.'])).len() >= LEAST;
        let (one, two) = (digits(own.printed), digits(said.printed));
        let differ: Vec<usize> = (0..one.len()).filter(|at| one.get(*at) != two.get(*at)).collect();
        let is_swap = |at: usize, next: usize| {
            next == at + 1 && one.get(at) == two.get(next) && one.get(next) == two.get(at)
        };
        let is_swapped = matches!(differ.as_slice(), [at, next] if is_swap(*at, *next))
            && one.len() == two.len()
            && is_long(own.printed)
            && is_long(said.printed);
        is_swapped || own.is_slip_of(said)
    }
}
