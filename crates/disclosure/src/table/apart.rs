//! Tables of one form whose titles name different things: 《局机关收支预算表》《水文站收支预算表》, or different
//! levels: 《全县支出预算表》《县本级支出预算表》.

use crate::model::Disclosure;
use crate::table::amounts::Items;
use crate::vocabulary::lexicon::{Lexicon, Where};
use crate::vocabulary::normal::{label, normal};
use ledger::{Amount, Item, Scope};
use std::collections::BTreeMap;

/// The shortest form that two titles share, in characters.
const MIN_FORM: usize = 4;

/// Tells tables apart that are read as the same and print different numbers: what their titles name
/// before their form is an item of each.
pub fn tell_tables_apart(read: &mut Disclosure, items: &mut Items) {
    let titles: Vec<_> = read.tables.iter().map(|table| normal(&table.title)).collect();
    let titles: Vec<&str> = titles.iter().map(|title| label(title).words).collect();
    // The first table of each title.
    let first: BTreeMap<&str, usize> =
        titles.iter().enumerate().rev().map(|(at, title)| (*title, at)).collect();
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    let titled: Vec<_> =
        first.iter().map(|(title, at)| (*title, *at, without_level(title))).collect();
    for (number, (one, one_at, bare)) in titled.iter().enumerate() {
        for (other, other_at, others_bare) in titled.iter().take(number) {
            // A government and its own level alone.
            let of_levels =
                || bare.iter().any(|it| others_bare.contains(it)).then_some((*one, *other));
            if let Some((its, others)) = apart(one, other).or_else(of_levels)
                && differ(read, *one_at, *other_at)
            {
                names.extend([(*one, its), (*other, others)]);
            }
        }
    }
    let name = |table: usize| titles.get(table).and_then(|title| names.get(title));
    for seen in read.observations.iter_mut().filter(|seen| seen.scope.item == Item::ALL) {
        if let Some(name) = seen.source.table.and_then(name) {
            seen.scope.item = items.named(name);
        }
    }
}

/// Returns a title without the words that name a government's levels, with and without the place
/// before 本级.
fn without_level(title: &str) -> [String; 2] {
    const PLACES: &str = "省市县区州盟旗镇乡";
    [true, false].map(|takes_place| {
        let mut words = String::new();
        // 表二 2031年…: the number of a table is none of its name.
        let begins = title.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        let mut rest = title.get(begins..).unwrap_or_default();
        while let Some(c) = rest.chars().next() {
            let after = rest.get(c.len_utf8()..).unwrap_or_default();
            let is_all = c == '全' && after.starts_with(|place| PLACES.contains(place));
            if let Some(own) = rest.strip_prefix("本级") {
                let place = words.chars().next_back().filter(|place| PLACES.contains(*place));
                if takes_place && place.is_some() {
                    words.pop();
                }
                rest = own;
            } else if is_all || PLACES.contains(c) && after.starts_with('级') {
                let mut taken = rest.chars();
                taken.nth(1);
                rest = taken.as_str();
            } else {
                if !matches!(c, '(' | ')') {
                    words.push(c);
                }
                rest = after;
            }
        }
        words
    })
}

/// Returns what two titles of one form begin with, if nothing of it is known.
fn apart<'a>(one: &'a str, other: &'a str) -> Option<(&'a str, &'a str)> {
    let ends = one.char_indices().rev().zip(other.char_indices().rev());
    let shared = ends.take_while(|((_, a), (_, b))| a == b);
    let ((mine, _), (its, _)) = shared.clone().last()?;
    let (mine, its) = (one.get(..mine)?, other.get(..its)?);
    let is_name = |words: &str| {
        let reading = Lexicon::get().read(words, Where::Title);
        !words.is_empty() && reading.known == 0 && !words.contains(|c: char| c.is_ascii_digit())
    };
    (shared.count() >= MIN_FORM && is_name(mine) && is_name(its)).then_some((mine, its))
}

/// Returns whether most of the scopes that two tables share have different numbers.
fn differ(read: &Disclosure, one: usize, other: usize) -> bool {
    let of = |table: usize| -> BTreeMap<Scope, Amount> {
        let of_table = read.observations.iter().filter(|seen| seen.source.table == Some(table));
        let printed =
            of_table.filter_map(|seen| Some((seen.scope, seen.value.printed()?.nominal())));
        printed.filter(|(_, amount)| *amount != Amount::ZERO).collect()
    };
    let other = of(other);
    let one = of(one);
    let shared = one.iter().filter_map(|(scope, amount)| Some((amount, other.get(scope)?)));
    let (same, different): (Vec<_>, Vec<_>) = shared.partition(|(one, other)| one == other);
    different.len() > same.len()
}
