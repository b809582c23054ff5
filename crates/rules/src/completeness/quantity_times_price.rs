#![doc = include_str!("../../pages/YS324.en.md")]

use crate::lint::{Context, Sink, Violation};
use document::{Block, Cell, Table};
use ledger::{Interval, MoneyUnit, Printed, Rounding};
use message::Message;

/// The number of rows from the top that may hold the heads.
const HEADS: u32 = 6;

/// Heads of the amount that is the quantity times the price.
const AMOUNTS: [&str; 4] = ["金额", "总价", "合计", "总计"];

/// The columns of a table of purchases.
#[derive(Debug, Clone, Copy)]
struct Columns {
    heads: u32,
    quantity: u32,
    price: u32,
    amount: u32,
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for block in &context.document.blocks {
        let Block::Table(table) = block else { continue };
        let Some(columns) = columns(table) else { continue };
        for row in columns.heads..table.rows {
            found_in(table, row, columns, found);
        }
    }
}

/// The columns of quantity, price and amount, in this order.
fn columns(table: &Table) -> Option<Columns> {
    let heads = || table.cells.iter().take_while(|cell| cell.row < HEADS);
    let head = |is: &dyn Fn(&Cell) -> bool| heads().find(|cell| is(cell));
    let words = |cell: &Cell| cell.text.replace(char::is_whitespace, "");
    let quantity = head(&|cell| words(cell) == "数量")?;
    let price = head(&|cell| words(cell).starts_with("单价") && cell.column > quantity.column)?;
    let amount = head(&|cell| {
        let words = words(cell);
        cell.column > price.column && AMOUNTS.iter().any(|amount| words.contains(amount))
    })?;
    let ends = [quantity, price, amount].map(|cell| cell.row + cell.row_span.max(1));
    Some(Columns {
        heads: ends.into_iter().max()?,
        quantity: quantity.column,
        price: price.column,
        amount: amount.column,
    })
}

fn found_in(table: &Table, row: u32, columns: Columns, found: &mut Sink) {
    let cell = |column| table.row(row).iter().find(|cell| cell.column == column);
    let (Some(quantity), Some(price), Some(amount)) =
        (cell(columns.quantity), cell(columns.price), cell(columns.amount))
    else {
        return;
    };
    let read = |cell: &Cell, unit| Printed::parse(&cell.text, unit).ok().filter(|it| !it.is_zero());
    let unit = MoneyUnit::TenThousandYuan;
    // 元 keeps the digits of a quantity as they are, down to hundredths.
    let times = read(quantity, MoneyUnit::Yuan).map(|it| i128::from(it.nominal().fen()));
    let (Some(times), Some(is), Some(each)) = (times, read(amount, unit), read(price, unit)) else {
        return;
    };
    let product = |price: Printed| {
        let Interval { low, high } = price.interval(Rounding::Either);
        Interval { low: low * times / 100, high: high * times / 100 + 1 }
    };
    let is = is.interval(Rounding::Either);
    // The price may be printed in 元 beside an amount in 万元.
    let in_yuan = read(price, MoneyUnit::Yuan);
    let prices = std::iter::once(each).chain(in_yuan);
    if prices.map(product).any(|product| product.overlaps(is)) {
        return;
    }
    let name = table.row(row).iter().filter(|cell| cell.column < columns.quantity);
    let name = name.map(|cell| cell.text.trim()).rfind(|text| is_name(text)).unwrap_or_default();
    let (quantity, price) = (quantity.text.trim(), price.text.trim());
    let printed = amount.text.trim();
    let message = Message::new(
        format!("“{name}”的数量{quantity}乘以单价{price}，不是金额{printed}。"),
        format!("{quantity} times the price {price} of “{name}” is not the amount {printed}."),
    );
    found.push(Violation::new(&amount.place, message).printed(printed).advice(
        "核对数量、单价和金额，改正其中一个。",
        "Compare quantity, price and amount, and correct one of them.",
    ));
}

/// Whether a text is a name and neither a number nor a code.
fn is_name(text: &str) -> bool {
    text.chars().filter(|c| !c.is_ascii()).count() > 1
}
