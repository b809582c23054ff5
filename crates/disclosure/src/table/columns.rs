//! The columns of a table: the meaning of their heads and their contents.
//!
//! Long: one pass over the columns, whose steps share their heads.

use crate::table::grid::Grid;
use crate::table::shape::Shape;
use crate::vocabulary::classes::class;
use crate::vocabulary::lexicon::{Lexicon, Reading, Role, Where, beside};
use crate::vocabulary::normal::label;
use crate::vocabulary::parts::{Parts, Side, maximal};
use ledger::{Code, MoneyUnit, Printed, nodes};
use std::sync::Arc;

/// One column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    /// The words of its heads from the outermost to the innermost, in normal form.
    pub path: Vec<String>,
    /// Its contents.
    pub kind: Kind,
    /// The scope parts given by its heads.
    pub parts: Parts,
    /// The column with the labels of its rows; `None` if the table has none.
    pub label: Option<usize>,
    /// The columns of the codes of its rows.
    pub codes: Vec<usize>,
    /// The columns that give the entity of its rows.
    pub units: Units,
    /// The first column of the list that continues in this column.
    pub list: usize,
}

/// The columns of the codes and of the names of the units whose rows a table lists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Units {
    /// 单位编码
    pub code: Option<usize>,
    /// 单位名称
    pub name: Option<usize>,
}

/// The contents of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Amounts with the scope given by its heads.
    Amount,
    /// Totals of the adjacent columns.
    Total,
    /// Amounts whose head is not recognised.
    Unknown,
    /// Amounts whose heads contradict each other.
    Contradictory,
    /// Codes.
    Code,
    /// Labels.
    Label,
    /// Words under a head that does not mark them as labels; they are the labels if no other column
    /// is.
    Words,
    /// Names of units.
    Unit,
    /// Codes of units.
    UnitCode,
    /// Anything else.
    Other,
}

impl Column {
    /// Returns whether it contains amounts of money.
    pub const fn holds_money(&self) -> bool {
        matches!(self.kind, Kind::Amount | Kind::Total | Kind::Unknown | Kind::Contradictory)
    }

    /// Its heads, from the outermost to the innermost.
    pub fn head(&self) -> Arc<str> {
        self.path.join("/").into()
    }
}

/// Returns the columns of the table, with totals resolved by the adjacent columns.
///
/// `base` holds the scope parts of the table's title.
pub fn columns(grid: &Grid<'_>, shape: &Shape, base: &Parts) -> Vec<Column> {
    let mut columns: Vec<Column> = (0..grid.columns).map(|at| column(grid, shape, at)).collect();
    // 其中：经费拨款 is a part of the column before, and the words do not say which.
    for column in columns.iter_mut().filter(|it| it.holds_money() && it.parts.is_empty()) {
        if column.path.last().is_some_and(|head| head.starts_with("其中")) {
            column.kind = Kind::Contradictory;
        }
    }
    if base.side_of() == Some(Side::Uses) {
        carried_spending(grid, shape, &mut columns);
    }
    for column in &mut columns {
        column.parts = spent_from(column.parts, base);
        if column.kind == Kind::Unknown
            && let Some(beside) = column.path.last().and_then(|head| beside(head, base))
        {
            column.kind = Kind::Amount;
            column.parts.memo = beside.memo;
        }
    }
    attach_labels(grid, shape, &mut columns);
    leave_subtotals(&mut columns);
    let resolved: Vec<Option<Parts>> =
        (0..columns.len()).map(|at| total_parts(&columns, at, base)).collect();
    for (column, parts) in columns.iter_mut().zip(resolved) {
        column.parts = parts.unwrap_or(column.parts);
    }
    unname_parts(&mut columns);
    let wider: Vec<bool> = (0..columns.len()).map(|at| is_wider(&columns, at, base)).collect();
    for (column, _) in columns.iter_mut().zip(wider).filter(|(_, is_wider)| *is_wider) {
        column.kind = Kind::Unknown;
    }
    let lists: Vec<usize> = (0..columns.len()).map(|at| list_of(&columns, at)).collect();
    for (column, list) in columns.iter_mut().zip(lists) {
        column.list = list;
    }
    columns
}

