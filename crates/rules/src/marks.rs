//! The findings of a check, joined to the numbers at which they point.

use crate::tell::figure::show;
use disclosure::record::{Flag, Mark, Record, prefer};
use disclosure::{Disclosure, Observation};
use document::Place;
use finding::{Finding, Severity};
use ledger::{Amount, ScopeKey};
use std::collections::BTreeMap;

/// Marks the records of `disclosure` with what the check found, and prefers those that are not
/// wrong.
///
/// A finding points to a number if it has its place, its figure and, where it says so, its
/// scope: the numbers of a line or a sentence share one place. Notes mark nothing.
pub fn mark(records: &mut [Record], disclosure: &Disclosure, findings: &[Finding]) {
    let mut by_place: BTreeMap<&Place, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        by_place.entry(&finding.location.place).or_default().push(finding);
    }
    for (record, seen) in records.iter_mut().zip(&disclosure.observations) {
        let here = by_place.get(&seen.place).into_iter().flatten();
        let here = here.filter(|found| points_to(found, seen, &record.key));
        let worst = here.min_by_key(|found| found.severity);
        record.mark = worst.copied().and_then(mark_of).unwrap_or_default();
    }
    prefer(records);
}

fn points_to(found: &Finding, seen: &Observation, key: &ScopeKey) -> bool {
    found.printed.as_ref().is_some_and(|printed| *printed == show(seen.value))
        && found.scope.as_ref().is_none_or(|scope| scope == key)
}

fn mark_of(found: &Finding) -> Option<Mark> {
    let flag = match found.severity {
        Severity::Error => Flag::Wrong,
        Severity::Warning => Flag::Suspect,
        Severity::Note => return None,
    };
    let expected = found.amounts.as_ref().and_then(|amounts| amounts.expected).map(Amount::fen);
    Some(Mark { flag, finding: found.check.to_string(), expected })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks;
    use disclosure::record::{Origin, records};
    use disclosure::{Source, Value};
    use document::Document;
    use finding::Amounts;
    use ledger::{Entity, MoneyUnit, Node, Printed, Scope, Stage, Year};
    use message::Message;

    fn seen(fund: &str, line: u32) -> Observation {
        let whole = Scope::whole(Entity::DEPARTMENT, Some(Year(2031)), Stage::Budget);
        Observation {
            scope: whole.with(Node::named(fund).unwrap()),
            value: Value::Printed(Printed::parse("1.00", MoneyUnit::TenThousandYuan).unwrap()),
            place: Place::Line(line),
            source: Source::default(),
        }
    }

    /// Four numbers `1.00`, three of them in line 7.
    fn disclosure() -> Disclosure {
        let observations =
            vec![seen("fiscal", 7), seen("general", 7), seen("general", 8), seen("business", 7)];
        Disclosure { observations, ..Disclosure::default() }
    }

    fn marks(findings: &[Finding]) -> Vec<Record> {
        let text = |text: &str| text.into();
        let origin =
            Origin { document: text(""), file: text("a"), reader: text("0"), division: text("") };
        let disclosure = disclosure();
        let mut records = records(&Document::default(), &disclosure, &origin);
        mark(&mut records, &disclosure, findings);
        records
    }

    fn finding(severity: Severity, printed: &str, fund: Option<&str>) -> Finding {
        let disclosure = disclosure();
        let key = |fund| disclosure.key(&seen(fund, 7).scope);
        let amounts = Amounts { expected: Some(Amount::from_fen(2)), ..Amounts::default() };
        Finding {
            severity,
            printed: Some(printed.to_owned()),
            scope: fund.map(key),
            amounts: Some(amounts),
            ..checks::LIST_SUM.finding(Place::Line(7), Message::default(), Message::default())
        }
    }

    fn flags(findings: &[Finding]) -> Vec<Flag> {
        marks(findings).iter().map(|record| record.mark.flag).collect()
    }

    #[test]
    fn a_finding_marks_the_number_of_its_place_figure_and_scope() {
        let records = marks(&[finding(Severity::Error, "1.00", Some("general"))]);
        let flags: Vec<Flag> = records.iter().map(|record| record.mark.flag).collect();
        assert_eq!(flags, [Flag::Ok, Flag::Wrong, Flag::Ok, Flag::Ok]);
        assert_eq!(records[1].mark.finding, "YS102");
        assert_eq!(records[1].mark.expected, Some(2));
        assert!(!records[1].is_preferred && records[2].is_preferred, "the other one is better");
    }

    #[test]
    fn the_worst_finding_counts_and_notes_do_not() {
        let error = || finding(Severity::Error, "1.00", Some("general"));
        let warning = || finding(Severity::Warning, "1.00", None);
        let note = || finding(Severity::Note, "1.00", None);
        let both = [Flag::Suspect, Flag::Wrong, Flag::Ok, Flag::Suspect];
        assert_eq!(flags(&[warning(), error()]), both);
        assert_eq!(flags(&[error(), warning()]), both);
        assert_eq!(flags(&[note()]), [Flag::Ok; 4]);
        assert_eq!(flags(&[finding(Severity::Error, "9.00", None)]), [Flag::Ok; 4]);
    }
}
