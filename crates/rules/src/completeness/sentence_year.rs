#![doc = include_str!("../../pages/YS326.en.md")]

use crate::lint::{Context, Sink, Violation};
use disclosure::{Assertion, Disclosure, Observation};
use document::Place;
use ledger::{Scope, Stage, Year};
use message::Message;
use std::collections::{BTreeMap, BTreeSet};

/// Words of a change for which a reason is given.
const CHANGES: [&str; 5] = ["增加", "减少", "增长", "下降", "变动"];

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
    for seen in copied(disclosure, own, &years) {
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
    for seen in disclosure.observations.iter().filter(|seen| seen.source.table.is_none()) {
        let Some(year) = seen.scope.year.filter(|year| !known.contains(year)) else { continue };
        // 2029年支出3万元，2030年支出2万元，2031年支出1万元 is a series.
        let is_series = years.get(&seen.place).is_some_and(|years| years.len() > 2);
        if is_series || !told.insert((&seen.place, year)) {
            continue;
        }
        let (words, own) = (&seen.source.label, own.0);
        let message = Message::new(
            format!("“{words}”写的是{}年，本文件是{own}年的。", year.0),
            format!("“{words}” is of {}, where the document is of {own}.", year.0),
        );
        found.push(
            Violation::new(&seen.place, message)
                .printed(format!("{}年", year.0))
                .expected(format!("{own}年"))
                .advice("核对并更正年度。", "Check the year and correct it."),
        );
    }
}

/// Reasons of a change in a year that the document names nowhere else, behind the change in another:
/// `2031年支出比2030年减少3万元。2029年支出减少的原因是…`.
fn of_reasons(context: &Context<'_>, found: &mut Sink) {
    let lines: Vec<_> = context.index.prose().collect();
    for (at, line) in lines.iter().enumerate() {
        let Some((year, behind)) = begun(&line.words) else { continue };
        let sentence = behind.split('。').next().unwrap_or_default();
        let is_reason = CHANGES.iter().any(|change| {
            let rest = sentence.split_once(change).map(|(_, rest)| rest.trim_start_matches('的'));
            rest.is_some_and(|rest| rest.starts_with("原因") || rest.starts_with("主要原因"))
        });
        let printed = format!("{year}年");
        let last = at.checked_sub(1).and_then(|at| lines.get(at)).map_or("", |line| &*line.words);
        let told = begun(last).filter(|(_, rest)| CHANGES.iter().any(|it| rest.contains(it)));
        let named = context.index.lines.iter().filter(|it| it.words.contains(&year.to_string()));
        let is_only = named.count() == 1 && line.words.matches(&printed).count() == 1;
        let Some((other, _)) = told.filter(|_| is_reason && is_only) else { continue };
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
    const LEAST: usize = 3;
    let of_text = || disclosure.observations.iter().filter(|seen| seen.source.table.is_none());
    let of_own = of_text().filter(|seen| seen.scope.year == Some(own)).count();
    if of_own < LEAST {
        return Vec::new();
    }
    let last = own.before();
    let printed: BTreeSet<Scope> = disclosure.observations.iter().map(|seen| seen.scope).collect();
    let is_of_own = |seen: &&Observation| {
        let stages = [Stage::Budget, Stage::Adjusted, Stage::Execution, Stage::FinalAccounts];
        let at = |stage| Scope { year: Some(own), stage, ..seen.scope };
        stages.into_iter().any(|stage| printed.contains(&at(stage)))
    };
    let begins = |seen: &&Observation| seen.source.label.starts_with(&format!("{}年", last.0));
    let is_compared = |seen: &&Observation| {
        disclosure.claims.iter().any(|claim| match &claim.says {
            Assertion::Change { now, .. } => claim.place == seen.place && *now == seen.scope,
            Assertion::Differs(_) => claim.place == seen.place,
            _ => false,
        })
    };
    let is_alone =
        |seen: &&Observation| years.get(&seen.place).is_some_and(|years| !years.contains(&own));
    let of_last = of_text().filter(|seen| seen.scope.year == Some(last));
    let found = of_last.filter(begins).filter(is_alone).filter(is_compared);
    found.filter(|seen| !is_of_own(seen)).collect()
}
