//! Draws the objects of a page, converting millimetres of their own spaces to points of the page.

use super::content::{Code, Kind, Object, Text};
use crate::limits::{Limit, Limits};
use crate::pdf::characters::plain;
use crate::pdf::device::{Collector, Direction, Drawn, Mark, area, direction, length};
use crate::pdf::geometry::{Area, Length};
use hayro_interpret::Device;
use hayro_interpret::kurbo::{Affine, Point, Rect, Shape, Vec2};
use std::collections::BTreeMap;

/// Points per millimetre.
const MILLIMETRE: f64 = 72.0 / 25.4;

/// The most levels of composite units inside composite units.
const UNIT_DEPTH: usize = 8;

/// A page being drawn.
pub(super) struct Canvas<'c> {
    collector: Collector,
    size: Area,
    page: Affine,
    units: &'c BTreeMap<String, Vec<Object>>,
    /// The number of objects drawn on all pages, since a template may be drawn on each of them.
    drawn: &'c mut usize,
}

impl<'c> Canvas<'c> {
    /// Returns a blank page of this size in millimetres.
    pub fn new(
        paper: Rect,
        units: &'c BTreeMap<String, Vec<Object>>,
        limits: &Limits,
        drawn: &'c mut usize,
    ) -> Self {
        let page = Affine::scale(MILLIMETRE) * Affine::translate(-paper.origin().to_vec2());
        let right = length(paper.width() * MILLIMETRE);
        let bottom = length(paper.height() * MILLIMETRE);
        let size = Area { left: 0, top: 0, right, bottom };
        Self { collector: Collector::new(size, limits), size, page, units, drawn }
    }

    /// Draws objects in the space of the page.
    pub fn draw(&mut self, objects: &[Object]) {
        self.objects(objects, self.page, 0);
    }

    /// Returns the drawing and the size of the page.
    pub fn finish(self) -> (Drawn, Area) {
        (self.collector.drawn, self.size)
    }

    /// Returns the limit that ended the drawing, if one did.
    pub fn exceeded(&self) -> Option<Limit> {
        self.collector.exceeded
    }

    fn objects(&mut self, objects: &[Object], outer: Affine, depth: usize) {
        for object in objects {
            self.count(object.pieces() + 1);
            if object.visible {
                self.object(object, outer, depth);
            }
        }
    }

    /// Counts drawn objects and unwinds if the file draws too many.
    fn count(&mut self, more: usize) {
        *self.drawn += more;
        self.collector.stop_beyond(self.collector.limits.all_drawings, *self.drawn);
    }

    fn object(&mut self, object: &Object, outer: Affine, depth: usize) {
        let inner =
            outer * Affine::translate(object.boundary.origin().to_vec2()) * object.transform;
        // Boundaries of text are often too small by part of a character.
        let slack = match &object.kind {
            Kind::Text(text) => text.size.abs() / 2.0,
            _ => 0.0,
        };
        let boundary = outer.transform_rect_bbox(object.boundary.inflate(slack, slack));
        self.collector.push_clip(area(boundary), None);
        for clip in &object.clips {
            let bounds = clip.iter().map(|path| (inner * path.clone()).bounding_box());
            let bounds = bounds.reduce(|all, next| all.union(next)).unwrap_or_default();
            let path = match &clip[..] {
                [path] if path.elements().len() > 6 => Some(inner * path.clone()),
                _ => None,
            };
            self.collector.push_clip(area(bounds), path);
        }
        match &object.kind {
            Kind::Text(text) => self.text(text, inner),
            Kind::Path { path, stroked: true, .. } => self.collector.strokes(path, inner),
            Kind::Path { path, filled: true, .. } => self.collector.fills(path, inner),
            Kind::Path { .. } => {}
            Kind::Image => self.collector.drawn.has_image = true,
            Kind::Composite(id) => {
                if let (Some(unit), true) = (self.units.get(id), depth < UNIT_DEPTH) {
                    self.objects(unit, inner, depth + 1);
                }
            }
        }
        for _ in 0..=object.clips.len() {
            self.collector.pop_clip();
        }
    }

    fn text(&mut self, text: &Text, inner: Affine) {
        for code in &text.codes {
            self.code(text, code, inner);
        }
    }

    fn code(&mut self, text: &Text, code: &Code, inner: Affine) {
        let (mut across, mut down) = (code.across.each(), code.down.each());
        let mut at = Point::from(code.start);
        let along = Affine::rotate(std::f64::consts::FRAC_PI_2 * f64::from(text.turn));
        let turned = |x, y| (along * Point::new(x, y)).to_vec2();
        let size = page_length(inner, turned(0.0, text.size));
        let Some(direction) = heading(inner * along) else { return };
        // Without distances the characters are next to each other in their natural width.
        let is_spaced = !(code.across.0.is_empty() && code.down.0.is_empty());
        for character in code.text.chars() {
            self.count(1);
            let width = natural_width(character) * text.size * text.width;
            let step = match (across.next(), down.next()) {
                (None, None) if is_spaced || text.turn == 0 => Vec2::new(width, 0.0),
                (None, None) => turned(width, 0.0),
                (x, y) => Vec2::new(x.unwrap_or(0.0), y.unwrap_or(0.0)),
            };
            // A character is at most as wide as the step to the next one in its direction.
            let taken = (along.inverse() * step.to_point()).x;
            let width = if taken > 0.0 { width.min(taken) } else { width };
            let end = at + turned(width, 0.0);
            let mark = Mark {
                text: plain(character),
                from: pair(inner * at),
                to: pair(inner * end),
                size,
                direction,
            };
            if size > 0 {
                self.collector.mark(mark);
            }
            at += step;
        }
    }
}

/// Estimates the width of a character as a fraction of its height, since fonts are not read.
fn natural_width(character: char) -> f64 {
    match u32::from(character) {
        0..0x2000 => 0.5,
        _ => 1.0,
    }
}

/// Returns the direction of text drawn with this transform.
fn heading(transform: Affine) -> Option<Direction> {
    let [a, b, ..] = transform.as_coeffs();
    direction(a, b)
}

fn pair(point: Point) -> (Length, Length) {
    (length(point.x), length(point.y))
}

/// Returns the length on the page of a distance in an object.
fn page_length(transform: Affine, distance: Vec2) -> Length {
    let [a, b, c, d, ..] = transform.as_coeffs();
    let (x, y) = (a * distance.x + c * distance.y, b * distance.x + d * distance.y);
    length(x.hypot(y))
}