/// 合计, 上年结转, 小计, 一般公共预算: a subtotal beside the total of one row of heads adds up some of the
/// columns after it, and the words do not say which.
fn leave_subtotals(columns: &mut [Column]) {
    let above = |column: &Column| column.path.split_last().map(|(_, above)| above.to_vec());
    for at in 0..columns.len() {
        let is_beside = |column: &Column| {
            let is_total = |other: &Column| {
                other.kind == Kind::Total
                    && other.label == column.label
                    && above(other) == above(column)
            };
            column.kind == Kind::Total
                && column.path.last().is_some_and(|head| head.ends_with("小计"))
                && columns.iter().take(at).any(is_total)
        };
        let is_subtotal = columns.get(at).is_some_and(is_beside);
        if let Some(column) = columns.get_mut(at).filter(|_| is_subtotal) {
            column.kind = Kind::Other;
        }
    }
}

/// 公务接待费(小计, 行政运行): what stands beside the total of a head and counts the same by its words is a
/// part that these do not name.
fn unname_parts(columns: &mut [Column]) {
    let is_total_of = |total: &Column, part: &Column| {
        total.kind == Kind::Total
            && total.path.len() > 1
            && total.path.len() == part.path.len()
            && total.label == part.label
            && total.parts == part.parts
            && total.path.split_last().map(|(_, above)| above)
                == part.path.split_last().map(|(_, above)| above)
    };
    let is_part = |part: &Column| {
        part.kind == Kind::Amount && columns.iter().any(|total| is_total_of(total, part))
    };
    let parts: Vec<bool> = columns.iter().map(is_part).collect();
    for (column, _) in columns.iter_mut().zip(parts).filter(|(_, is_part)| *is_part) {
        column.kind = Kind::Unknown;
    }
}

/// No scope distinguishes spending from carry-over and from the year's money: in a
/// table of spending their columns are not read, or the carried ones alone where they are empty.
fn carried_spending(grid: &Grid<'_>, shape: &Shape, columns: &mut [Column]) {
    let carried_in = Some(nodes().carried_in);
    let is_carried = |column: &Column| column.holds_money() && column.parts.flow == carried_in;
    let is_printed = |at: usize| {
        let printed = |words: &str| Printed::parse(words, MoneyUnit::Yuan);
        shape.below(grid, at).any(|words| printed(words).is_ok_and(|it| !it.is_zero()))
    };
    let is_spent =
        (0..columns.len()).any(|at| columns.get(at).is_some_and(is_carried) && is_printed(at));
    let is_of_year = |column: &Column| {
        column.path.iter().any(|head| head.contains("本年") || head.contains("当年"))
    };
    // 财政拨款 next to 用上年结转安排的支出 means the year's, even if no head says so.
    let tells_year = columns.iter().any(is_of_year);
    let is_beside = |column: &Column| !tells_year && column.parts.fund.is_some();
    for column in columns.iter_mut().filter(|column| column.holds_money()) {
        match (is_carried(column), is_spent) {
            (true, false) => column.kind = Kind::Other,
            (is_carried, true) if is_carried || is_of_year(column) || is_beside(column) => {
                column.kind = Kind::Contradictory;
            }
            _ => {}
        }
    }
}

/// In a table of spending a head such as 事业收入 names the money that is spent.
fn spent_from(parts: Parts, base: &Parts) -> Parts {
    let is_source = parts.fund.is_some() && parts.side_of() == Some(Side::Sources);
    match is_source && base.side_of() == Some(Side::Uses) {
        true => Parts { flow: None, side: None, ..parts },
        false => parts,
    }
}

/// Returns the first column of a list: a list of coded rows may continue in a second panel,
/// under the same heads, if it is long.
fn list_of(columns: &[Column], at: usize) -> usize {
    let goes_on = |first: &&Column, column: &Column| {
        first.holds_money()
            && first.kind == column.kind
            && first.parts == column.parts
            && !first.codes.is_empty()
            && !column.codes.is_empty()
            && first.codes != column.codes
    };
    let column = columns.get(at).filter(|column| column.holds_money());
    let first =
        column.and_then(|column| columns.iter().take(at).position(|first| goes_on(&first, column)));
    first.unwrap_or(at)
}

fn column(grid: &Grid<'_>, shape: &Shape, at: usize) -> Column {
    let path = shape.path(grid, at);
    let readings: Vec<Reading> = path.iter().map(|words| read(words)).collect();
    let parts = readings
        .iter()
        .filter(|reading| reading.is_meaningful() || reading.is_year())
        .try_fold(Parts::default(), |outer, reading| outer.narrow(reading.parts));
    let is_change = readings.iter().any(|reading| reading.is_change);
    let is_year = path.last().is_some_and(|head| ["年度", "年份"].contains(&head.as_str()));
    let kind = match parts {
        // 为预算的%
        _ if is_change || path.iter().any(|head| head.ends_with('%')) => Kind::Other,
        _ if is_year => Kind::Label,
        // 其中:面向中小企业预留(小计, …) is of nobody knows what.
        _ if is_below_unknown(&path, &readings) => Kind::Unknown,
        Err(_) => Kind::Contradictory,
        Ok(parts) => kind(grid, shape, at, readings.last(), &parts),
    };
    Column {
        path,
        kind,
        parts: parts.unwrap_or_default(),
        label: None,
        codes: Vec::new(),
        units: Units::default(),
        list: at,
    }
}

