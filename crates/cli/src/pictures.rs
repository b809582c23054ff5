//! Pictures of the pages of a PDF, for reports that show them.

use finding::render::html::{Picture, Pictures};
use readers::Format;
use std::collections::BTreeSet;

/// The most pages of one file that are shown.
const MAX_PAGES: usize = 300;

/// What the pictures of one file, and those of all files of a report, take at most. A page
/// of tables takes some 60 KB.
const FILE_BYTES: usize = 24 << 20;
const REPORT_BYTES: usize = 192 << 20;

/// Draws the `wanted` pages of a file, one of `files` in a report. What is no PDF has no
/// pages to draw.
pub(crate) fn of(bytes: Vec<u8>, wanted: &BTreeSet<u32>, files: usize) -> Pictures {
    if wanted.is_empty() || readers::detect(&bytes) != Ok(Format::Pdf) {
        return Pictures::default();
    }
    // Each file has its share, whichever is drawn first: the same files, the same report.
    let most = FILE_BYTES.min(REPORT_BYTES / files.max(1));
    let chosen: BTreeSet<u32> = wanted.iter().copied().take(MAX_PAGES).collect();
    let drawn = pages::pictures(bytes, &chosen, most).unwrap_or_default();
    let drawn: Vec<Picture> = drawn.into_iter().map(picture).collect();
    let shown: BTreeSet<u32> = drawn.iter().map(|picture| picture.page).collect();
    Pictures { drawn, left_out: wanted.difference(&shown).copied().collect() }
}

fn picture(picture: pages::Picture) -> Picture {
    let pages::Picture { page, width, height, png } = picture;
    Picture { page, width, height, png }
}
