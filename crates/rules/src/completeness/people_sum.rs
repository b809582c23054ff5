#![doc = include_str!("../../pages/YS325.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, short};
use message::Message;

/// The kinds of people that are counted: those in service are at most the quota.
const KINDS: [(&str, &str); 3] = [("编制", "quota"), ("在职", "in service"), ("退休", "retired")];

/// How many characters may stand between a kind and its number.
const NEAR: usize = 5;

/// What one body says of its people.
struct People<'a> {
    line: &'a Line<'a>,
    counts: [Option<u32>; KINDS.len()],
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let said: Vec<People<'_>> = context.index.prose().filter_map(people).collect();
    for people in &said {
        if let [Some(quota), Some(serving), _] = people.counts
            && serving > quota
        {
            found.push(over_quota(people.line, quota, serving));
        }
    }
    // The department speaks first, then each unit once.
    let units = context.disclosure.units.len();
    let Some((department, of_units)) = said.split_first() else { return };
    if context.disclosure.department.is_none() || units == 0 || of_units.len() != units {
        return;
    }
    for (at, (zh, en)) in KINDS.into_iter().enumerate() {
        let count = |people: &People<'_>| people.counts.get(at).copied().flatten();
        let sum: u32 = of_units.iter().filter_map(count).sum();
        if let Some(whole) = count(department).filter(|whole| *whole != sum) {
            found.push(no_sum(department.line, (zh, en), whole, (units, sum)));
        }
    }
}

fn over_quota(line: &Line<'_>, quota: u32, serving: u32) -> Violation {
    let message = Message::new(
        format!("在职{serving}人，超过编制{quota}人。"),
        format!("{serving} people are in service, above the quota of {quota}."),
    );
    Violation::on(line, message).printed(short(line.text)).advice(
        "核对编制数和在职人数；确有超编的，说明原因。",
        "Compare both numbers; where there are more people than the quota, say why.",
    )
}

fn no_sum(
    line: &Line<'_>,
    (zh, en): (&str, &str),
    whole: u32,
    (units, sum): (usize, u32),
) -> Violation {
    let message = Message::new(
        format!("部门{zh}{whole}人，所属{units}个单位合计{sum}人。"),
        format!("The department counts {whole} people ({en}); its {units} units come to {sum}."),
    );
    Violation::on(line, message).printed(short(line.text)).expected(format!("{sum}人")).advice(
        "核对部门与各单位的人数，改正其中一处。",
        "Compare the department's number with its units' and correct one.",
    )
}

/// What a line says of people, if it says more than one thing.
fn people<'a>(line: &'a Line<'a>) -> Option<People<'a>> {
    let counts = KINDS.map(|(kind, _)| count(&line.words, kind));
    let is_said = counts.iter().flatten().count() > 1;
    is_said.then_some(People { line, counts })
}

/// The number of people after a word: `在职人员37人`.
fn count(words: &str, kind: &str) -> Option<u32> {
    let (_, rest) = words.split_once(kind)?;
    let at = rest.char_indices().take(NEAR).find(|(_, c)| c.is_ascii_digit())?.0;
    let rest = rest.get(at..)?;
    let end = rest.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = rest.split_at(end);
    (unit.starts_with('人') || unit.starts_with('名')).then(|| number.parse().ok()).flatten()
}
