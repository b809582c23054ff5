#![doc = include_str!("../../pages/YS302.en.md")]

use crate::lint::{Context, Sink, Violation, short};
use message::Message;

/// Words that occur only in the note below an empty table.
const EMPTY: [&str; 5] = ["本表为空表", "空表列示", "本表无数据", "本表为空", "此表为空表"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for (number, at) in context.placed() {
        let Some(table) = context.disclosure.tables.get(*number) else { continue };
        if !has_amounts(context, *number) {
            continue;
        }
        let is_own = |note: &str| {
            EMPTY.iter().any(|word| note.contains(word)) && !is_of_another(note, &table.title)
        };
        let note = context.notes(*at).find(|note| is_own(&note.words));
        let Some(note) = note else { continue };
        let message = Message::new(
            format!("“{}”有数字，表下却注明是空表。", table.title.trim()),
            format!("“{}” prints amounts, yet its note says that it is empty.", table.title.trim()),
        );
        found.push(
            Violation::on(note, message)
                .table(table.title.as_str())
                .printed(short(note.text))
                .because(
                    &table.place,
                    Message::new("有数字的表", "the table with amounts"),
                    &table.title,
                )
                .advice(
                    "删去这条注，或核对表中的数字。",
                    "Delete the note, or check the table's amounts.",
                ),
        );
    }
}

/// Returns whether the table prints an amount other than zero.
fn has_amounts(context: &Context<'_>, table: usize) -> bool {
    context.numbers(table).iter().any(|seen| seen.source.row > 0 && !seen.value.is_zero())
}

/// Whether a note names a fund that the title does not: it stands below the title of another table.
fn is_of_another(note: &str, title: &str) -> bool {
    const FUNDS: [&str; 3] = ["一般公共预算", "政府性基金", "国有资本经营"];
    let names = |words: &str| FUNDS.map(|fund| words.contains(fund));
    let (of_note, of_title) = (names(note), names(title));
    let is_shared = of_note.iter().zip(of_title).any(|(one, other)| *one && other);
    !is_shared && of_note.contains(&true) && of_title.contains(&true)
}
