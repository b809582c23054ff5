#![doc = include_str!("../../pages/YS327.en.md")]

use crate::lint::{Context, Sink, Violation};
use document::{Block, Cell, Table};
use ledger::{MoneyUnit, Printed};
use message::Message;

/// The number of amounts in a column from which it has to have a head.
const FEWEST: usize = 2;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for block in &context.document.blocks {
        let Block::Table(table) = block else { continue };
        // In a text export a head merged over columns is written once.
        let Some(first) = first_amount(table).filter(|_| table.spans_known) else { continue };
        let blank = (0..table.columns).find_map(|column| blank_head(table, first, column));
        let Some((head, amount)) = blank else { continue };
        let text = amount.text.trim();
        let message = Message::new(
            format!("“{text}”所在的列没有列标题，看不出统计什么。"),
            format!("The column of “{text}” has no head; it is not clear what it counts."),
        );
        found.push(
            Violation::new(&head.place, message)
                .because(&amount.place, Message::new("这一列的数字", "a number of it"), text)
                .advice("补上列标题。", "Write the column's head."),
        );
    }
}

/// The blank head of a column with several amounts, and the first of these.
fn blank_head(table: &Table, first: u32, column: u32) -> Option<(&Cell, &Cell)> {
    let covers = |cell: &&Cell| (cell.column..cell.column + cell.column_span).contains(&column);
    let cells = || table.cells.iter().filter(covers);
    let mut heads = cells().filter(|cell| cell.row < first);
    let head = heads.clone().next_back()?;
    let mut amounts = cells().filter(|cell| cell.row >= first && is_amount(cell));
    let amount = amounts.next()?;
    let is_blank = heads.all(|cell| cell.text.trim().is_empty());
    (is_blank && amounts.count() + 1 >= FEWEST).then_some((head, amount))
}

/// The first row with an amount, if there are heads above it.
fn first_amount(table: &Table) -> Option<u32> {
    let row = table.cells.iter().find(|cell| is_amount(cell))?.row;
    let above = table.cells.iter().filter(|cell| cell.row < row && !cell.text.trim().is_empty());
    (row > 0 && above.count() > 2).then_some(row)
}

fn is_amount(cell: &Cell) -> bool {
    let text = cell.text.trim();
    text.contains('.') && Printed::parse(text, MoneyUnit::TenThousandYuan).is_ok()
}
