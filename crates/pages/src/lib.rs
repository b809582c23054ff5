//! Renders the pages of a PDF as pictures, for people and for character recognition.
//!
//! This is a crate of its own because rendering needs many more dependencies than reading. The
//! renderer cannot be stopped once it runs, so the cost of a page is counted first (`cost`), and a
//! page that costs too much is left out.
#![forbid(unsafe_code)]
#![expect(
    clippy::float_arithmetic,
    reason = "the renderer takes scales and gives sizes as floats; no money is near"
)]

mod cost;
mod grey;
mod picture;

pub use grey::Scan;

use contain::contain;
use document::Picture;
use hayro::hayro_interpret::{InterpreterSettings, RenderContent};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use picture::picture;
use std::collections::BTreeSet;

/// Pixels per point on a screen: at 1.5 an A4 page is 893 pixels wide and fits a screen.
const SCREEN_SCALE: f32 = 1.5;

/// Pixels per point for character recognition: 200 per inch. At 300 per inch, the strokes of common
/// characters are split more often, and recognition takes twice as long.
const SCAN_SCALE: f32 = 200.0 / 72.0;

/// The longest side of a page that is drawn, in points: four times that of A0.
pub const MAX_SIDE: f32 = 13_500.0;

/// The longest side of a picture in pixels: A2 at 200 per inch. Larger pages are drawn smaller.
pub const MAX_PIXELS: f32 = 5_000.0;

/// Why a file cannot be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// The file is not a PDF, or it is damaged or protected.
    #[error("the file cannot be drawn")]
    Unreadable,
}

/// Returns pictures of the pages of `pdf` whose numbers (from 1) are in `wanted`, in order, until
/// they take more than `most_bytes` together.
///
/// A page that cannot be drawn or costs too much is left out. Fails if the file cannot be opened.
pub fn pictures(
    pdf: Vec<u8>,
    wanted: &BTreeSet<u32>,
    most_bytes: usize,
) -> Result<Vec<Picture>, PictureError> {
    let mut pictures = Vec::new();
    let mut bytes = 0;
    each_page(pdf, wanted, SCREEN_SCALE, |drawn| {
        let Some(picture) = picture(&drawn) else { return true };
        bytes += picture.png.len();
        if bytes <= most_bytes {
            pictures.push(picture);
        }
        bytes <= most_bytes
    })?;
    Ok(pictures)
}

/// Returns the sizes of the pages of `pdf` that [`pictures`] draws, as pictures without content.
///
/// Fails if the file cannot be opened.
pub fn sizes(pdf: Vec<u8>, wanted: &BTreeSet<u32>) -> Result<Vec<Picture>, PictureError> {
    let mut sizes = Vec::new();
    each_affordable(pdf, wanted, |number, page, _, _| {
        if let Some((width, height)) = contain(|| size(page)).ok().flatten() {
            let (width, height) = (points(width), points(height));
            sizes.push(Picture { page: number, width, height, png: Vec::new() });
        }
        true
    })?;
    Ok(sizes)
}

/// Draws the pages of `pdf` whose numbers (from 1) are in `wanted` as a scanner would see them.
/// Calls `use_scan` for one page at a time, since a page takes about 4 MB.
///
/// A page that cannot be drawn or costs too much is left out. Fails if the file cannot be opened.
pub fn scans(
    pdf: Vec<u8>,
    wanted: &BTreeSet<u32>,
    mut use_scan: impl FnMut(Scan),
) -> Result<(), PictureError> {
    each_page(pdf, wanted, SCAN_SCALE, |drawn| {
        use_scan(Scan::of(&drawn));
        true
    })
}

/// A page after rendering.
struct Drawn {
    page: u32,
    /// Width as displayed, in points.
    width: f32,
    /// Height as displayed, in points.
    height: f32,
    pixels: Pixmap,
}

/// Draws the wanted pages and calls `use_page` for each until it returns `false`.
fn each_page(
    pdf: Vec<u8>,
    wanted: &BTreeSet<u32>,
    scale: f32,
    mut use_page: impl FnMut(Drawn) -> bool,
) -> Result<(), PictureError> {
    each_affordable(pdf, wanted, |number, page, cache, settings| {
        let drawn = contain(|| drawn(number, page, cache, settings, scale)).ok().flatten();
        drawn.is_none_or(&mut use_page)
    })
}

