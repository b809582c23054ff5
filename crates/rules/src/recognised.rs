//! What rests on characters that were recognised in an image is not certain.

use document::{Document, Place};
use finding::{Finding, Severity};
use std::collections::BTreeSet;

/// The hundred of checks of wording: misspellings are what recognition makes.
const WORDING: u16 = 5;

/// Lowers errors that depend on characters recognised by OCR to warnings, and warnings about their
/// wording to notes, and adds the reason.
///
/// An error without a figure on a page with text, such as a missing table, may
/// rest on any page.
pub fn lower(document: &Document, findings: &mut [Finding]) {
    let pages = document.recognised_pages();
    if pages.is_empty() {
        return;
    }
    for finding in findings {
        finding.severity = match finding.severity {
            Severity::Error if finding.because.is_empty() || rests_on(finding, &pages) => {
                Severity::Warning
            }
            Severity::Warning
                if finding.check.number() / 100 == WORDING && rests_on(finding, &pages) =>
            {
                Severity::Note
            }
            _ => continue,
        };
        finding.advice.zh.push_str("依据含 OCR 识别的文字，可能识别有误，请先对照原图。");
        finding.advice.en.push_str(
            " It rests on characters recognised in an image (OCR): compare the page first.",
        );
    }
}

fn rests_on(finding: &Finding, pages: &BTreeSet<u32>) -> bool {
    let is_recognised =
        |place: &Place| matches!(place, Place::Page { page, .. } if pages.contains(page));
    finding.places().any(is_recognised)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks;
    use document::{Remark, RemarkKind};
    use finding::{Evidence, Location};
    use message::Message;

    fn place(page: u32) -> Place {
        Place::Page { page, area: [0; 4] }
    }

    fn error(at: u32, because: &[u32]) -> Finding {
        let text = Message::new("甲", "a");
        let finding = checks::LIST_SUM.finding(place(at), text.clone(), text);
        let evidence = |page: &u32| Evidence {
            location: Location::here(place(*page)),
            what: Message::new("乙", "b"),
            printed: String::new(),
        };
        Finding { because: because.iter().map(evidence).collect(), ..finding }
    }

    fn lowered(pages: &[u32]) -> Vec<Severity> {
        let remark = |page: &u32| Remark { kind: RemarkKind::Recognised, place: place(*page) };
        let remarks = pages.iter().map(remark).collect();
        let document = Document { blocks: Vec::new(), remarks };
        let mut findings = [error(1, &[1]), error(1, &[1, 2]), error(2, &[1]), error(1, &[])];
        lower(&document, &mut findings);
        findings.map(|finding| finding.severity).to_vec()
    }

    #[test]
    fn what_rests_on_recognised_characters_is_a_warning() {
        use Severity::{Error, Warning};
        assert_eq!(lowered(&[2]), [Error, Warning, Warning, Warning]);
    }

    #[test]
    fn a_misspelling_that_was_recognised_is_a_note() {
        let remarks = vec![Remark { kind: RemarkKind::Recognised, place: place(2) }];
        let document = Document { blocks: Vec::new(), remarks };
        let text = Message::new("甲", "a");
        let typo = |page| checks::LIKELY_TYPO.finding(place(page), text.clone(), text.clone());
        let mut findings = [typo(1), typo(2)];
        lower(&document, &mut findings);
        assert_eq!(findings.map(|finding| finding.severity), [Severity::Warning, Severity::Note]);
    }

    #[test]
    fn a_document_of_text_keeps_its_errors() {
        assert_eq!(lowered(&[]), [Severity::Error; 4]);
    }
}
