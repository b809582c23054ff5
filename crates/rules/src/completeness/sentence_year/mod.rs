#![doc = include_str!("../../../pages/YS326.en.md")]

mod compared;
mod of_every_year;

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, short};
use crate::views::titles::year;
use disclosure::{Assertion, Disclosure, Observation};
use document::Place;
use ledger::{Scope, Stage, Year, nodes};
use message::Message;
use std::collections::{BTreeMap, BTreeSet};

/// Words of a change for which a reason is given.
const CHANGES: [&str; 5] = ["增加", "减少", "增长", "下降", "变动"];
/// Words of a comparison of accounts with their budget, for which one is given.
const COMPARED: [&str; 4] = ["预算数的", "年初预算的", "预算数", "年初预算"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    of_reasons(context, found);
    let disclosure = context.disclosure;
    let Some(own) = disclosure.year else { return };
    let in_tables = disclosure.observations.iter().filter(|seen| seen.source.table.is_some());
    let mut known: BTreeSet<Year> = in_tables.filter_map(|seen| seen.scope.year).collect();
    known.extend([own, own.before(), Year(own.0.saturating_add(1))]);
    let mut told = BTreeSet::new();
    let mut years: BTreeMap<&Place, BTreeSet<Year>> = BTreeMap::new();
    for seen in disclosure.observations.iter().filter(|seen| seen.source.table.is_none()) {
        years.entry(&seen.place).or_default().extend(seen.scope.year);
    }
    // 2029年支出3万元 | 2030年支出2万元 | 2031年支出1万元 is a series, as is one in a paragraph.
    let named: BTreeSet<Year> = years.values().flatten().copied().collect();
    let is_series_to = |year: Year| {
        let (first, last) = (year.0.min(own.0), year.0.max(own.0));
        last - first > 1 && (first..=last).all(|year| named.contains(&Year(year)))
    };
    let mut told_at = BTreeSet::new();
    for seen in copied(disclosure, own, &years) {
        told_at.insert(&seen.place);
        let (words, own) = (&seen.source.label, own.0);
        let last = own.saturating_sub(1);
        let message = Message::new(
            format!("“{words}”写的是{last}年，文中却没有这一项{own}年的数字，疑为沿用上年文稿。"),
            format!(
                "“{words}” is of {last}, and nothing is said of {own}: probably last year's text."
            ),
        );
        found.push(
            Violation::new(&seen.place, message)
                .printed(format!("{last}年"))
                .expected(format!("{own}年"))
                .advice("核对并更正年度。", "Check the year and correct it."),
        );
    }
    let lines: Vec<&Line<'_>> = context.index.prose().collect();
    for (line, violation) in compared::find(&lines, own) {
        if told_at.insert(line.place) {
            found.push(violation);
        }
    }
    let of_every_year = of_every_year::find(disclosure, &lines, own);
    for at in 0..lines.len() {
        let Some(line) = lines.get(at).filter(|line| !told_at.contains(line.place)) else {
            continue;
        };
        let is_copied = || of_every_year.iter().any(|it| std::ptr::eq(*it, *line));
        if below_heading(&lines, at, own) || between(&lines, at, own) || is_copied() {
            found.push(of_last_year(line, own));
        } else if let Some(year) = named_once_below_heading(&lines, at, own) {
            found.push(of_other_year(line.place, &short(&line.words), year, own));
        }
    }
    for seen in disclosure.observations.iter().filter(|seen| seen.source.table.is_none()) {
        let Some(year) = seen.scope.year.filter(|year| !known.contains(year)) else { continue };
        // 2029年支出3万元，2030年支出2万元，2031年支出1万元 is a series.
        let is_series =
            is_series_to(year) || years.get(&seen.place).is_some_and(|years| years.len() > 2);
        // 比2026年的9万元减少: a year long past is meant.
        let is_base =
            seen.source.label.starts_with(['比', '较', '与']) && year.0.saturating_add(3) <= own.0;
        if is_series || is_base || !told.insert((&seen.place, year)) {
            continue;
        }
        found.push(of_other_year(&seen.place, &seen.source.label, year, own));
    }
}

fn of_other_year(place: &Place, words: &str, year: Year, own: Year) -> Violation {
    let (year, own) = (year.0, own.0);
    let message = Message::new(
        format!("“{words}”写的是{year}年，本文件是{own}年的。"),
        format!("“{words}” is of {year}, where the document is of {own}."),
    );
    Violation::new(place, message)
        .printed(format!("{year}年"))
        .expected(format!("{own}年"))
        .advice("核对并更正年度。", "Check the year and correct it.")
}

