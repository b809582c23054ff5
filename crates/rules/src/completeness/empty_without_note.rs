#![doc = include_str!("../../pages/YS301.en.md")]

use crate::index::{Line, fold};
use crate::lint::{Context, Sink, Violation};
use crate::views::titles::says_empty;
use disclosure::caption;
use document::Block;
use message::Message;

/// The longest title, in characters, and how many tables show that the titles stand above them.
const LONGEST: usize = 40;
const LEAST: usize = 3;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let tables = context.tables();
    if tables.len() >= LEAST {
        gone(context, found);
    }
    let full = tables.iter().filter(|(table, _)| !table.is_empty).count();
    // In a blank form every table is empty.
    if full * 2 < tables.len() {
        return;
    }
    for (table, at) in tables.iter().filter(|(table, _)| table.is_empty) {
        let is_explained = table.empty_note.is_some()
            || context.notes(*at).any(|note| says_empty(&note.words) || note.words.contains('无'));
        if is_explained {
            continue;
        }
        let title = fold(&table.title);
        let message = Message::new(
            format!("“{title}”是空表，却没有说明原因。"),
            format!("“{title}” is empty, and no note says why."),
        );
        found.push(Violation::new(&table.place, message).table(table.title.as_str()).advice(
            "填上数字，或在表下注明“无…，故本表为空表”。",
            "Fill it in, or note below it why it is empty.",
        ));
    }
}

/// Titles with the unit of their table, and the title of the next table right below.
fn gone(context: &Context<'_>, found: &mut Sink) {
    let blocks = &context.document.blocks;
    for (at, pair) in blocks.windows(3).enumerate() {
        let [Block::Paragraph(_), Block::Paragraph(unit), Block::Paragraph(_)] = pair else {
            continue;
        };
        let is_unit = caption([unit.text.as_str()]).is_some_and(|it| it.unit.is_some());
        let [title, next] = [at, at + 2].map(|block| context.index.block(block).first());
        let Some((title, next)) = title.zip(next).filter(|_| is_unit) else { continue };
        // Behind the next title and its unit the next table has to stand.
        let behind = blocks.get(at + 3..).unwrap_or_default();
        let is_above_table = behind.iter().take(2).any(|it| matches!(it, Block::Table(_)));
        let name = fold(&title.words);
        let is_elsewhere =
            || context.disclosure.tables.iter().any(|table| fold(&table.title).contains(&*name));
        if !(is_title(title) && is_title(next) && is_above_table) || is_elsewhere() {
            continue;
        }
        let message = Message::new(
            format!("“{name}”只有标题和单位，下面没有表。"),
            format!("Below the title “{name}” and its unit there is no table."),
        );
        found.push(Violation::on(title, message).advice(
            "补上这张表；没有数字的，列出空表并注明“无…，故本表为空表”。",
            "Add the table; if there is nothing in it, print it empty and note why.",
        ));
    }
}

fn is_title(line: &Line<'_>) -> bool {
    let bare = line.words.split('（').next().unwrap_or_default();
    !line.is_contents && bare.ends_with('表') && line.words.chars().count() <= LONGEST
}
