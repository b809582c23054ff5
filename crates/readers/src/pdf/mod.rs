//! Reads PDF files: reconstructs paragraphs and tables from what is visible on the pages.
//!
//! `hayro-interpret` runs the content of a page and reports what it draws (`device`). The page is
//! rotated until its text reads from left to right (`upright`), and parted if its text runs in
//! columns (`columns`). The straight lines form lattices
//! (`rulings`), which with the glyphs on them are tables (`cells`); the other glyphs form lines of
//! text (`text`). Page numbers, running headers and footers are removed (`running`), lines are
//! joined to paragraphs (`paragraphs`), and tables that continue on the next page are joined
//! (`joins`, `beside`). For a page with only an image, the results of character recognition are used, if
//! there are any (`recognised`).
#![expect(
    clippy::float_arithmetic,
    reason = "the interpreter gives coordinates as floats; they are whole numbers from then on"
)]

mod align;
mod beside;
mod bombs;
mod cells;
pub(crate) mod characters;
mod columns;
pub(crate) mod device;
mod flow;
pub(crate) mod geometry;
mod groups;
mod joins;
mod newspaper;
mod page;
mod pages;
mod paragraphs;
mod recognised;
mod rests;
mod rulings;
mod running;
mod text;
mod upright;

use crate::{Format, Limits, ReadError, Recognised};
use contain::contain;
use device::{Collector, length};
use document::{Document, RemarkKind};
use geometry::Area;
use hayro_interpret::hayro_syntax::page::Page as Source;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret_page,
};
pub(crate) use pages::Pages;

/// Reads a PDF file. `recognised` has the results of character recognition by page.
///
/// Fails if the file is damaged, has no pages, needs a password, or exceeds a limit.
pub(crate) fn read(
    bytes: &[u8],
    recognised: &Recognised,
    limits: &Limits,
) -> Result<Document, ReadError> {
    bombs::check(bytes, limits)?;
    let pdf = contain(|| Pdf::new(bytes.to_vec()).map_err(refusal))
        .unwrap_or_else(|_| Err(broken("objects", "they contradict each other")))?;
    limits.pages.check(pdf.pages().len())?;
    let settings = settings();
    let cache = InterpreterCache::new();
    let mut pages = Pages::new(limits);
    let mut drawings = 0;
    for (number, source) in (1..).zip(pdf.pages().iter()) {
        let mut collector = Collector::new(dimensions(source), limits);
        let is_whole = run(&pdf, source, &settings, &cache, &mut collector);
        if let Some(page) = recognised.get(&number) {
            recognised::add(page, &mut collector.drawn, limits);
        }
        drawings += collector.count();
        limits.all_drawings.check(drawings)?;
        if let Some(limit) = collector.exceeded {
            return Err(ReadError::TooLarge(limit));
        }
        let remarks: &[RemarkKind] = if is_whole { &[] } else { &[RemarkKind::Unfinished] };
        pages.add(collector.drawn, dimensions(source), remarks)?;
    }
    if pages.count() == 0 {
        return Err(broken("pages", "there are none"));
    }
    pages.finish()
}

fn settings() -> InterpreterSettings {
    InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() }
}

/// Returns the size of a page as displayed.
fn dimensions(source: &Source<'_>) -> Area {
    let (width, height) = source.render_dimensions();
    Area { left: 0, top: 0, right: length(width.into()), bottom: length(height.into()) }
}

/// Runs the content of a page. Returns whether it was run to its end.
fn run<'a>(
    pdf: &'a Pdf,
    source: &'a Source<'a>,
    settings: &InterpreterSettings,
    cache: &InterpreterCache<'a>,
    collector: &mut Collector,
) -> bool {
    let run = || {
        let (width, height) = source.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, width.into(), height.into());
        let transform = source.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, bounds, cache, pdf.xref(), settings.clone());
        interpret_page(source, &mut context, collector);
    };
    // Damaged files make the interpreter panic; what the page drew until then is kept.
    contain(run).is_ok()
}

fn refusal(error: LoadPdfError) -> ReadError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            ReadError::Encrypted(Some(Format::Pdf))
        }
        LoadPdfError::Decryption(_) => broken("encryption", "it is of no known kind"),
        LoadPdfError::Invalid => broken("objects", "there are no pages"),
    }
}

fn broken(part: &str, reason: &str) -> ReadError {
    ReadError::broken(Format::Pdf, part, reason)
}