/// Reasons of a change in a year that the document names nowhere else, behind the change in another:
/// `2031年支出比2030年减少3万元。2029年支出减少的原因是…`.
fn of_reasons(context: &Context<'_>, found: &mut Sink) {
    let lines: Vec<_> = context.index.prose().collect();
    for (at, line) in lines.iter().enumerate() {
        let Some((year, behind)) = begun(&line.words) else { continue };
        let sentence = behind.split('。').next().unwrap_or_default();
        if !["原因", "情况"].iter().any(|reason| sentence.contains(reason)) {
            continue;
        }
        let is_reason = CHANGES.iter().chain(&COMPARED).any(|change| {
            let rest = sentence.split_once(change).map(|(_, rest)| rest.trim_start_matches('的'));
            let rest = rest.map(|rest| rest.trim_start_matches("主要"));
            rest.is_some_and(|rest| rest.starts_with("原因") || rest.starts_with("情况"))
        });
        if !is_reason {
            continue;
        }
        let printed = format!("{year}年");
        let last = at.checked_sub(1).and_then(|at| lines.get(at)).map_or("", |line| &*line.words);
        let tells =
            |rest: &str| CHANGES.iter().any(|it| rest.contains(it)) || rest.contains("完成");
        let told = begun(last).filter(|(_, rest)| tells(rest));
        let Some((other, _)) = told else { continue };
        let named = context.index.lines.iter().filter(|it| it.words.contains(&year.to_string()));
        if named.count() != 1 || line.words.matches(&printed).count() != 1 {
            continue;
        }
        let message = Message::new(
            format!("上一段说的是{other}年的增减，这里的原因写的是{year}年。"),
            format!("The change before is of {other}, and its reason here of {year}."),
        );
        found.push(
            Violation::on(line, message)
                .printed(printed)
                .expected(format!("{other}年"))
                .advice("核对并更正年度。", "Check the year and correct it."),
        );
    }
}

/// The year with which `words` begin, and the rest.
fn begun(words: &str) -> Option<(u16, &str)> {
    let (year, rest) = words.split_once('年')?;
    (year.len() == 4).then(|| Some((year.parse().ok()?, rest))).flatten()
}

/// Returns the amounts of sentences that begin with last year and say how the amount changed, in a text
/// about this year that does not print the same for this year.
fn copied<'d>(
    disclosure: &'d Disclosure,
    own: Year,
    years: &BTreeMap<&Place, BTreeSet<Year>>,
) -> Vec<&'d Observation> {
    const LEAST: usize = 2;
    let of_text = || disclosure.observations.iter().filter(|seen| seen.source.table.is_none());
    let of_own = of_text().filter(|seen| seen.scope.year == Some(own)).count();
    if of_own < LEAST {
        return Vec::new();
    }
    let last = own.before();
    let printed: BTreeSet<Scope> = disclosure.observations.iter().map(|seen| seen.scope).collect();
    let is_of_own = |seen: &&Observation| {
        let at = |stage| Scope { year: Some(own), stage, ..seen.scope };
        Stage::ALL.into_iter().any(|stage| printed.contains(&at(stage)))
    };
    let begins = |seen: &&Observation| seen.source.label.starts_with(&format!("{}年", last.0));
    let is_compared = |seen: &&Observation| {
        disclosure.claims.iter().any(|claim| match &claim.says {
            // 2030年收入总计9万元。与2030年相比: the amount is compared with itself.
            Assertion::Change { now, base, .. } => {
                let is_itself =
                    *base == seen.scope && claim.words.contains(&format!("{}年", last.0));
                claim.place == seen.place && (*now == seen.scope || is_itself)
            }
            Assertion::Differs(_) => claim.place == seen.place,
            _ => false,
        })
    };
    let is_alone =
        |seen: &&Observation| years.get(&seen.place).is_some_and(|years| !years.contains(&own));
    let of_last = of_text().filter(|seen| seen.scope.year == Some(last));
    let found = of_last.filter(begins).filter(is_alone);
    let is_copied = |seen: &&Observation| is_compared(seen) && !is_of_own(seen);
    found.filter(|seen| is_copied(seen) || is_printed(disclosure, seen, own)).collect()
}

