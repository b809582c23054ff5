#![doc = include_str!("../pages/YS341.en.md")]

use crate::checks;
use document::{Block, Document, Place, RemarkKind};
use finding::Finding;
use message::Message;

/// Returns the finding on a document whose every page is an image, if it is one.
pub(crate) fn check(document: &Document) -> Option<Finding> {
    let is_image = |kind| matches!(kind, RemarkKind::ImageWithoutText | RemarkKind::Recognised);
    let first = document.remarks.first().filter(|first| is_image(first.kind))?;
    let recognised = document.recognised_pages();
    let is_recognised =
        |place: &Place| matches!(place, Place::Page { page, .. } if recognised.contains(page));
    let has_text = document.blocks.iter().any(|block| match block {
        Block::Paragraph(paragraph) => !is_recognised(&paragraph.place),
        Block::Table(table) => table.cells.iter().any(|cell| !is_recognised(&cell.place)),
    });
    let is_all = document.remarks.iter().all(|remark| is_image(remark.kind));
    (is_all && !has_text).then(|| {
        checks::SCANNED_ONLY.finding(
            first.place.clone(),
            Message::new(
                "每一页都是图片，没有可以检索的文字。",
                "Every page is an image; there is no text to search.",
            ),
            Message::new(
                "公开由原文件直接生成的、带文字的文件；扫描件可以另附。",
                "Publish a file with text, made from the original; a scan may be added.",
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::{Paragraph, Remark};

    fn document(kinds: &[RemarkKind], pages_with_text: &[u32]) -> Document {
        let place = |page| Place::Page { page, area: [0; 4] };
        let remark = |(page, kind): (u32, &RemarkKind)| Remark { kind: *kind, place: place(page) };
        let paragraph = |page: &u32| {
            Block::Paragraph(Paragraph {
                text: "预算".to_owned(),
                level: None,
                place: place(*page),
            })
        };
        Document {
            blocks: pages_with_text.iter().map(paragraph).collect(),
            remarks: (1..).zip(kinds).map(remark).collect(),
        }
    }

    #[test]
    fn only_a_document_without_any_text_is_a_scan() {
        use RemarkKind::{Hidden, ImageWithoutText, Recognised};
        let is_told =
            |kinds: &[RemarkKind], pages: &[u32]| check(&document(kinds, pages)).is_some();
        assert!(is_told(&[ImageWithoutText, ImageWithoutText], &[]));
        assert!(is_told(&[Recognised, Recognised], &[1, 2]), "read by OCR");
        assert!(!is_told(&[ImageWithoutText], &[2]), "another page has text");
        assert!(!is_told(&[Hidden], &[]) && !is_told(&[], &[]));
    }
}
