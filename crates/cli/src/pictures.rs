//! Pictures of the pages of a PDF, for reports that show them.

use finding::render::html::Pictures;
use message::Failure;
use readers::Format;
use std::collections::BTreeSet;

/// The most pages of one file that are shown.
const MAX_PAGES: usize = 300;

/// What the pictures of one file, and those of all files of a report, take at most. A page
/// of tables takes some 60 KB.
const FILE_BYTES: usize = 24 << 20;
const REPORT_BYTES: usize = 192 << 20;

/// Fails if this build cannot draw pages.
pub(crate) fn check() -> Result<(), Failure> {
    Ok(())
}

/// Draws the `wanted` pages of a file, one of `files` in a report. What is no PDF has no
/// pages to draw.
pub(crate) fn of(bytes: Vec<u8>, wanted: &BTreeSet<u32>, files: usize) -> Pictures {
    if wanted.is_empty() || readers::detect(&bytes) != Ok(Format::Pdf) {
        return Pictures::default();
    }
    let chosen: BTreeSet<u32> = wanted.iter().copied().take(MAX_PAGES).collect();
    let drawn = pages::pictures(bytes, &chosen, share(files)).unwrap_or_default();
    let shown: BTreeSet<u32> = drawn.iter().map(|picture| picture.page).collect();
    Pictures {
        drawn,
        left_out: wanted.difference(&shown).copied().collect(),
        ..Pictures::default()
    }
}

/// What the pictures of one of `files` files take at most. Each has the same share,
/// whichever is drawn first: the same files, the same report.
fn share(files: usize) -> usize {
    FILE_BYTES.min(REPORT_BYTES / files.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = include_bytes!("../../../fixtures/pdf/two-panels.pdf");

    #[test]
    fn a_page_that_is_not_drawn_is_told() {
        let wanted: BTreeSet<u32> = (1..=u32::try_from(MAX_PAGES).unwrap() + 1).collect();
        let pictures = of(PDF.to_vec(), &wanted, 1);
        assert_eq!(pictures.drawn.len(), 1);
        assert_eq!(pictures.left_out.len(), MAX_PAGES);
    }

    #[test]
    fn a_report_of_many_files_grows_no_larger() {
        assert_eq!(share(1), FILE_BYTES);
        assert!(share(10_000) * 10_000 <= REPORT_BYTES);
        assert_eq!(of(PDF.to_vec(), &BTreeSet::from([1]), usize::MAX).left_out, [1].into());
    }

    #[test]
    fn what_is_no_pdf_has_no_pages() {
        assert_eq!(of(b"text".to_vec(), &BTreeSet::from([1]), 1), Pictures::default());
    }
}