/// Whether the document prints the same amount of its own year for the same, or for the other side of the
/// account, and no other amount of either year for it.
fn is_printed(disclosure: &Disclosure, seen: &Observation, own: Year) -> bool {
    /// A whole number of 万元 may be the same in two years.
    const WHOLE: i64 = 1_000_000;
    let sides = [nodes().total, nodes().received, nodes().spent];
    let is_like = |other: &Observation| {
        let both = [seen.scope.flow, other.scope.flow];
        let is_side = both.iter().all(|flow| sides.contains(flow));
        let flow = if is_side { seen.scope.flow } else { other.scope.flow };
        Scope { flow, year: seen.scope.year, ..other.scope } == seen.scope
    };
    let value = |it: &Observation| it.value.printed().map(|it| it.nominal().fen());
    let Some(fen) = value(seen).filter(|fen| fen % WHOLE != 0) else { return false };
    let others =
        || disclosure.observations.iter().filter(|it| it.place != seen.place && is_like(it));
    let is_same = |it: &Observation| it.scope.year == Some(own) && value(it) == Some(fen);
    let is_other = |it: &Observation| {
        let is_of_own = it.scope.year == Some(own) && it.scope.flow == seen.scope.flow;
        it.scope.year == seen.scope.year || is_of_own && value(it) != Some(fen)
    };
    others().any(is_same) && !others().any(is_other)
}

fn of_last_year(line: &Line<'_>, own: Year) -> Violation {
    let (words, own, last) = (short(&line.words), own.0, own.before().0);
    let message = Message::new(
        format!("“{words}”写的是{last}年，前后说的都是{own}年，疑为沿用上年文稿。"),
        format!(
            "“{words}” is of {last}, and what stands around it of {own}: probably last year's text."
        ),
    );
    let violation = Violation::on(line, message).printed(format!("{last}年"));
    violation
        .expected(format!("{own}年"))
        .advice("核对并更正年度。", "Check the year and correct it.")
}

/// Whether the first sentence below a heading with the document's year begins with the year before,
/// and nothing of the section is of the document's year.
fn below_heading(lines: &[&Line<'_>], at: usize, own: Year) -> bool {
    const OTHER: [&str; 6] = ["上年", "执行", "对比", "相比", "增减", "绩效"];
    let above = at.checked_sub(1).and_then(|above| lines.get(above));
    let (Some(heading), Some(line)) = (above, lines.get(at)) else { return false };
    let is_heading = heading.is_heading()
        && year(&heading.words) == Some(own.0)
        && !OTHER.iter().any(|word| heading.words.contains(word));
    if !is_heading || !begins_with(line, own.before()) {
        return false;
    }
    let this = format!("{}年", own.0);
    let section = lines.iter().skip(at).take_while(|line| !line.is_heading());
    !section.into_iter().any(|line| line.words.contains(&this))
}

/// The year with which the first sentence below a heading with the document's year begins, where it is
/// neither that one nor beside it, and nothing else in the document names it.
fn named_once_below_heading(lines: &[&Line<'_>], at: usize, own: Year) -> Option<Year> {
    let line = lines.get(at)?;
    let heading = at.checked_sub(1).and_then(|above| lines.get(above))?;
    let is_of_own = heading.is_heading() && year(&heading.words) == Some(own.0);
    let (first, _) = begun(line.body()).filter(|_| is_of_own)?;
    if first.abs_diff(own.0) <= 1 || !begins_with(line, Year(first)) {
        return None;
    }
    let named = format!("{first}年");
    let times: usize = lines.iter().map(|line| line.words.matches(&named).count()).sum();
    (times == 1).then_some(Year(first))
}

/// Whether a line begins with the year before the document's, between two that begin with the
/// document's and are of the same stage, and no line tells the same of the document's year.
fn between(lines: &[&Line<'_>], at: usize, own: Year) -> bool {
    let near = |at: Option<usize>| at.and_then(|at| lines.get(at));
    let (Some(line), Some(above), Some(below)) =
        (lines.get(at), near(at.checked_sub(1)), near(at.checked_add(1)))
    else {
        return false;
    };
    if !begins_with(line, own.before()) || !begins_with(above, own) || !begins_with(below, own) {
        return false;
    }
    let is_alike = ["预算", "决算"]
        .iter()
        .any(|stage| [above, line, below].iter().all(|line| line.words.contains(stage)));
    let is_other = ["上年", "执行", "完成", "去年"].iter().any(|word| line.words.contains(word));
    let this = format!("{}年", own.0);
    let name: String = line.words.chars().skip("2031年".chars().count()).take(6).collect();
    let same = format!("{this}{name}");
    is_alike
        && !is_other
        && !line.words.contains(&this)
        && !lines.iter().any(|other| other.words.contains(&same))
}

/// Whether a line begins with a year, not with a day or an end of it, and prints an amount.
fn begins_with(line: &Line<'_>, year: Year) -> bool {
    if !line.says_yuan {
        return false;
    }
    let rest = line.body().strip_prefix(&format!("{}年", year.0));
    let is_day = |rest: &str| {
        rest.starts_with(['末', '底', '初']) || rest.starts_with(|c: char| c.is_ascii_digit())
    };
    rest.is_some_and(|rest| !is_day(rest))
}
