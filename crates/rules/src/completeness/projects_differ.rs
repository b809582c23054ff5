//! Two lists of the same projects, of which one has another amount in the one than in the other.

use crate::index::Line;
use crate::lint::{Context, Sink, Violation};
use crate::quantity::quantities;
use message::Message;
use std::collections::BTreeMap;

/// Lists of fewer projects may be of other things.
const LEAST: usize = 3;
/// The shortest name of a project, in characters.
const NAME: usize = 4;

/// The projects of a line with the amounts that follow their names.
struct List<'c, 'a> {
    line: &'c Line<'a>,
    amounts: BTreeMap<&'c str, (i128, &'c str)>,
}

pub(super) fn check(context: &Context<'_>, found: &mut Sink) {
    if !context.disclosure.units.is_empty() {
        return;
    }
    let lines = context.index.prose().filter(|line| line.says_yuan && !line.is_draft);
    let lists: Vec<List<'_, '_>> = lines.filter_map(list).collect();
    for (at, one) in lists.iter().enumerate() {
        for other in lists.iter().skip(at + 1) {
            let Some((name, own, before)) = differs(one, other) else { continue };
            let message = Message::new(
                format!("“{name}{own}”：前面同样的清单里是{before}，其他各项都相同。"),
                format!(
                    "“{name}{own}” is {before} in the same list before, where all others agree."
                ),
            );
            let what = Message::new("前面的清单", "the list before");
            found.push(
                Violation::on(other.line, message)
                    .printed(format!("{name}{own}"))
                    .because(one.line.place, what, before)
                    .advice("核对并改正其中一处。", "Compare the two and correct one."),
            );
        }
    }
}

/// The names and amounts of a line that has at least three, each named once.
fn list<'c, 'a>(line: &'c Line<'a>) -> Option<List<'c, 'a>> {
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut amounts = BTreeMap::new();
    for said in quantities(&line.words) {
        let Some((yuan, _)) = said.yuan() else { continue };
        let is_name = said.name.chars().count() >= NAME && said.name.chars().all(is_han);
        let printed = line.words.get(said.at..said.end)?;
        if is_name && amounts.insert(said.name, (yuan, printed)).is_some() {
            return None;
        }
    }
    (amounts.len() >= LEAST).then_some(List { line, amounts })
}

/// The only project of two lists that has two amounts, where both lists name the same.
fn differs<'c>(one: &List<'c, '_>, other: &List<'c, '_>) -> Option<(&'c str, &'c str, &'c str)> {
    let common =
        other.amounts.iter().filter_map(|(name, own)| Some((*name, own, one.amounts.get(name)?)));
    let common: Vec<_> = common.collect();
    let mut off = common.iter().filter(|(_, own, before)| own.0 != before.0);
    let (name, own, before) = off.next().filter(|_| off.next().is_none())?;
    let is_same =
        common.len() >= LEAST && common.len() == other.amounts.len().min(one.amounts.len());
    is_same.then_some((*name, own.1, before.1))
}
