//! Counts what it would cost to draw a page, without drawing it.

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, Paint, SoftMask, TransformExt, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{BezPath, Rect, Shape};

/// The most area that may be painted, in whole pages. A page of a real disclosure is painted over a
/// few times.
const MAX_PAINTED: f64 = 300.0;

/// The least cost of a layer, a mask or a pattern, in whole pages.
const LAYER: f64 = 2.0;

/// The most glyphs and path segments together.
const MAX_PIECES: usize = 300_000;

/// The most pixels in all images of a page together: three A3 pages at print resolution.
const MAX_IMAGE_PIXELS: u64 = 60_000_000;

/// Returns `true` if drawing the page is affordable. Unwinds out of the interpreter if not, because
/// the interpreter cannot be stopped in another way; the caller catches that.
pub fn is_affordable(pdf: &Pdf, page: &Page<'_>, settings: &InterpreterSettings) -> bool {
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, width.into(), height.into());
    let transform = page.initial_transform(true).to_kurbo();
    let cache = InterpreterCache::new();
    let mut context = Context::new(transform, bounds, &cache, pdf.xref(), settings.clone());
    let mut cost = Cost { page: bounds, painted: 0.0, pieces: 0, pixels: 0 };
    interpret_page(page, &mut context, &mut cost);
    true
}

/// A device that draws nothing and adds up the cost; see [`is_affordable`].
struct Cost {
    page: Rect,
    /// Painted area in whole pages.
    painted: f64,
    pieces: usize,
    pixels: u64,
}

impl Cost {
    fn add(&mut self, painted: f64, pieces: usize) {
        self.painted += painted;
        self.pieces = self.pieces.saturating_add(pieces);
        if self.painted > MAX_PAINTED || self.pieces > MAX_PIECES || self.pixels > MAX_IMAGE_PIXELS
        {
            std::panic::resume_unwind(Box::new(()));
        }
    }

    /// Returns the share of the page that an area covers.
    fn share(&self, area: Rect) -> f64 {
        let seen = area.abs().intersect(self.page);
        let share = seen.width().max(0.0) * seen.height().max(0.0) / self.page.area().max(1.0);
        if share.is_finite() { share } else { 1.0 }
    }

    /// Counts all pixels of an image: it is decoded as a whole however small it is drawn.
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
    fn a_page_painted_over_too_often_is_left_out() {
        assert_eq!(drawn(page(&"0 0 200 100 re f ".repeat(100), "")).len(), 1);
        assert_eq!(drawn(page(&"0 0 200 100 re f ".repeat(1_000), "")), Vec::new());
        assert_eq!(drawn(page(&"0 0 1 1 re f ".repeat(100_000), "")), Vec::new());
    }

    #[test]
    fn a_page_with_an_image_that_would_exhaust_memory_is_left_out() {
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