/// Returns whether a head stands below another one that names some part nobody knows.
fn is_below_unknown(path: &[String], readings: &[Reading]) -> bool {
    let outer = path.iter().zip(readings).take(path.len().saturating_sub(1));
    outer.into_iter().any(|(words, reading)| {
        words.starts_with("其中") && !reading.is_meaningful() && reading.unknown > 0
    })
}

/// Returns the meaning of a head: of its phrases, or of the class (工资福利支出) that it names.
fn read(words: &str) -> Reading {
    let reading = Lexicon::get().read(words, Where::Head);
    // 非财政拨款 is all but what the known words name.
    if words.starts_with('非') && reading.unknown > 0 {
        return Reading { unknown: words.chars().count(), ..Reading::default() };
    }
    match class(label(words).words) {
        Some(parts) if !reading.is_whole() || reading.known == 0 => {
            let known = words.chars().count();
            Reading { parts, known, ..Reading::default() }
        }
        _ => reading,
    }
}

/// Returns the contents of the column, judged from the innermost head and the cells below it.
fn kind(grid: &Grid<'_>, shape: &Shape, at: usize, head: Option<&Reading>, parts: &Parts) -> Kind {
    let Some(head) = head else { return Kind::Other };
    match head.role.filter(|_| head.unknown == 0) {
        _ if head.is_contradictory => Kind::Contradictory,
        Some(Role::Code) => Kind::Code,
        Some(Role::Label) => Kind::Label,
        Some(Role::Unit) => Kind::Unit,
        Some(Role::UnitCode) => Kind::UnitCode,
        Some(Role::Ordinal | Role::Text) => Kind::Other,
        None if head.is_whole() && holds_words(grid, shape, at) => Kind::Words,
        None if head.is_total && !names_part(&head.parts) => Kind::Total,
        None if head.is_meaningful() => Kind::Amount,
        None if head.is_whole() && !parts.is_empty() => Kind::Amount,
        None if head.is_whole() && !is_rest(grid, shape, at) => Kind::Total,
        None if holds_numbers(grid, shape, at) => Kind::Unknown,
        None if holds_words(grid, shape, at) => Kind::Words,
        None => Kind::Other,
    }
}

/// Whether the innermost head names what others leave, and no total: `其他资金`.
fn is_rest(grid: &Grid<'_>, shape: &Shape, at: usize) -> bool {
    shape.path(grid, at).last().is_some_and(|head| head.starts_with("其他"))
}

/// Returns whether a total names what it counts (财政拨款小计), which then determines its scope.
fn names_part(parts: &Parts) -> bool {
    parts.fund.is_some() || parts.purpose.is_some() || parts.memo.is_some()
}

/// Returns whether the cells below an unknown head are amounts: at least one number and no words.
fn holds_numbers(grid: &Grid<'_>, shape: &Shape, at: usize) -> bool {
    let mut numbers = shape.below(grid, at);
    let is_number = |words: &str| Printed::parse(words, MoneyUnit::Yuan).is_ok();
    numbers.next().is_some_and(is_number) && numbers.all(is_number)
}

/// Returns whether most cells below a head are words.
fn holds_words(grid: &Grid<'_>, shape: &Shape, at: usize) -> bool {
    let cells = || shape.below(grid, at);
    let is_words = |words: &&str| {
        let has_letters = words.chars().any(char::is_alphabetic);
        has_letters && Printed::parse(words, MoneyUnit::Yuan).is_err()
    };
    cells().filter(is_words).count() * 2 > cells().count()
}

/// The columns that describe the amounts to their right.
#[derive(Debug, Clone, Default)]
struct Described {
    label: Option<usize>,
    codes: Vec<usize>,
    units: Units,
    is_words: bool,
}

