#![doc = include_str!("../../pages/YS342.en.md")]

use crate::index::fold;
use crate::lint::{Context, Sink, Violation, around};
use crate::number::number;
use crate::quantity::{Quantity, quantities};
use crate::views::numbering::is_numbering;
use crate::views::titles::year;
use document::{Cell, Table};
use message::Message;

/// What a text calls all vehicles, and those whose running costs it tells.
const ALL: [&str; 6] = ["共有车辆", "共有公务用车", "车辆共计", "车辆合计", "车辆总数", "实有车辆"];
const RUN: [&str; 2] = ["公务用车保有量", "公务用车年末保有量"];

/// A cell of a table that counts all vehicles.
struct Counted<'a> {
    cell: &'a Cell,
    count: i128,
    /// The column is the only one with a count.
    is_only: bool,
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut counted = Vec::new();
    for table in context.index.tables_with(context.document, &["车辆"]) {
        let Some(group) = Group::of(table) else { continue };
        group.check(found);
        counted.extend(group.counted());
    }
    // The vehicles of several bodies are not told apart.
    if !context.disclosure.units.is_empty() {
        return;
    }
    let said = |names: &[&str]| {
        let lines = context.index.prose().filter(|line| line.words.contains('辆'));
        let mut all = lines.filter_map(|line| {
            let said = quantities(&line.words);
            let at = said.iter().position(|it| it.unit == "辆" && ends(it.name, names))?;
            let it = said.get(at)?;
            Some((line, it.whole()?, around(&line.words, it.at, it.end)))
        });
        let first = all.next()?;
        all.all(|(_, count, _)| count == first.1).then_some(first)
    };
    let Some((line, all, words)) = said(&ALL) else { return };
    if let [Counted { cell, count, is_only: true }] = counted.as_slice()
        && *count != all
        && years(context, line.block).is_none_or(|(one, other)| one == other)
    {
        let message = Message::new(
            format!("“{words}”：表中的车辆合计是{count}辆。"),
            format!("“{words}”: the table counts {count} vehicles."),
        );
        let what = Message::new("表中的车辆合计", "the vehicles of the table");
        let violation = Violation::on(line, message).because(&cell.place, what, &cell.text);
        found.push(violation.printed(words.as_str()).advice(
            "核对表和文字，改正其中一处。",
            "Compare the table with the text and correct one.",
        ));
    }
    if let Some((run, count, run_words)) = said(&RUN)
        && count > all
    {
        let message = Message::new(
            format!("“{words}”：比公务用车保有量{count}辆还少。"),
            format!("“{words}”: fewer than the {count} whose running costs are told."),
        );
        let what = Message::new("公务用车保有量", "the vehicles that are run");
        let violation = Violation::on(line, message).because(run.place, what, &run_words);
        found.push(violation.printed(words.as_str()).advice(
            "核对两处的车辆数，改正其中一处；口径或时点不同的，加以说明。",
            "Compare both counts and correct one; say so where they are of other dates or bodies.",
        ));
    }
}

/// The years of the first table and of a line's paragraph, if both name one.
fn years(context: &Context<'_>, block: usize) -> Option<(u16, u16)> {
    let lines = context.index.lines.iter();
    let of_table =
        lines.clone().find(|line| line.words.contains("12月31日") && line.block != block)?;
    let own = context.index.block(block).iter().find_map(|line| year(&line.words))?;
    Some((year(&of_table.words)?, own))
}

/// The rows of a table that count vehicles: all of them, and its kinds below.
struct Group<'a> {
    table: &'a Table,
    whole: u32,
    parts: Vec<u32>,
    /// Whether the last kind takes what the others leave.
    is_closed: bool,
}

impl<'a> Group<'a> {
    fn of(table: &'a Table) -> Option<Self> {
        let is_whole = |row: &u32| {
            let name = name(table, *row);
            name.contains("车辆") && ["合计", "总数", "车辆数"].iter().any(|it| name.contains(it))
        };
        let whole = (0..table.rows).find(is_whole)?;
        let below = (whole + 1..table.rows).take_while(|row| is_kind(&name(table, *row)));
        let parts: Vec<u32> = below.collect();
        let names: Vec<String> = parts.iter().map(|row| name(table, *row)).collect();
        let is_closed = names.iter().any(|name| name.starts_with("其他"));
        let is_list = parts.len() > 1 && !names.iter().any(|name| name == "公务用车");
        is_list.then_some(Self { table, whole, parts, is_closed })
    }

    /// The columns that print counts, with that of the whole.
    fn columns(&self) -> impl Iterator<Item = (u32, &'a Cell, i128)> {
        let cells = self.table.row(self.whole).iter();
        let counts = cells.filter_map(|cell| Some((cell.column, cell, count(&cell.text)?)));
        counts.filter(|(at, ..)| !is_numbering(self.table, self.whole, *at))
    }

    fn check(&self, found: &mut Sink) {
        for (at, cell, whole) in self.columns() {
            let in_column = |row: &u32| self.table.row(*row).iter().find(|it| it.column == at);
            let parts = self.parts.iter().filter_map(in_column);
            let sum: i128 = parts.filter_map(|cell| count(&cell.text)).sum();
            if sum > whole || self.is_closed && sum > 0 && sum < whole {
                let message = Message::new(
                    format!("车辆合计{whole}辆，各类用车相加是{sum}辆。"),
                    format!("There are {whole} vehicles; those of each kind come to {sum}."),
                );
                let violation = Violation::new(&cell.place, message).printed(cell.text.as_str());
                found.push(violation.expected(sum.to_string()).advice(
                    "核对合计和各类用车，改正其中一处。",
                    "Compare the total with the kinds and correct one.",
                ));
            }
        }
    }

    fn counted(&self) -> Option<Counted<'a>> {
        let mut columns = self.columns();
        let (_, cell, count) = columns.next()?;
        Some(Counted { cell, count, is_only: columns.next().is_none() })
    }
}

fn ends(name: &str, names: &[&str]) -> bool {
    let name = name.trim_end_matches(['为', '是', '共', '有']);
    names.iter().any(|word| name.ends_with(word.trim_end_matches('有')))
}

/// The first words of a row, without their list number.
fn name(table: &Table, row: u32) -> String {
    let cells = table.row(row).iter().map(|cell| fold(&cell.text));
    let mut words = cells.filter(|words| !words.is_empty() && count(words).is_none());
    let first = words.next().unwrap_or_default();
    let name = first.strip_prefix("其中：").unwrap_or(&first);
    let length = number(name).map_or(0, |number| number.length);
    name.get(length..).unwrap_or_default().to_owned()
}

/// Whether a row counts vehicles of one kind: 执法执勤用车（辆）.
fn is_kind(name: &str) -> bool {
    name.split('（').next().is_some_and(|name| name.ends_with("用车"))
}

/// The whole number that a cell prints.
fn count(text: &str) -> Option<i128> {
    let words = fold(text);
    let said = quantities(&words);
    let it: &Quantity<'_> = said.first().filter(|it| it.at == 0 && it.end == words.len())?;
    it.whole()
}
