#![doc = include_str!("../../../pages/YS227.en.md")]

mod forms;

use crate::index::fold;
use crate::lint::{Context, Sink, Violation};
use crate::quantity::quantities;
use document::{Cell, Table};
use ledger::{MoneyUnit, Printed};
use message::Message;

/// How all money of a project is called.
pub(super) const TOTALS: [&str; 6] =
    ["年度资金总额", "资金总额", "项目资金总额", "实施期资金总额", "中期资金总额", "预算资金总额"];
/// How money of the budget is called, and other money.
pub(super) const FISCAL: [&str; 4] = ["财政拨款", "财政资金", "当年财政拨款", "本年财政拨款"];
pub(super) const OTHERS: [&str; 6] =
    ["其他资金", "其它资金", "单位资金", "自有资金", "上年结转", "上年结转资金"];
/// What budget money is of, named below it.
const FUNDS: [&str; 3] = ["一般公共预算", "政府性基金", "国有资本"];

/// The heads of columns of what was planned or spent.
const HEADS: [&str; 4] = ["年初预算数", "全年预算数", "全年执行数", "预算执行数"];

/// How many rows below the total its parts stand.
const MOST: u32 = 8;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    forms::check(context, found);
    for table in context.index.tables_with(context.document, &["资金总额"]) {
        let is_total = |cell: &&Cell| TOTALS.contains(&&*name(cell));
        let totals = table.cells.iter().filter(is_total);
        let mut last = None;
        for label in totals {
            let columns = columns(table, label);
            for column in &columns {
                let at = |label: &Cell| in_column(table, label, *column);
                if let Some(total) = at(label) {
                    found_in(table, label, total, &at, found);
                }
            }
            let Some(total) = amount(table, label) else { continue };
            if columns.is_empty() {
                found_in(table, label, total, &|label| amount(table, label), found);
            }
            last = Some(total);
        }
        if let Some(total) = last
            && let Some(violation) = cost(table, total)
        {
            found.push(violation);
        }
    }
}

/// The columns whose heads above a label say that they are of what was planned or spent.
fn columns(table: &Table, label: &Cell) -> Vec<u32> {
    let is_head = |cell: &&Cell| {
        cell.column > label.column && HEADS.iter().any(|head| name(cell).ends_with(head))
    };
    let heads = |row: u32| table.row(row).iter().filter(is_head).map(|cell| cell.column).collect();
    let rows = (0..label.row).rev().map(heads);
    rows.into_iter().find(|columns: &Vec<u32>| columns.len() > 1).unwrap_or_default()
}

/// The number of a label in a column.
fn in_column<'t>(table: &'t Table, label: &Cell, column: u32) -> Option<(&'t Cell, Printed)> {
    let cell = table.row(label.row).iter().find(|cell| cell.column == column)?;
    let words = fold(&cell.text);
    let words = words.strip_suffix("万元").unwrap_or(&words);
    Some((cell, Printed::parse(words, MoneyUnit::TenThousandYuan).ok()?))
}