/// The labels of an amount are in the nearest label column to its left, or, if
/// there is none, in the nearest code column. If two lists of subjects are side by
/// side before the amounts (部门预算经济分类 | 政府预算经济分类), the one that is of departments counts.
fn attach_labels(grid: &Grid<'_>, shape: &Shape, columns: &mut [Column]) {
    let mut group: Vec<Described> = Vec::new();
    let mut is_open = false;
    for (at, column) in columns.iter_mut().enumerate() {
        let is_descriptive = matches!(
            column.kind,
            Kind::Code | Kind::Label | Kind::Words | Kind::Unit | Kind::UnitCode
        );
        if is_descriptive && !is_open {
            (group, is_open) = (vec![Described::default()], true);
        }
        if column.holds_money() {
            is_open = false;
            let described = best(grid, shape, &group);
            column.label = described.label;
            column.codes = described.codes;
            column.units = described.units;
        } else if let Some(last) = group.last() {
            let begins_pair = column.kind == Kind::Code && last.label.is_some() && !last.is_words;
            if begins_pair {
                let units = last.units;
                group.push(Described { units, ..Described::default() });
            }
            if let Some(last) = group.last_mut() {
                last.take(at, &column.kind);
            }
        }
    }
}

impl Described {
    fn take(&mut self, at: usize, kind: &Kind) {
        match kind {
            Kind::Label => (self.label, self.is_words) = (Some(at), false),
            Kind::Words if self.label.is_none() => (self.label, self.is_words) = (Some(at), true),
            Kind::Code => self.codes.push(at),
            Kind::Unit => self.units.name = self.units.name.or(Some(at)),
            Kind::UnitCode => self.units.code = self.units.code.or(Some(at)),
            _ => {}
        }
    }
}

/// Returns the last description whose codes are departmental subjects, else the last one.
fn best(grid: &Grid<'_>, shape: &Shape, group: &[Described]) -> Described {
    let is_of_departments = |described: &&Described| {
        let first = described.codes.first().copied();
        let codes = || {
            let cells = shape.data.iter().filter_map(|row| Some(grid.words(*row, first?)));
            cells.filter(|words| Code::parse(words).is_some())
        };
        let of_departments = codes().filter(|words| words.starts_with(['2', '3'])).count();
        of_departments > 0 && of_departments * 2 > codes().count()
    };
    let chosen = group.iter().rev().find(is_of_departments).or(group.last());
    chosen.cloned().unwrap_or_default()
}

/// Returns what a total counts: everything that the adjacent columns under the same heads count
/// together.
fn total_parts(columns: &[Column], at: usize, base: &Parts) -> Option<Parts> {
    let total = columns.get(at).filter(|column| column.kind == Kind::Total)?;
    let (_, above) = total.path.split_last()?;
    let is_beside = |column: &&Column| {
        matches!(column.kind, Kind::Amount)
            && column.label == total.label
            && column.path.starts_with(above)
            && column.parts.year == total.parts.year
            && column.parts.stage == total.parts.stage
    };
    let members: Vec<Parts> = columns
        .iter()
        .filter(is_beside)
        .filter_map(|column| base.narrow(column.parts).ok())
        .collect();
    let mut joined = Parts::join(&maximal(members));
    // 合计 before 财政拨款(小计, …) counts more than that group's own total.
    let is_taken = |other: &Column| {
        other.kind == Kind::Total
            && other.label == total.label
            && other.path.len() > total.path.len()
            && other.path.starts_with(above)
            && other.parts.fund == joined.fund
    };
    if columns.iter().any(is_taken) {
        joined.fund = None;
    }
    // With an unknown column among them, the total may be more than the known columns together.
    if columns.iter().any(|column| is_unknown_beside(column, total, base)) {
        joined = Parts { flow: joined.flow, side: joined.side, ..Parts::default() };
    }
    // A total without known adjacent columns counts what its table counts.
    Some(total.parts.narrow(joined).unwrap_or(total.parts))
}

/// Returns whether an unknown column, or one of something that the title does not name, is under
/// the
/// heads of `total`.
fn is_unknown_beside(column: &Column, total: &Column, base: &Parts) -> bool {
    let above = total.path.split_last().map_or(&[] as &[String], |(_, above)| above);
    let is_known = !matches!(column.kind, Kind::Unknown | Kind::Contradictory);
    (!is_known || column.parts.stands_beside(base))
        && column.label == total.label
        && column.path.starts_with(above)
}

/// Returns whether a total counts more than the title of its table: 合计 next to 三公经费(小计, …) and
/// 会议费 in a table of the three-public items.
fn is_wider(columns: &[Column], at: usize, base: &Parts) -> bool {
    let Some(total) = columns.get(at).filter(|column| column.kind == Kind::Total) else {
        return false;
    };
    let says_all =
        |column: &Column| column.path.len() > total.path.len() && column.parts.memo == base.memo;
    base.memo.is_some()
        && total.parts.memo.is_none()
        && columns.iter().any(|column| is_unknown_beside(column, total, base))
        && columns.iter().any(says_all)
}
