//! Pages that show only an image, recognised by the program `tesseract` (feature `ocr`).
//!
//! The only part of the engine that runs another program, draws pages and takes seconds a page.

use crate::Failure;
use contain::contain;
use document::{Document, Place, RemarkKind};
use message::Message;
use ocr::{Grey, OcrError, Tesseract, take_rulings};
use pages::Scan;
use readers::{Format, Recognised, RecognisedPage, RecognisedRuling, RecognisedWord};
use std::collections::BTreeSet;

/// The most pages of one file whose characters are recognised; one takes some seconds.
pub const MAX_PAGES: usize = 200;

/// Checks that characters can be recognised on this machine.
///
/// # Errors
/// Fails if `tesseract` or its data for Chinese is missing; the message says how to get them.
pub fn available() -> Result<(), Message> {
    Tesseract::default().check().map_err(|error| told(&error))
}

/// Recognises the characters on those pages of a PDF that show only an image, to be read again
/// with the result in [`Options::recognised`](crate::Options::recognised).
///
/// `document` is what was read of `bytes`. A page that cannot be drawn or recognised is missing
/// from the result.
///
/// # Errors
/// Fails only on a bug.
pub fn recognise(bytes: &[u8], document: &Document) -> Result<Recognised, Failure> {
    let images: BTreeSet<u32> = images(document).take(MAX_PAGES).collect();
    let mut recognised = Recognised::new();
    if images.is_empty() || readers::detect(bytes) != Ok(Format::Pdf) {
        return Ok(recognised);
    }
    let tool = Tesseract::default();
    let drawn = contain(|| {
        pages::scans(bytes.to_vec(), &images, |scan| {
            recognised.extend(page(&scan, &tool).map(|page| (scan.page, page)));
        })
    })?;
    // What the reader has understood and the renderer does not is left unread.
    Ok(drawn.map_or_else(|_| Recognised::new(), |()| recognised))
}

fn images(document: &Document) -> impl Iterator<Item = u32> {
    document.remarks.iter().filter_map(|remark| match (remark.kind, &remark.place) {
        (RemarkKind::ImageWithoutText, Place::Page { page, .. }) => Some(*page),
        _ => None,
    })
}

/// What stands on one page; nothing where that cannot be found out.
fn page(scan: &Scan, tool: &Tesseract) -> Option<RecognisedPage> {
    let (columns, rows) = (usize::from(scan.columns), usize::from(scan.rows));
    let mut grey = Grey { columns, rows, pixels: scan.grey.clone() };
    let rulings = take_rulings(&mut grey);
    let clean = Scan { grey: grey.pixels, ..scan.clone() };
    let words = tool.words(clean.png()?).ok()?;
    let [width, height] = scan.size;
    let across = |pixels: u32| length(pixels, width, scan.columns);
    let down = |pixels: u32| length(pixels, height, scan.rows);
    let words = words.into_iter().map(|word| {
        let [left, top, right, bottom] = word.area;
        let area = [across(left), down(top), across(right), down(bottom)];
        RecognisedWord { text: word.text, area, line: word.line }
    });
    let rulings = rulings.into_iter().map(|ocr::Ruling { is_flat, at, from, to }| {
        let (at, from, to) = match is_flat {
            true => (down(at), across(from), across(to)),
            false => (across(at), down(from), down(to)),
        };
        RecognisedRuling { is_flat, at, from, to }
    });
    Some(RecognisedPage { words: words.collect(), rulings: rulings.collect() })
}

/// Pixels as hundredths of a point, of a side that has so many of both.
fn length(pixels: u32, side: u32, pixels_of_side: u16) -> i32 {
    let hundredths = u64::from(pixels) * u64::from(side) / u64::from(pixels_of_side.max(1));
    i32::try_from(hundredths).unwrap_or(i32::MAX)
}

/// What is wrong with the program, and what to do.
fn told(error: &OcrError) -> Message {
    const INSTALL: &str = "apt-get install tesseract-ocr tesseract-ocr-chi-sim";
    match error {
        OcrError::NotInstalled => Message::new(
            format!("--ocr 需要 tesseract 程序，本机没有安装。Debian/Ubuntu 用：{INSTALL}"),
            format!(
                "--ocr needs the program tesseract, which is not installed. On Debian or Ubuntu: {INSTALL}"
            ),
        ),
        OcrError::NoChinese => Message::new(
            format!("tesseract 没有简体中文数据（chi_sim）。Debian/Ubuntu 用：{INSTALL}"),
            format!(
                "tesseract has no data for simplified Chinese (chi_sim). On Debian or Ubuntu: {INSTALL}"
            ),
        ),
        OcrError::TooMuch | OcrError::Failed(_) => Message::new(
            format!("tesseract 不能运行：{error}。请先在命令行试运行 tesseract --list-langs。"),
            format!(
                "tesseract does not run: {error}. Try tesseract --list-langs on the command line."
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_become_hundredths_of_a_point() {
        assert_eq!(length(1653, 59_500, 1653), 59_500);
        assert_eq!(length(826, 59_500, 1652), 29_750);
        assert_eq!(length(u32::MAX, u32::MAX, 0), i32::MAX);
    }

    #[test]
    fn who_has_no_tesseract_learns_how_to_get_it() {
        for error in [OcrError::NotInstalled, OcrError::NoChinese] {
            let told = told(&error);
            assert!(told.zh.contains("tesseract-ocr-chi-sim"), "{}", told.zh);
            assert!(told.en.contains("tesseract-ocr-chi-sim"), "{}", told.en);
        }
    }
}
