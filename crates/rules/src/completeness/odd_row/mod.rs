#![doc = include_str!("../../../pages/YS335.en.md")]

mod across;
mod debt;
mod sums;
#[cfg(test)]
mod testing;

use crate::lint::{Context, Sink, Violation};
use crate::views::numbering::is_numbering;
use crate::views::titles::year;
use document::{Block, Cell, Place, Table};
use message::Message;
use rustc_hash::FxHashSet;

/// Larger tables are no lists for people, and three columns out of more are too many.
const MAX_COLUMNS: usize = 14;
const MAX_ROWS: usize = 600;
/// Numbers are kept in so many parts of one.
const SCALE: i128 = 10_000;
const MINUS: [char; 3] = ['-', '−', '－'];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let claims = &context.disclosure.claims;
    let told: FxHashSet<&Place> = claims.iter().map(|claim| &claim.place).collect();
    let seen = &context.disclosure.observations;
    let seen: FxHashSet<&Place> = seen.iter().map(|seen| &seen.place).collect();
    // Of some numbers only the names of their columns are known.
    let unknown = &context.disclosure.unrecognised;
    let unknown: FxHashSet<&Place> = unknown.iter().map(|unread| &unread.place).collect();
    for block in &context.document.blocks {
        let Block::Table(table) = block else { continue };
        debt::odd(table).into_iter().for_each(|it| found.push(it));
        let Some(list) = List::new(table) else { continue };
        for at in 0..list.columns.len() {
            let Some(relation) = list.relation(at) else { continue };
            for row in list.odd(at, relation) {
                let Some(cell) = list.cell(row, at).filter(|it| !told.contains(&it.place)) else {
                    continue;
                };
                found.push(violation(&list, relation, cell, (row, at)));
            }
        }
        // The sums of a table that is understood have checks of their own.
        let cells = || list.columns.iter().flat_map(|column| column.cells.iter().flatten());
        let is_read = |(_, cell): &(Number, &Cell)| seen.contains(&cell.place);
        if !cells().any(is_read) {
            sums::odd(&list).for_each(|it| found.push(it));
        }
        let is_known = |cell: &Cell| seen.contains(&cell.place) && !unknown.contains(&cell.place);
        across::odd(&list, &told, is_known).into_iter().for_each(|it| found.push(it));
    }
}

/// How a column follows from two others of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// `执行率`: the share of the first in the second.
    Share(usize, usize),
    /// `增减率`: the change from the second to the first, as a share of the second.
    Growth(usize, usize),
    /// `增减额`: what the first is more than the second.
    Difference(usize, usize),
    /// `占比`: the share of the column in its total.
    Portion(usize),
}

/// A number as printed.
#[derive(Debug, Clone, Copy)]
struct Number {
    value: i128,
    /// Half a step of its last digit.
    half: i128,
}

/// A column of numbers.
struct Column<'a> {
    head: String,
    cells: Vec<Option<(Number, &'a Cell)>>,
}

/// A cell with the number that it prints.
type Read<'a> = (&'a Cell, Option<Number>);

/// The rows of a table that print numbers.
struct List<'a> {
    names: Vec<&'a str>,
    columns: Vec<Column<'a>>,
    /// The row of the total.
    total: Option<usize>,
    /// How many columns stand before the names of another list beside it.
    own: usize,
}

