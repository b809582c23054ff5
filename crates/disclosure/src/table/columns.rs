//! The columns of a table: the meaning of their heads and their contents.

use crate::heading::titles::without_funds;
use crate::table::column::{Column, Kind, Units, column};
use crate::table::grid::Grid;
use crate::table::shape::Shape;
use crate::table::totals::{is_part_without_name, is_wider, set_subtotals_aside, total_parts};
use crate::vocabulary::lexicon::{Lexicon, Where, beside};
use crate::vocabulary::parts::{Parts, Side};
use ledger::{Code, MoneyUnit, Printed, Stage, nodes};

/// Returns the columns of the table, with totals resolved by the adjacent columns.
///
/// `base` holds the scope parts of the table's title, `stage` is the document's.
pub fn columns(grid: &Grid<'_>, shape: &Shape, base: &Parts, stage: Stage) -> Vec<Column> {
    let mut columns: Vec<Column> = (0..grid.columns).map(|at| column(grid, shape, at)).collect();
    let stage = base.stage.unwrap_or(stage);
    columns.iter_mut().for_each(|column| tell_stage(column, stage));
    // 其中：经费拨款 is a part of the column before, and the words do not say which.
    for column in columns.iter_mut().filter(|it| it.holds_money() && it.parts.is_empty()) {
        if column.path.last().is_some_and(|head| head.starts_with("其中")) {
            column.kind = Kind::Contradictory;
        }
    }
    leave_rest(&mut columns);
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
    take_sides(&mut columns, base);
    receive(&mut columns);
    set_subtotals_aside(grid, shape, &mut columns);
    let parts_without_name: Vec<bool> =
        (0..columns.len()).map(|at| is_part_without_name(&columns, at)).collect();
    for (column, _) in columns.iter_mut().zip(parts_without_name).filter(|(_, is_it)| *is_it) {
        column.kind = Kind::Unknown;
    }
    let resolved: Vec<Option<Parts>> =
        (0..columns.len()).map(|at| total_parts(&columns, at, base)).collect();
    for (column, parts) in columns.iter_mut().zip(resolved) {
        column.parts = parts.unwrap_or(column.parts);
    }
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

/// 基本支出 | 项目支出 | 其他支出: what the others leave, and not the functions of that name.
fn leave_rest(columns: &mut [Column]) {
    let has_purpose =
        columns.iter().any(|column| column.holds_money() && column.parts.purpose.is_some());
    let is_rest = |column: &&mut Column| {
        has_purpose && column.path.last().is_some_and(|head| head == "其他支出")
    };
    for column in columns.iter_mut().filter(is_rest) {
        (column.kind, column.parts) = (Kind::Unknown, Parts::default());
    }
}

/// In final accounts 采购预算 and 2031年预算 were planned, and in a budget 实际采购金额 was not.
fn tell_stage(column: &mut Column, stage: Stage) {
    const DONE: [&str; 4] = ["决算", "执行", "完成", "占预算"];
    let heads = without_funds(&column.path.concat());
    let said = match stage {
        Stage::Budget => heads.contains("实际").then_some(Stage::Execution),
        _ if DONE.iter().any(|word| heads.contains(word)) => None,
        Stage::FinalAccounts if heads.contains("调整预算") => Some(Stage::Adjusted),
        Stage::FinalAccounts => heads.contains("预算").then_some(Stage::Budget),
        _ => None,
    };
    column.parts.stage = column.parts.stage.or(said);
}

/// 本年收入 | 财政拨款 | 事业收入: a fund between columns of what is received is received.
fn receive(columns: &mut [Column]) {
    let is_money = |column: &&Column| column.holds_money();
    let is_received = |column: &Column| column.parts.flow == Some(nodes().received);
    for at in 1..columns.len() {
        let (before, after) = columns.split_at_mut(at);
        let Some((column, after)) = after.split_first_mut() else { continue };
        let is_open = column.parts.flow().is_none() && column.parts.side.is_none();
        let is_between = before.iter().rev().find(is_money).is_some_and(is_received)
            && after.iter().find(is_money).is_some_and(is_received);
        if column.kind == Kind::Amount && column.parts.fund.is_some() && is_open && is_between {
            column.parts.flow = Some(nodes().received);
        }
    }
}

/// 收入 | 预算数 | 支出 | 预算数 in one row: the head of the labels says of which side the amounts are.
fn take_sides(columns: &mut [Column], base: &Parts) {
    let sides: Vec<Option<Parts>> = columns
        .iter()
        .map(|column| {
            let words = columns.get(column.label?)?.path.last()?;
            let name = words.trim_end_matches("项目");
            let reading = Lexicon::get().read(name, Where::Head);
            let is_side = matches!(name, "收入" | "支出") && reading.is_meaningful();
            let is_open =
                column.holds_money() && base.narrow(column.parts).ok()?.side_of().is_none();
            (is_side && is_open).then(|| reading.parts.narrow(column.parts).ok()).flatten()
        })
        .collect();
    for (column, parts) in columns.iter_mut().zip(sides) {
        column.parts = parts.unwrap_or(column.parts);
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
