//! Lists of subjects in running text against the tables: a subject that the list leaves out, one that no
//! table prints, and one among the other kind of money.

use super::path::Part;
use crate::index::Line;
use crate::lint::{Context, Sink, Violation, short};
use crate::views::codes::plain;
use classification::{Classification, Kind};
use disclosure::Observation;
use finding::Severity;
use ledger::{Code, Stage, nodes};
use message::Message;
use std::collections::{BTreeMap, BTreeSet};

/// Shorter lists may be examples.
const LEAST: usize = 3;

pub(super) fn check(context: &Context<'_>, names: &[(&Line<'_>, Vec<Part<'_>>)], found: &mut Sink) {
    functions(context, names, found);
    economic(context, found);
}

/// The only 项 of the tables that sentences leave out which give all others, and the only one that
/// they give and the tables do not print.
fn functions(context: &Context<'_>, names: &[(&Line<'_>, Vec<Part<'_>>)], found: &mut Sink) {
    if !context.disclosure.units.is_empty() {
        return;
    }
    let nodes = nodes();
    let all = || context.disclosure.observations.iter();
    let is_done = all().any(|seen| seen.scope.stage == Stage::FinalAccounts);
    let stage = if is_done { Stage::FinalAccounts } else { Stage::Budget };
    let funds = [nodes.fiscal, nodes.general, nodes.government_fund, nodes.state_capital];
    let own = || {
        all().filter(|seen| {
            seen.scope.year == context.disclosure.year
                && seen.scope.stage == stage
                && seen.scope.flow == nodes.spent
                && funds.contains(&seen.scope.fund)
                && seen.scope.function.level() == 3
        })
    };
    let is_in_table = |seen: &&Observation| seen.source.table.is_some();
    let by_code = |seen: &mut dyn Iterator<Item = &'_ Observation>| -> BTreeMap<Code, usize> {
        let mut codes = BTreeMap::new();
        for seen in seen {
            *codes.entry(seen.scope.function).or_default() += 1;
        }
        codes
    };
    let printed = by_code(&mut own().filter(is_in_table));
    let spent = by_code(&mut own().filter(is_in_table).filter(|seen| !seen.value.is_zero()));
    let said = by_code(&mut own().filter(|seen| !is_in_table(seen)));
    // A name that is no 项 of any list may be meant for the one that seems to be missing.
    let named: BTreeSet<(&str, &str)> = names
        .iter()
        .flat_map(|(_, parts)| parts.windows(2))
        .filter_map(|pair| match pair {
            [above, below] if below.level == 3 => Some((above.name, below.name)),
            _ => None,
        })
        .collect();
    if said.len() < LEAST.max(named.len()) || spent.len() < LEAST {
        return;
    }
    // What a fund pays is listed in a section of its own, or not at all.
    let is_of_other = |code: &Code| {
        own().filter(is_in_table).filter(|seen| seen.scope.function == *code).any(|seen| {
            let fund = seen.scope.fund;
            let is_said = || own().any(|it| !is_in_table(&it) && it.scope.fund == fund);
            [nodes.government_fund, nodes.state_capital].contains(&fund) && !is_said()
        })
    };
    let missing = spent.keys().filter(|code| !said.contains_key(*code));
    let missing: Vec<Code> = missing.filter(|code| !is_of_other(code)).copied().collect();
    let extra: Vec<Code> =
        said.keys().filter(|code| !printed.contains_key(*code)).copied().collect();
    let seen = |code: Code, in_table: bool| {
        own().find(|seen| seen.scope.function == code && is_in_table(seen) == in_table)
    };
    let last = own().rfind(|seen| !is_in_table(seen));
    match (missing.as_slice(), extra.as_slice(), last) {
        ([code], [], Some(last)) => {
            let Some(row) = seen(*code, true) else { return };
            let name = plain(&row.source.label).into_owned();
            let message = Message::new(
                format!("文中逐项说明了各个科目，没有“{name}”（{code}）。"),
                format!("The text goes through the subjects, and leaves out “{name}” ({code})."),
            );
            let what = Message::new("表中的这一行", "the row of the table");
            let printed = row.value.printed().map(|it| it.to_string()).unwrap_or_default();
            found.push(
                Violation::new(&last.place, message)
                    .subject(name)
                    .because(&row.place, what, &printed)
                    .advice("补上这一项的说明。", "Write of this subject too."),
            );
        }
        ([], [code], _) => {
            let Some(said) = seen(*code, false) else { return };
            let words = short(&said.source.label);
            let message = Message::new(
                format!("文中说明了“{words}”（{code}），表中没有这个科目。"),
                format!("The text gives “{words}” ({code}), which no table prints."),
            );
            found.push(Violation::new(&said.place, message).printed(words).advice(
                "与表核对：删去这一项，或补上表中的行。",
                "Compare with the table: delete it, or add the row.",
            ));
        }
        _ => {}
    }
}

