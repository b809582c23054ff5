//! Findings in a clerk's words.

pub mod claim;
pub mod failures;
pub mod figure;
pub mod identity;
mod left_out;
pub mod shifted;
mod shortened;
pub mod unread;
mod wrong;

use crate::identities::localise::{Group, Rows, localise};
use crate::identities::{Evaluated, Outcome};
use disclosure::Excerpt;
use finding::Finding;
use identity::finding;
use std::collections::BTreeSet;

/// The findings of all identities that fail or hold only by rounding: one for each wrong
/// number where it is known which, else one for each identity.
pub fn findings(evaluated: &Evaluated<'_>) -> Vec<Finding> {
    let facts = &evaluated.facts;
    let mut findings: Vec<Finding> = Vec::new();
    let mut is_told = BTreeSet::new();
    let rows = Rows::new(facts.disclosure);
    let mut short_tables = BTreeSet::new();
    for group in localise(evaluated, &rows) {
        short_tables.extend(group.left_out.iter().map(|row| row.beside.0));
        let told = wrong::findings(evaluated, &group);
        is_told.extend(group.rounding.iter().copied().filter(|_| !told.is_empty()));
        if told.is_empty() {
            findings.extend(unexplained(evaluated, &group));
        } else {
            findings.extend(told);
        }
    }
    let lacking = rows.lacking();
    let says_so = |table: usize| {
        facts.disclosure.tables.get(table).is_some_and(|it| it.excerpt == Excerpt::LeftOut)
    };
    let lacking =
        lacking.iter().filter(|(table, _)| !short_tables.contains(table) && !says_so(*table));
    findings.extend(lacking.filter_map(|(_, lacking)| left_out::lacking(facts, lacking)));
    findings.extend(identity::notes(evaluated, |id| is_told.contains(&id)));
    findings
}

/// The failing identities of a group for which no repair was found, one finding each.
fn unexplained(evaluated: &Evaluated<'_>, group: &Group) -> Vec<Finding> {
    let identities = group.failing.iter().map(|id| evaluated.identity(*id));
    let findings =
        identities.filter_map(|identity| finding(&evaluated.facts, identity, Outcome::Fails));
    findings
        .map(|mut finding| {
            if group.is_given_up {
                finding.message.zh.push_str("牵涉的数字太多，未能找出错在哪一格。");
                finding.message.en.push_str(
                    " So many figures are involved that the search for the wrong one was given up.",
                );
            }
            finding
        })
        .collect()
}