impl<'a> List<'a> {
    fn new(table: &'a Table) -> Option<Self> {
        let cells: Vec<Read<'a>> =
            table.cells.iter().map(|cell| (cell, number(&cell.text))).collect();
        let rows: Vec<&[Read<'a>]> =
            cells.chunk_by(|(one, _), (other, _)| one.row == other.row).collect();
        let numbers = |row: &[Read<'_>]| row.iter().filter(|(_, it)| it.is_some()).count();
        // The indicators below the amounts of a project have heads of their own.
        let has_own_heads =
            |row: &&[Read<'_>]| row.iter().any(|(it, _)| it.text.trim() == "三级指标");
        let rows = rows.into_iter().take_while(|row| !has_own_heads(row));
        let mut rows = rows.skip_while(|row| numbers(row) < 2).peekable();
        let first = rows.peek()?.first()?.0.row;
        // Below the heads, of two lists side by side the longer one goes on alone. 栏次 1 2 3
        // numbers the columns.
        let is_data =
            |row: &&[Read<'_>]| numbers(row) > 0 && !matches!(name(row), "栏次" | "行次" | "**");
        let rows: Vec<&[Read<'a>]> = rows.filter(is_data).take(MAX_ROWS + 1).collect();
        let mut places: Vec<u32> = Vec::new();
        for (cell, number) in rows.iter().copied().flatten() {
            if number.is_some() && !places.contains(&cell.column) {
                places.push(cell.column);
            }
        }
        if rows.len() > MAX_ROWS || !(2..=MAX_COLUMNS).contains(&places.len()) {
            return None;
        }
        places.sort_unstable();
        places.retain(|at| !is_numbering(table, first, *at));
        let columns = places.iter().map(|at| Column {
            head: head(table, first, *at),
            cells: rows.iter().map(|row| cell(row, *at)).collect(),
        });
        let columns = columns.collect();
        let beside = sums::beside(&rows);
        let own = places.iter().filter(|at| beside.is_none_or(|beside| **at < beside)).count();
        let names: Vec<&str> = rows.iter().map(|row| name(row)).collect();
        let is_total = |name: &&str| {
            let words: String = name.chars().filter(|c| !c.is_whitespace()).collect();
            ["合计", "总计"].contains(&words.as_str())
        };
        let total = names.iter().position(is_total);
        Some(Self { names, columns, total, own })
    }

    fn cell(&self, row: usize, at: usize) -> Option<&'a Cell> {
        self.columns.get(at)?.cells.get(row)?.map(|(_, cell)| cell)
    }

    fn number(&self, row: usize, at: usize) -> Option<Number> {
        self.columns.get(at)?.cells.get(row)?.map(|(number, _)| number)
    }

    /// The relation that the head of a column names and most of its rows keep.
    fn relation(&self, at: usize) -> Option<Relation> {
        let head = &self.columns.get(at)?.head;
        let has = |words: &[&str]| words.iter().any(|word| head.contains(word));
        let is_rate = has(&["%", "率", "幅", "百分比"]);
        let is_change = has(&["增", "减", "变动", "比上年", "同比"]);
        let is_portion = has(&["占比", "比重"]);
        let others = || (0..self.columns.len()).filter(move |other| *other != at);
        let pairs = || others().flat_map(move |one| others().map(move |other| (one, other)));
        let pairs = || pairs().filter(|(one, other)| one != other);
        let kinds: Vec<Relation> = match (is_portion, is_change, is_rate) {
            (true, ..) => others().map(Relation::Portion).collect(),
            (_, true, true) => pairs().map(|(one, other)| Relation::Growth(one, other)).collect(),
            (_, true, false) => {
                pairs().map(|(one, other)| Relation::Difference(one, other)).collect()
            }
            (_, false, true) => pairs().map(|(one, other)| Relation::Share(one, other)).collect(),
            (false, false, false) => return None,
        };
        let keeps = |relation: &Relation| {
            let rows = 0..self.names.len();
            let kept = rows.filter(|row| self.keeps(*row, at, *relation) == Some(true));
            // Of 100% and of nothing the row says little.
            let told = kept.filter(|row| {
                let value = self.number(*row, at).map_or(0, |it| it.value);
                value != 0 && value != 100 * SCALE
            });
            told.count()
        };
        kinds.into_iter().max_by_key(keeps).filter(|it| {
            let odd: Vec<usize> = self.odd(at, *it).collect();
            // What other rates are of is learnt from more rows.
            let least = match () {
                () if has(&["执行率", "支出进度"]) => 1,
                () if odd.iter().all(|row| self.keeps_with_sign(*row, at, *it)) => {
                    // Where nothing is signed, it may be the sizes of what fell.
                    if !self.is_signed(at) && !self.is_forward(*it) {
                        return false;
                    }
                    2
                }
                () => 3,
            };
            !odd.is_empty() && keeps(it) >= odd.len() * least
        })
    }

    /// Whether a column prints a negative number.
    fn is_signed(&self, at: usize) -> bool {
        let cells = self.columns.get(at).into_iter().flat_map(|column| column.cells.iter());
        cells.flatten().any(|(number, _)| number.value < 0)
    }

    /// Whether a relation compares what is later with what is before it: by the years of the heads, or
    /// from left to right.
    fn is_forward(&self, relation: Relation) -> bool {
        let (Relation::Growth(one, other) | Relation::Difference(one, other)) = relation else {
            return true;
        };
        let year = |at: usize| self.columns.get(at).and_then(|column| year(&column.head));
        match (year(one), year(other)) {
            (Some(later), Some(before)) if later != before => later > before,
            _ => one > other,
        }
    }

    /// The rows that do not keep a relation.
    fn odd(&self, at: usize, relation: Relation) -> impl Iterator<Item = usize> {
        let rows = 0..self.names.len();
        rows.filter(move |row| self.keeps(*row, at, relation) == Some(false))
    }

    /// Whether a row keeps a relation; `None` where nothing can be told.
    fn keeps(&self, row: usize, at: usize, relation: Relation) -> Option<bool> {
        self.holds(self.number(row, at)?, row, relation)
    }

    /// Whether a row would keep a relation if its number had a minus before it.
    fn keeps_with_sign(&self, row: usize, at: usize, relation: Relation) -> bool {
        let own = self.number(row, at).filter(|own| own.value > own.half);
        own.and_then(|own| self.holds(Number { value: -own.value, ..own }, row, relation))
            == Some(true)
    }

    /// Whether a number would keep a relation in a row.
    fn holds(&self, own: Number, row: usize, relation: Relation) -> Option<bool> {
        let of = |other: usize| self.number(row, other);
        let (part, whole) = match relation {
            Relation::Share(one, other) => (of(one)?, of(other)?),
            Relation::Growth(one, other) => (of(one)?.minus(of(other)?), of(other)?),
            Relation::Difference(one, other) => {
                return Some(own.overlaps(of(one)?.minus(of(other)?)));
            }
            Relation::Portion(other) => (of(other)?, self.number(self.total?, other)?),
        };
        // Of nothing, and of what is owed, no share can be told.
        (whole.value > whole.half).then(|| own.is_percent_of(part, whole))
    }
}

impl Number {
    const fn minus(self, other: Self) -> Self {
        Self { value: self.value - other.value, half: self.half + other.half }
    }

    const fn plus(self, other: Self) -> Self {
        Self { value: self.value + other.value, half: self.half + other.half }
    }

    const fn overlaps(self, other: Self) -> bool {
        (self.value - other.value).abs() <= self.half + other.half
    }

    /// Whether this percentage, rounded or cut, is the share of `part` in `whole`.
    fn is_percent_of(self, part: Self, whole: Self) -> bool {
        let (low, high) = (self.value - 2 * self.half, self.value + 2 * self.half);
        let hundred = 100 * SCALE;
        let ends =
            |share: i128| [whole.value - whole.half, whole.value + whole.half].map(|it| share * it);
        let lowest = ends(low).into_iter().min().unwrap_or_default();
        let highest = ends(high).into_iter().max().unwrap_or_default();
        let (least, most) = (part.value - part.half, part.value + part.half);
        lowest <= most * hundred && least * hundred <= highest
    }
}

/// The number that a cell prints, in parts of one.
fn number(text: &str) -> Option<Number> {
    let first = text.trim_start().chars().next()?;
    if !first.is_ascii_digit() && !MINUS.contains(&first) {
        return None;
    }
    let mut chars = text.chars().filter(|c| !c.is_whitespace() && *c != ',').peekable();
    let sign = if chars.next_if(|c| MINUS.contains(c)).is_some() { -1 } else { 1 };
    let (mut value, mut whole, mut places) = (0_i64, 0, None::<u32>);
    while let Some(c) = chars.next_if(|c| *c != '%') {
        match c.to_digit(10) {
            Some(digit) => value = value.checked_mul(10)?.checked_add(digit.into())?,
            None if c == '.' && places.is_none() => {
                places = Some(0);
                continue;
            }
            None => return None,
        }
        match &mut places {
            Some(places) => *places += 1,
            None => whole += 1,
        }
    }
    let places = places.unwrap_or_default();
    if !chars.all(|c| c == '%') || !(1..=12).contains(&whole) || places > 4 {
        return None;
    }
    let step = SCALE / 10_i128.pow(places);
    Some(Number { value: sign * i128::from(value) * step, half: step / 2 })
}

/// The number in a column of a row.
fn cell<'a>(row: &[Read<'a>], at: u32) -> Option<(Number, &'a Cell)> {
    let (cell, number) = row.iter().find(|(it, _)| it.column == at)?;
    Some(((*number)?, *cell))
}

/// The words above a column.
fn head(table: &Table, first: u32, at: u32) -> String {
    let above = table.cells.iter().take_while(|it| it.row < first);
    let own = above.filter(|it| (it.column..it.column + it.column_span.max(1)).contains(&at));
    let narrow = own.filter(|it| it.column_span < table.columns.max(2));
    let words = narrow.map(|it| it.text.trim());
    // The line with the unit above the heads is no head.
    let words =
        words.filter(|it| !it.is_empty() && !it.contains("单位：") && !it.contains("单位:"));
    words.collect::<Vec<_>>().join("/")
}

/// The name of a row: its first words that are no number.
fn name<'a>(row: &[Read<'a>]) -> &'a str {
    let words = row.iter().filter(|(_, number)| number.is_none()).map(|(it, _)| it.text.trim());
    words.into_iter().find(|it| !it.is_empty()).unwrap_or_default()
}

