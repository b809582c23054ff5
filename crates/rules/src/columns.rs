//! What rests on a table whose columns are not certain is only noted.

use document::{Document, Place, RemarkKind};
use finding::{Finding, Severity};

/// Lowers errors and warnings that depend on cells of tables without ruling lines, whose columns
/// or rows may be others, to notes, and adds the reason.
pub fn lower(document: &Document, findings: &mut [Finding]) {
    let uncertain = document.remarks.iter().filter(|it| it.kind == RemarkKind::UncertainColumns);
    let uncertain: Vec<&Place> = uncertain.map(|remark| &remark.place).collect();
    if uncertain.is_empty() {
        return;
    }
    let is_uncertain = |place: &Place| uncertain.iter().any(|whole| is_inside(place, whole));
    for finding in findings.iter_mut().filter(|finding| finding.severity != Severity::Note) {
        if !finding.places().any(is_uncertain) {
            continue;
        }
        finding.severity = Severity::Note;
        finding.advice.zh.push_str("所依据的表格没有画线，列的划分可能有误，请先对照原文。");
        finding.advice.en.push_str(
            " It rests on a table without ruling lines, whose columns may be others: compare it first.",
        );
    }
}

/// Returns whether the middle of a place on a page is inside of another one.
fn is_inside(place: &Place, whole: &Place) -> bool {
    let (Place::Page { page, area }, Place::Page { page: of, area: whole }) = (place, whole) else {
        return false;
    };
    let ([left, top, right, bottom], [from, above, to, below]) = (*area, *whole);
    let is_between =
        |one: i32, other: i32, from: i32, to: i32| (2 * from..=2 * to).contains(&(one + other));
    page == of && is_between(left, right, from, to) && is_between(top, bottom, above, below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks;
    use document::Remark;
    use finding::{Evidence, Location};
    use message::Message;

    fn place(page: u32, area: [i32; 4]) -> Place {
        Place::Page { page, area }
    }

    /// Returns the severity of an error at one place, proved by another one, in a document with a
    /// table whose columns are not certain.
    fn lowered(at: Place, because: Place) -> Severity {
        let kind = RemarkKind::UncertainColumns;
        let remarks = vec![Remark { kind, place: place(2, [100, 100, 500, 300]) }];
        let document = Document { blocks: Vec::new(), remarks };
        let text = Message::new("甲", "a");
        let evidence = Evidence {
            location: Location::here(because),
            what: text.clone(),
            printed: String::new(),
        };
        let finding = checks::LIST_SUM.finding(at, text.clone(), text);
        let mut findings = [Finding { because: vec![evidence], ..finding }];
        lower(&document, &mut findings);
        findings[0].severity
    }

    #[test]
    fn what_rests_on_columns_that_are_not_certain_is_a_note() {
        let (inside, below) = (place(2, [120, 110, 180, 120]), place(2, [120, 310, 180, 320]));
        let other = place(1, [120, 110, 180, 120]);
        assert_eq!(lowered(inside.clone(), other.clone()), Severity::Note);
        assert_eq!(lowered(other.clone(), inside), Severity::Note);
        assert_eq!(lowered(below, other), Severity::Error);
    }
}