/// The parts below a total that do not make it up, by what is read beside a label.
fn found_in<'t>(
    table: &'t Table,
    label: &Cell,
    total: (&Cell, Printed),
    amount: &dyn Fn(&Cell) -> Option<(&'t Cell, Printed)>,
    found: &mut Sink,
) {
    let (mut sum, mut has_fiscal, mut has_other) = (0, false, false);
    for row in (label.row + 1..table.rows).take(MOST as usize) {
        let Some(cell) = table.row(row).iter().find(|cell| cell.column == label.column) else {
            break;
        };
        let part = name(cell);
        let [fiscal, other] = [&FISCAL[..], &OTHERS[..]].map(|names| names.contains(&&*part));
        match (fiscal, other) {
            _ if FUNDS.iter().any(|fund| part.starts_with(fund)) => continue,
            (false, false) => break,
            (true, _) if has_fiscal => break,
            _ => {}
        }
        (has_fiscal, has_other) = (has_fiscal || fiscal, has_other || other);
        sum += amount(cell).map_or(0, |(_, printed)| printed.nominal().fen());
    }
    let (cell, printed) = total;
    let all = printed.nominal().fen();
    let is_off = sum > all || has_other && sum != all;
    if !has_fiscal || sum == 0 || !is_off {
        return;
    }
    let right = printed.in_format_of(ledger::Amount::from_fen(sum));
    let label = name(label);
    let message = Message::new(
        format!("“{label}”{printed}，财政拨款与其他资金相加是{right}。"),
        format!("“{label}” is {printed}; fiscal and other money come to {right}."),
    );
    found.push(
        Violation::new(&cell.place, message)
            .printed(cell.text.as_str())
            .expected(right.to_string())
            .advice(
                "核对资金总额和各项资金，改正其中一处。",
                "Compare the total with its parts and correct one.",
            ),
    );
}

/// The only indicator of what the project costs, where that is more than all its money.
fn cost(table: &Table, (_, total): (&Cell, Printed)) -> Option<Violation> {
    let is_cost = |row: &u32| table.row(*row).iter().any(|cell| name(cell).ends_with("成本指标"));
    let mut rows = (0..table.rows).filter(is_cost);
    let row = rows.next().filter(|_| rows.next().is_none())?;
    let cells = table.row(row);
    let is_whole = cells.iter().any(|cell| {
        ["总成本", "成本控制", "项目成本", "预算控制"].iter().any(|it| cell.text.contains(it))
    });
    let target = cells.last().filter(|_| is_whole)?;
    let words = fold(&target.text);
    let said = quantities(words.trim_start_matches(['≤', '=', '<', '＝', '≦']));
    let [cost] = said.as_slice() else { return None };
    let (yuan, _) = cost.yuan()?;
    // Millionths of a yuan, and hundredths.
    let is_more = yuan / 10_000 > i128::from(total.nominal().fen());
    let message = Message::new(
        format!("成本指标“{words}”超过资金总额{total}。"),
        format!("The cost indicator “{words}” is more than all money, {total}."),
    );
    is_more.then(|| {
        Violation::new(&target.place, message).printed(words.as_ref()).advice(
            "核对成本指标值和资金总额，改正其中一处。",
            "Compare the indicator with the total and correct one.",
        )
    })
}

/// A label without what stands around its name: `其中：财政拨款（万元）：`.
pub(super) fn name(cell: &Cell) -> String {
    let words = fold(&cell.text);
    let words = words.strip_prefix("其中：").unwrap_or(&words);
    let words = words.trim_end_matches('：');
    words.split('（').next().unwrap_or_default().to_owned()
}

/// The first number to the right of a label, before another label.
pub(super) fn amount<'t>(table: &'t Table, label: &Cell) -> Option<(&'t Cell, Printed)> {
    let mut right = table.row(label.row).iter().filter(|cell| cell.column > label.column);
    let cell = right.find(|cell| !cell.text.trim().is_empty())?;
    let words = fold(&cell.text);
    let words = words.strip_suffix("万元").unwrap_or(&words);
    Some((cell, Printed::parse(words, unit(table, label)).ok()?))
}

/// The unit of a row's amounts, as its label or one to the left gives it: `项目资金（元）`.
fn unit(table: &Table, label: &Cell) -> MoneyUnit {
    let is_beside = |cell: &&Cell| {
        cell.column <= label.column
            && (cell.row..cell.row.saturating_add(cell.row_span)).contains(&label.row)
    };
    let in_yuan = |cell: &Cell| fold(&cell.text).contains("（元）");
    let is_in_yuan = table.cells.iter().filter(is_beside).any(in_yuan);
    if is_in_yuan { MoneyUnit::Yuan } else { MoneyUnit::TenThousandYuan }
}
