//! The findings of comparisons across documents.

use super::{Named, Seen, own};
use crate::checks::{self, Check};
use crate::tell::figure::{amounts, capital, cell_of, show, title};
use disclosure::TableRead;
use finding::{Amounts, Evidence, Finding, Location, Severity};
use ledger::{Amount, Printed, Stage};
use message::Message;

/// The same scope with two amounts.
pub(super) fn differ(speaker: Seen<'_>, other: Seen<'_>) -> Finding {
    // The budget in final accounts may be the adjusted budget.
    let is_sure = speaker.is_own
        && own(other.document.disclosure).is_some_and(|(_, stage)| {
            stage == other.number.scope.stage || other.number.scope.stage != Stage::Budget
        });
    let severity = if is_sure { Severity::Warning } else { Severity::Note };
    let (here, there) = (place(other), place(speaker));
    let scope = other.number.scope;
    let of = other.document.disclosure;
    let message = Message::new(
        format!(
            "同一口径（{}）在两份文件里不同：{}印的是{}，{}印的是{}。",
            of.scope_zh(&scope),
            here.zh,
            shown(other),
            there.zh,
            shown(speaker)
        ),
        format!(
            "One scope ({}) differs between two files: {} prints {}, {} prints {}.",
            of.scope_en(&scope),
            here.en,
            shown(other),
            there.en,
            shown(speaker)
        ),
    );
    let advice = Message::new(
        "对照两份文件的原始数据，更正其中一份；口径确有调整的，注明原因。",
        "Compare the sources of both and correct one; where the scope was changed, say why.",
    );
    Finding { severity, ..finding(&checks::DOCUMENTS_DIFFER, other, (message, advice), &[speaker]) }
}

/// A department's figure that is not what its units' documents add up to.
pub(super) fn no_sum(whole: Seen<'_>, parts: &[Seen<'_>]) -> Finding {
    let here = place(whole);
    let sum =
        |seen: &Seen<'_>| seen.number.value.printed().map_or(0, |printed| printed.nominal().fen());
    let sum: i64 = parts.iter().map(sum).fold(0, i64::saturating_add);
    let like = whole
        .number
        .value
        .printed()
        .or_else(|| parts.iter().find_map(|part| part.number.value.printed()));
    let amount = Amount::from_fen(sum);
    let sum = like.map(|like| like.in_format_of(amount).to_string()).unwrap_or_default();
    let message = Message::new(
        format!("{}印的是{}，各单位文件里的数加起来是{sum}。", here.zh, shown(whole)),
        format!(
            "{} prints {}, but its units’ documents add up to {sum}.",
            capital(&here.en),
            shown(whole)
        ),
    );
    let advice = Message::new(
        "核对部门汇总与各单位的预算；单位之间往来已经抵销的，注明。",
        "Compare the department’s sum with its units’ budgets; say where payments between units were left out.",
    );
    let found = finding(&checks::UNITS_DIFFER, whole, (message, advice), parts);
    let amounts = found.amounts.map(|amounts| Amounts { expected: Some(amount), ..amounts });
    Finding { expected: Some(sum), amounts, ..found }
}

/// Money carried over that is not what was carried.
pub(super) fn not_carried_over(out: Seen<'_>, into: Seen<'_>) -> Finding {
    let (there, here) = (place(out), place(into));
    let message = Message::new(
        format!(
            "上年决算的年末结转结余与本年决算的年初结转结余不同：{}印的是{}，{}印的是{}。",
            there.zh,
            shown(out),
            here.zh,
            shown(into)
        ),
        format!(
            "What last year's accounts carry out is not what this year's carry in: {} prints {}, {} prints {}.",
            there.en,
            shown(out),
            here.en,
            shown(into)
        ),
    );
    let advice = Message::new(
        "核对年初结转结余；有调整的，说明原因。",
        "Compare the two; where the amount was adjusted, say why.",
    );
    finding(&checks::CARRY_OVER, into, (message, advice), &[out])
}

/// Units of a department of which there is no document.
pub(super) fn unpublished(document: Named<'_>, table: &TableRead, names: &[&String]) -> Finding {
    let names: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
    let message = Message::new(
        format!("机构设置表列有{}，一起检查的文件里没有它们的公开文件。", names.join("、")),
        format!(
            "The table of institutions names {}, of which no document was given.",
            names.join(", ")
        ),
    );
    let advice = Message::new(
        "补上这些单位的公开文件再检查；依法不公开的，不必理会。",
        "Give the documents of these units as well; one that lawfully publishes nothing needs no answer.",
    );
    let file = Some(document.file.to_owned());
    Finding {
        table: Some(table.title.clone()),
        location: Location { file, place: table.place.clone() },
        ..checks::UNIT_UNPUBLISHED.finding(table.place.clone(), message, advice)
    }
}

/// Two copies that differ: one finding, for one of them is an older version.
pub(super) fn versions(mut differing: Vec<(Seen<'_>, Seen<'_>)>) -> Option<Finding> {
    let (speaker, other) = *differing.first()?;
    let first = differ(speaker, other);
    if differing.len() == 1 {
        return Some(first);
    }
    let (one, another, count) = (speaker.document.file, other.document.file, differing.len());
    let message = Message::new(
        format!("{one}与{another}是同一单位同一年度的同一份公开内容，却有{count}个数字不同。"),
        format!("{one} and {another} are copies of one disclosure, yet differ in {count} figures."),
    );
    let advice = Message::new(
        "确定以哪一份为准，另一份重新导出后替换。",
        "Decide which of them is right and export the other again.",
    );
    let consequences = differing.drain(..).map(|(speaker, other)| differ(speaker, other));
    Some(Finding {
        consequences: consequences.collect(),
        location: location(&other),
        ..checks::DOCUMENTS_DIFFER.finding(other.number.place.clone(), message, advice)
    })
}

fn finding(
    check: &Check,
    at: Seen<'_>,
    (message, advice): (Message, Message),
    because: &[Seen<'_>],
) -> Finding {
    let evidence = |seen: &Seen<'_>| Evidence {
        location: location(seen),
        what: place(*seen),
        printed: show(seen.number.value),
    };
    Finding {
        table: title(at.document.disclosure, at.number),
        printed: Some(show(at.number.value)),
        unit: at.number.value.printed().map(Printed::unit),
        amounts: Some(amounts(at.number)),
        scope: Some(at.document.disclosure.key(&at.number.scope)),
        location: location(&at),
        because: because.iter().map(evidence).collect(),
        ..check.finding(at.number.place.clone(), message, advice)
    }
}

fn location(seen: &Seen<'_>) -> Location {
    Location { file: Some(seen.document.file.to_owned()), place: seen.number.place.clone() }
}

/// Describes the position of a number: file, table, row and column.
fn place(seen: Seen<'_>) -> Message {
    let cell = cell_of(seen.document.disclosure, seen.number);
    let file = seen.document.file;
    Message::new(format!("{file}的{}", cell.zh), format!("{file} {}", cell.en))
}

/// A number with its unit of money; documents may differ in it.
fn shown(seen: Seen<'_>) -> String {
    match seen.number.value.printed() {
        Some(printed) => format!("{printed}{}", printed.unit()),
        None => "0".to_owned(),
    }
}
