//! PDF files: what a person sees on the pages, put back into paragraphs and tables.
//!
//! `hayro-interpret` runs the content of a page and tells what it draws (`device`). Turned
//! upright (`upright`), the straight lines make up lattices (`rulings`) and these, with the
//! glyphs on them, tables (`cells`); the other glyphs make up lines (`text`). Page numbers
//! and running heads go (`running`), lines become paragraphs (`paragraphs`), and tables
//! that go on over pages become one (`joins`).
#![expect(
    clippy::float_arithmetic,
    reason = "the interpreter gives coordinates as floats; they are whole numbers from then on"
)]

mod align;
mod bombs;
mod cells;
mod characters;
mod device;
mod flow;
mod geometry;
mod joins;
mod page;
mod paragraphs;
mod rulings;
mod running;
mod text;
mod upright;

use crate::limits::{self, Limit};
use crate::{Format, ReadError};
use device::{Collector, length};
use document::{Document, Remark, RemarkKind};
use geometry::Area;
use hayro_interpret::hayro_syntax::page::Page as Source;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret_page,
};
use page::Page;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a PDF file.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    bombs::check(bytes)?;
    let pdf = guarded(|| Pdf::new(bytes.to_vec()).map_err(refusal))
        .unwrap_or_else(|_| Err(broken("objects", "they contradict each other")))?;
    limits::PAGES.check(pdf.pages().len())?;
    let settings = settings();
    let cache = InterpreterCache::new();
    let mut pages = Vec::new();
    let mut remarks = Vec::new();
    let (mut drawings, mut pieces) = (0, 0);
    for (number, source) in (1..).zip(pdf.pages().iter()) {
        let collector = run(&pdf, source, &settings, &cache);
        drawings += collector.count();
        limits::ALL_DRAWINGS.check(drawings)?;
        let page = read_page(collector, source, number, &mut remarks)?;
        pieces += page.pieces();
        limits::CELLS.check(pieces)?;
        pages.push(page);
    }
    if pages.is_empty() {
        return Err(broken("pages", "there are none"));
    }
    running::drop_running(&mut pages);
    let blocks = flow::blocks(pages)?;
    Ok(Document { blocks, remarks })
}

fn settings() -> InterpreterSettings {
    InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() }
}

/// Width and height of a page as it is shown.
fn dimensions(source: &Source<'_>) -> Area {
    let (width, height) = source.render_dimensions();
    Area { left: 0, top: 0, right: length(width.into()), bottom: length(height.into()) }
}

/// Runs the content of a page.
fn run<'a>(
    pdf: &'a Pdf,
    source: &'a Source<'a>,
    settings: &InterpreterSettings,
    cache: &InterpreterCache<'a>,
) -> Collector {
    let mut collector = Collector::new(dimensions(source));
    let outcome = guarded(|| {
        let (width, height) = source.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, width.into(), height.into());
        let transform = source.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, bounds, cache, pdf.xref(), settings.clone());
        interpret_page(source, &mut context, &mut collector);
    });
    collector.outcome = outcome;
    collector
}

fn read_page(
    collector: Collector,
    source: &Source<'_>,
    number: u32,
    remarks: &mut Vec<Remark>,
) -> Result<Page, ReadError> {
    let size = dimensions(source);
    let mut remark = |kind| remarks.push(Remark { kind, place: size.place(number) });
    match collector.outcome {
        Ok(()) => {}
        Err(Some(limit)) => return Err(ReadError::TooLarge(limit)),
        Err(None) => remark(RemarkKind::Unfinished),
    }
    let drawn = collector.drawn;
    if drawn.has_unknown {
        remark(RemarkKind::UndecodableText);
    }
    if drawn.has_image && drawn.glyphs.is_empty() {
        remark(RemarkKind::ImageWithoutText);
    }
    Ok(page::page(number, upright::upright(drawn, size.right, size.bottom)))
}

/// Runs the interpreter: a limit that it exceeded, or nothing known, where it did not end.
fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, Option<Limit>> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|payload| payload.downcast_ref().copied())
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
    ReadError::Broken { format: Format::Pdf, part: part.into(), reason: reason.into() }
}
