#![doc = include_str!("../../pages/YS407.en.md")]

use crate::lint::{Context, Sink, Violation};
use crate::views::codes::{Row, plain};
use classification::Classification;
use message::Message;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut names: BTreeMap<_, Vec<&Row<'_>>> = BTreeMap::new();
    let projects = of_projects(context);
    let is_named =
        |row: &&Row<'_>| !row.name.is_empty() && !projects.contains(&(row.table, row.panel));
    for row in context.rows().iter().filter(is_named) {
        let is_function = row.kind == classification::Kind::Function;
        names.entry((is_function, row.code)).or_default().push(row);
    }
    for ((_, code), rows) in &names {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for row in rows {
            *counts.entry(&*row.name).or_default() += 1;
        }
        let Some((usual, _)) = counts.iter().max_by_key(|(_, count)| **count) else { continue };
        for row in rows.iter().filter(|row| row.name != *usual && !is_variant(row, usual)) {
            let message = Message::new(
                format!("{code} 在这里叫“{}”，在别的表里叫“{usual}”。", row.printed),
                format!("{code} is “{}” here and “{usual}” in other tables.", row.printed),
            );
            let other = rows.iter().find(|other| other.name == *usual);
            let mut hit = Violation::on_row(row, message).printed(row.printed).expected(*usual);
            if let Some(other) = other {
                hit = hit.because(
                    other.place,
                    Message::new("另一个名称", "the other name"),
                    other.printed,
                );
            }
            found.push(hit.advice(
                "统一为正式名称，并核对编码。",
                "Use the official name, and check the code.",
            ));
        }
    }
}

/// The lists of tables of projects that name these beside the codes of their subjects: most of their
/// names are not those of their codes.
fn of_projects(context: &Context<'_>) -> BTreeSet<(usize, u32)> {
    let mut counts: BTreeMap<(usize, u32), (usize, usize)> = BTreeMap::new();
    for row in context.rows().iter().filter(|row| row.title.contains("项目")) {
        let list = Classification::of(row.code);
        let names = list.map(|list| list.names_of(row.code)).unwrap_or_default();
        let is_own = names.iter().any(|named| plain(named.name) == row.name);
        let (own, all) = counts.entry((row.table, row.panel)).or_default();
        (*own, *all) = (*own + usize::from(is_own), *all + 1);
    }
    counts.into_iter().filter(|(_, (own, all))| own * 2 < *all).map(|(list, _)| list).collect()
}

/// Returns whether the two names mean the same: one contains the other, or both are official names
/// of the code.
fn is_variant(row: &Row<'_>, usual: &str) -> bool {
    let list = Classification::of(row.code);
    let names = list.map(|list| list.names_of(row.code)).unwrap_or_default();
    let is_own = |name: &str| names.iter().any(|named| plain(named.name) == name);
    row.name.contains(usual) || usual.contains(&*row.name) || (is_own(&row.name) && is_own(usual))
}
