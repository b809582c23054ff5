#![doc = include_str!("../../pages/YS409.en.md")]

use crate::index::{Kind, Line};
use crate::lint::{Context, Sink, Violation};
use document::{Block, Place};
use message::Message;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// The number of valid codes from which a column is taken for one of codes.
const FEWEST: usize = 3;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let amounts = context.disclosure.observations.iter();
    // Of a text all cells of a row stand in one line.
    let amounts: FxHashSet<(&Place, u32)> =
        amounts.map(|seen| (&seen.place, seen.source.column)).collect();
    for (block, content) in context.document.blocks.iter().enumerate() {
        let Block::Table(_) = content else { continue };
        let lines = context.index.block(block);
        let says_code =
            lines.iter().any(|line| line.words.contains("科目编码") || line.words == "编码");
        if says_code {
            // Amounts of four or five digits look like codes.
            let is_amount =
                |column: u32, cell: &Line<'_>| amounts.contains(&(cell.place, column + 1));
            let columns = columns(lines);
            let of_codes = columns
                .iter()
                .filter(|(column, cells)| !cells.iter().any(|cell| is_amount(**column, cell)));
            of_codes.for_each(|(_, cells)| check_column(cells, found));
        }
    }
}

/// The cells of digits, by column.
fn columns<'a, 'b>(lines: &'a [Line<'b>]) -> BTreeMap<u32, Vec<&'a Line<'b>>> {
    let mut columns: BTreeMap<u32, Vec<&Line<'_>>> = BTreeMap::new();
    // 栏次 1 2 3 numbers the columns.
    let numbering = lines.iter().filter(|line| matches!(&*line.words, "栏次" | "**"));
    let numbering: FxHashSet<u32> = numbering
        .filter_map(|line| match line.kind {
            Kind::Cell { row, .. } => Some(row),
            Kind::Prose => None,
        })
        .collect();
    for line in lines {
        let Kind::Cell { row, column } = line.kind else { continue };
        if numbering.contains(&row) {
            continue;
        }
        if line.words.bytes().all(|byte| byte.is_ascii_digit()) {
            columns.entry(column).or_default().push(line);
        }
    }
    columns
}

fn check_column(cells: &[&Line<'_>], found: &mut Sink) {
    let count = |good: &dyn Fn(&str) -> bool| cells.iter().filter(|cell| good(&cell.words)).count();
    let is_whole = |words: &str| matches!(words.len(), 5 | 7) && words.starts_with(['2', '3', '5']);
    let is_part = |words: &str| words.len() == 2 && words.starts_with('0');
    let wholes = count(&is_whole);
    let parts = count(&is_part);
    for cell in cells {
        let length = cell.words.len();
        let lost = (wholes >= FEWEST
            && matches!(length, 4 | 6)
            && cell.words.starts_with(['2', '3', '5']))
            || (parts >= FEWEST && wholes == 0 && length == 1 && cell.words != "0");
        if !lost {
            continue;
        }
        let message = Message::new(
            format!("编码“{}”少了一位，多半丢了前导零。", cell.words),
            format!(
                "The code “{}” is one digit short; a leading zero is most likely lost.",
                cell.words
            ),
        );
        found.push(Violation::on(cell, message).printed(&*cell.words).advice(
            "把编码列设为文本格式，补上零。",
            "Format the column as text, and add the zero.",
        ));
    }
}
