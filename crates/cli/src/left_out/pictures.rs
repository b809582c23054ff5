//! In place of `pictures.rs`: no page is drawn.

use crate::left_out;
use finding::render::html::Pictures;
use message::Failure;
use readers::Format;
use std::collections::BTreeSet;

/// Always fails.
pub(crate) fn check() -> Result<(), Failure> {
    Err(left_out::message("pages", "绘制 PDF 的页面", "draw the pages of PDF files").into())
}

/// Lists the `wanted` pages as not shown. A file that is not a PDF has no pages.
pub(crate) fn of(bytes: Vec<u8>, wanted: &BTreeSet<u32>, _files: usize) -> Pictures {
    if readers::detect(&bytes) != Ok(Format::Pdf) {
        return Pictures::default();
    }
    Pictures { left_out: wanted.clone(), ..Pictures::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_a_pdf_are_listed_as_not_shown() {
        let wanted = BTreeSet::from([1, 3]);
        let pdf = include_bytes!("../../../../fixtures/pdf/two-panels.pdf");
        assert_eq!(of(pdf.to_vec(), &wanted, 1).left_out, wanted);
        assert_eq!(of(b"text".to_vec(), &wanted, 1), Pictures::default());
    }
}