/// Names of economic items where a paragraph says what pays for staff (人员经费) and what for running
/// costs (公用经费).
fn economic(context: &Context<'_>, found: &mut Sink) {
    // What staff get for transport and welfare is listed under either.
    const EITHER: [&str; 3] = ["其他交通费用", "福利费", "工会经费"];
    let list = Classification::get(Kind::Economic);
    let classes = |name: &str| -> BTreeSet<Code> {
        list.called(name).filter_map(|named| named.code.parent()).collect()
    };
    let rows = context.rows().iter().filter(|row| row.kind == Kind::Economic);
    let printed: BTreeSet<&str> =
        rows.filter(|row| row.code.level() == 2).map(|row| &*row.name).collect();
    for line in context.index.prose().filter(|line| !line.is_draft) {
        let [staff, running] = ["人员经费", "公用经费"].map(|name| list_of(&line.words, name));
        let (Some(staff), Some(running)) = (staff, running) else { continue };
        let is_staff = |code: &Code| ["301", "303"].contains(&code.to_string().as_str());
        let odd = |names: &[&str], belongs: &dyn Fn(&Code) -> bool| {
            let of_other = |name: &&&str| {
                let classes = classes(name);
                !classes.is_empty() && !classes.iter().any(belongs) && !EITHER.contains(*name)
            };
            names.iter().find(of_other).map(|name| (*name).to_owned())
        };
        let misplaced = odd(&staff, &is_staff).map(|name| (name, "人员经费"));
        let misplaced =
            misplaced.or_else(|| Some((odd(&running, &|code| !is_staff(code))?, "公用经费")));
        if let Some((name, of)) = misplaced {
            let message = Message::new(
                format!("“{name}”不属于{of}。"),
                format!("“{name}” is not part of {of}."),
            );
            found.push(violation(line, message, &name));
        }
        let known: Vec<&&str> =
            staff.iter().chain(&running).filter(|name| !classes(name).is_empty()).collect();
        let unprinted: Vec<&&&str> =
            known.iter().filter(|name| !printed.contains(**name)).collect();
        let are_few = unprinted.len() * 4 <= known.len() && printed.len() > LEAST;
        if let Some(name) = unprinted.first().filter(|_| are_few) {
            let message = Message::new(
                format!("文中列举了“{name}”，表中没有这一项。"),
                format!("The text lists “{name}”, which the table does not print."),
            );
            found.push(violation(line, message, name));
        }
    }
}

fn violation(line: &Line<'_>, message: Message, name: &str) -> Violation {
    Violation::on(line, message)
        .severity(Severity::Warning)
        .printed(name)
        .advice("与表核对，改正列举的科目。", "Compare with the table, and correct the list.")
}

/// The names behind 包括 in the sentence that begins with the name of the money.
fn list_of<'w>(words: &'w str, name: &str) -> Option<Vec<&'w str>> {
    let (_, rest) = words.split_once(name)?;
    let sentence = rest.split(['；', '。']).next()?;
    let (_, list) = sentence.split_once("包括")?;
    let list = list.trim_start_matches('：').trim_end_matches('等');
    let names: Vec<&str> = list.split('、').collect();
    (names.len() > 1 && !list.contains(['，', '：'])).then_some(names)
}
