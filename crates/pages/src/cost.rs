//! What it would cost to draw a page, counted without drawing it.

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, Paint, SoftMask, TransformExt, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{BezPath, Rect, Shape};

/// The most that is painted over, in whole pages: a page of a real disclosure paints over
/// itself a few times.
const PAINTED: f64 = 300.0;

/// What a layer, a mask or a pattern costs at least, in whole pages.
const LAYER: f64 = 2.0;

/// The most that is drawn, glyphs and pieces of paths together.
const PIECES: usize = 300_000;

/// The most pixels that all images of a page have: three pages of A3 in print.
const IMAGE_PIXELS: u64 = 60_000_000;

/// Whether drawing a page takes about as long as real pages do.
pub fn is_bearable(pdf: &Pdf, page: &Page<'_>, settings: &InterpreterSettings) -> bool {
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, width.into(), height.into());
    let transform = page.initial_transform(true).to_kurbo();
    let cache = InterpreterCache::new();
    let mut context = Context::new(transform, bounds, &cache, pdf.xref(), settings.clone());
    let mut cost = Cost { page: bounds, painted: 0.0, pieces: 0, pixels: 0 };
    interpret_page(page, &mut context, &mut cost);
    true
}

/// Counts, and leaves the page by unwinding once it has cost too much: the interpreter
/// cannot be stopped in another way.
struct Cost {
    page: Rect,
    /// In whole pages.
    painted: f64,
    pieces: usize,
    pixels: u64,
}

impl Cost {
    fn add(&mut self, painted: f64, pieces: usize) {
        self.painted += painted;
        self.pieces = self.pieces.saturating_add(pieces);
        if self.painted > PAINTED || self.pieces > PIECES || self.pixels > IMAGE_PIXELS {
            std::panic::resume_unwind(Box::new(()));
        }
    }

    /// Which share of the page an area covers.
    fn share(&self, area: Rect) -> f64 {
        let seen = area.abs().intersect(self.page);
        let share = seen.width().max(0.0) * seen.height().max(0.0) / self.page.area().max(1.0);
        if share.is_finite() { share } else { 1.0 }
    }

    /// An image is unpacked whole, however small it is drawn.
    fn image(&mut self, image: &Image<'_, '_>) {
        let pixels = u64::from(image.width()) * u64::from(image.height());
        self.pixels = self.pixels.saturating_add(pixels);
    }

    fn props(&mut self, paint: &Paint<'_>, mask: Option<&SoftMask<'_>>) {
        if matches!(paint, Paint::Pattern(_)) || mask.is_some() {
            self.add(LAYER, 1);
        }
    }
}

impl<'a> Device<'a> for Cost {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        self.props(&props.paint, props.soft_mask.as_ref());
        let area = props.transform.transform_rect_bbox(path.bounding_box());
        self.add(self.share(area), path.elements().len());
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.add(self.share(clip.path.bounding_box()), clip.path.elements().len());
    }

    fn push_transparency_group(&mut self, _: f32, mask: Option<SoftMask<'a>>, _: BlendMode) {
        self.add(if mask.is_some() { 2.0 * LAYER } else { LAYER }, 1);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.props(&props.paint, props.soft_mask.as_ref());
        self.add(0.0, run.glyphs().len());
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.image(&image);
        let mask = if props.soft_mask.is_some() { LAYER } else { 0.0 };
        self.add(1.0 + mask, 1);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use crate::tests::page;
    use crate::{Picture, pictures};
    use std::collections::BTreeSet;

    fn drawn(pdf: Vec<u8>) -> Vec<Picture> {
        pictures(pdf, &BTreeSet::from([1]), usize::MAX).unwrap()
    }

    #[test]
    fn a_page_painted_over_and_over_is_left_out() {
        assert_eq!(drawn(page(&"0 0 200 100 re f ".repeat(100), "")).len(), 1);
        assert_eq!(drawn(page(&"0 0 200 100 re f ".repeat(1_000), "")), Vec::new());
        assert_eq!(drawn(page(&"0 0 1 1 re f ".repeat(100_000), "")), Vec::new());
    }

    #[test]
    fn a_page_with_an_image_that_would_fill_the_machine_is_left_out() {
        let image = |side: u32| {
            let text = String::from_utf8(page("/I Do", "/XObject<</I 5 0 R>>")).unwrap();
            let image = format!(
                "5 0 obj <</Type/XObject/Subtype/Image/Width {side}/Height {side}/BitsPerComponent 1\
                 /ColorSpace/DeviceGray/Length 1>> stream\n \nendstream endobj\ntrailer"
            );
            text.replace("trailer", &image).into_bytes()
        };
        assert_eq!(drawn(image(8)).len(), 1);
        assert_eq!(drawn(image(60_000)), Vec::new());
    }
}