fn violation(list: &List<'_>, relation: Relation, cell: &Cell, at: (usize, usize)) -> Violation {
    let (row, column) = at;
    let name = list.names.get(row).copied().unwrap_or_default();
    let head = |at: usize| list.columns.get(at).map_or("", |it| it.head.as_str());
    let (zh, en) = match relation {
        Relation::Share(one, other) => {
            (format!("{}÷{}", head(one), head(other)), "the share of two columns")
        }
        Relation::Growth(one, other) => (
            format!("（{}-{}）÷{}", head(one), head(other), head(other)),
            "the rate of change between two columns",
        ),
        Relation::Difference(one, other) => {
            (format!("{}-{}", head(one), head(other)), "the difference of two columns")
        }
        Relation::Portion(one) => (format!("{}占合计的比重", head(one)), "the share in the total"),
    };
    let (own, printed) = (head(column), cell.text.trim());
    let message = Message::new(
        format!("“{name}”行“{own}”列的{printed}不是{zh}，其他各行都是。"),
        format!(
            "{printed} in row “{name}”, column “{own}”, is not {en} ({zh}), as in the other rows."
        ),
    );
    let violation = Violation::new(&cell.place, message).printed(printed);
    if list.keeps_with_sign(row, column, relation) {
        return violation
            .expected(format!("-{printed}"))
            .advice("补上负号。", "Write the minus before it.");
    }
    violation.advice(
        "重新计算这一行，改正其中一个数字。",
        "Compute this row anew and correct one of its numbers.",
    )
}

/// A number in parts of one as it is written, without zeros at its end.
fn shown(value: i128) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) = (value.abs() / SCALE, value.abs() % SCALE);
    let digits = format!("{rest:04}");
    match digits.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        rest => format!("{sign}{whole}.{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_with_the_step_of_their_last_digit() {
        let of = |text| number(text).map(|it| (it.value, it.half));
        assert_eq!(of("1,234.50"), Some((12_345_000, 50)));
        assert_eq!(of("-3%"), Some((-30_000, 5_000)));
        assert_eq!(of("2130101 甲"), None);
        assert_eq!(of(""), None);
        assert_eq!(shown(-12_345_000), "-1234.5");
    }
}