/// Calls `use_page` for each of the wanted pages that do not cost too much, until it returns
/// `false`.
fn each_affordable(
    pdf: Vec<u8>,
    wanted: &BTreeSet<u32>,
    mut use_page: impl for<'a> FnMut(u32, &'a Page<'a>, &RenderCache<'a>, &InterpreterSettings) -> bool,
) -> Result<(), PictureError> {
    let open = || Pdf::new(pdf).ok();
    // A bug of the renderer on one page must not keep the others from being drawn.
    let pdf = contain(open).ok().flatten().ok_or(PictureError::Unreadable)?;
    let cache = RenderCache::new();
    let settings = InterpreterSettings {
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };
    for (number, page) in (1..).zip(pdf.pages().iter()).filter(|(n, _)| wanted.contains(n)) {
        let affordable = contain(|| cost::is_affordable(&pdf, page, &settings)).unwrap_or(false);
        if affordable && !use_page(number, page, &cache, &settings) {
            break;
        }
    }
    Ok(())
}

fn drawn<'a>(
    number: u32,
    page: &'a Page<'a>,
    cache: &RenderCache<'a>,
    settings: &InterpreterSettings,
    scale: f32,
) -> Option<Drawn> {
    let (width, height) = size(page)?;
    let scale = scale.min(MAX_PIXELS / width.max(height));
    let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixels = render(page, cache, settings, &RenderSettings::default(), &size);
    (pixels.width() > 0 && pixels.height() > 0).then_some(Drawn {
        page: number,
        width,
        height,
        pixels,
    })
}

/// Returns width and height of a page that is not too large, as displayed, in points.
fn size(page: &Page<'_>) -> Option<(f32, f32)> {
    let (width, height) = page.render_dimensions();
    let is_side = |side: f32| (1.0..=MAX_SIDE).contains(&side);
    (is_side(width) && is_side(height)).then_some((width, height))
}

/// Rounds a side that is known to be at most [`MAX_SIDE`] points, or hundredths of points.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the side is bounded")]
fn points(side: f32) -> u32 {
    side.round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PDF whose only page has one filled square and, before it, more content.
    pub(crate) fn page(before: &str, resources: &str) -> Vec<u8> {
        let content = format!("{before} 0 0 100 100 re f");
        let length = content.len();
        format!(
            "%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<<{resources}>>>> endobj
4 0 obj <</Length {length}>> stream
{content}
endstream endobj
trailer <</Root 1 0 R>>
%%EOF"
        )
        .into_bytes()
    }

    fn drawn(pdf: Vec<u8>) -> Vec<Picture> {
        pictures(pdf, &BTreeSet::from([1, 2]), usize::MAX).unwrap()
    }

    #[test]
    fn a_page_is_drawn_in_its_size() {
        let drawn = drawn(page("", ""));
        assert_eq!(drawn.len(), 1);
        assert_eq!((drawn[0].page, drawn[0].width, drawn[0].height), (1, 200, 100));
        assert!(drawn[0].png.starts_with(b"\x89PNG"));
        let sizes = sizes(page("", ""), &BTreeSet::from([1, 2])).unwrap();
        assert_eq!(sizes, [Picture { png: Vec::new(), ..drawn[0].clone() }]);
    }

    #[test]
    fn a_scan_is_dark_where_the_page_is() {
        let mut seen = Vec::new();
        scans(page("", ""), &BTreeSet::from([1]), |scan| seen.push(scan)).unwrap();
        let [scan] = seen.as_slice() else { panic!("one page") };
        assert_eq!((scan.columns, scan.rows), (555, 277));
        assert_eq!(scan.size, [20_000, 10_000]);
        assert_eq!((scan.at(10, 200), scan.at(500, 200)), (Some(0), Some(255)));
        assert!(scan.png().unwrap().starts_with(b"\x89PNG"));
    }

    #[test]
    fn a_file_that_is_not_a_pdf_is_an_error() {
        let nothing = pictures(b"no pdf".to_vec(), &BTreeSet::from([1]), usize::MAX);
        assert_eq!(nothing, Err(PictureError::Unreadable));
    }

    #[test]
    fn pictures_stop_at_the_most_bytes() {
        assert_eq!(pictures(page("", ""), &BTreeSet::from([1]), 10), Ok(Vec::new()));
    }

    #[test]
    fn a_page_that_is_too_large_is_left_out_and_a_large_one_is_drawn_smaller() {
        let sized = |size| {
            let text = String::from_utf8(page("", "")).unwrap();
            drawn(text.replace("0 0 200 100", size).into_bytes())
        };
        assert_eq!(sized("0 0 99999 100"), Vec::new());
        assert_eq!(sized("0 0 13000 100").len(), 1);
    }
}
