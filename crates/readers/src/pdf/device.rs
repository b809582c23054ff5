//! Collects what a page draws: its visible glyphs and straight lines.
//!
//! Long: the callbacks of the interpreter share the state of clips and hidden content.

use super::characters::{Text, plain};
use super::geometry::{Area, Length, MAX_COORDINATE, POINT};
use crate::limits::{Limit, Limits};
use hayro_interpret::font::{Glyph as Shape, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use std::panic::resume_unwind;

/// The greatest thickness of a filled shape that is a line.
const MAX_RULE_THICKNESS: Length = 3 * POINT;

/// The least opacity of visible content.
const MIN_OPACITY: f32 = 0.02;

/// Lines whose three colour components are all above this are treated as paper.
const WHITE: f32 = 0.97;

/// What one page draws, in the order of its content.
#[derive(Debug, Default)]
pub struct Drawn {
    pub glyphs: Vec<Mark>,
    pub rules: Vec<Rule>,
    pub has_image: bool,
    /// Whether its glyphs were recognised in an image.
    pub is_recognised: bool,
    /// Whether the characters of some glyphs are unknown.
    pub has_unknown: bool,
}

/// A glyph with the start and end of its advance on the page.
#[derive(Debug, Clone)]
pub struct Mark {
    pub text: Text,
    pub from: (Length, Length),
    pub to: (Length, Length),
    /// The font size.
    pub size: Length,
    pub direction: Direction,
}

/// The direction of a line of text on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Right,
    Down,
    Left,
    Up,
}

/// A horizontal or vertical line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    pub is_flat: bool,
    /// Its vertical position if it is horizontal, else its horizontal position.
    pub at: Length,
    pub from: Length,
    pub to: Length,
}

/// Collects what a page draws. The interpreter cannot be stopped, so a page that exceeds a limit is
/// abandoned by unwinding.
pub struct Collector {
    pub drawn: Drawn,
    pub limits: Limits,
    /// The limit that was exceeded.
    pub exceeded: Option<Limit>,
    clips: Vec<Clip>,
    groups: Vec<bool>,
    /// For each open marked sequence of the content, whether it is a picture with an alternative
    /// text, whose lettering is not text of the document.
    marked: Vec<bool>,
    calls: usize,
    glyphs: usize,
    segments: usize,
}

/// A clip inside all clips around it.
struct Clip {
    area: Area,
    path: Option<BezPath>,
}

impl Collector {
    /// Creates a collector for a page; nothing outside of its area is visible.
    pub fn new(page: Area, limits: &Limits) -> Self {
        let clips = vec![Clip { area: page, path: None }];
        let drawn = Drawn::default();
        Self {
            drawn,
            limits: *limits,
            exceeded: None,
            clips,
            groups: Vec::new(),
            marked: Vec::new(),
            calls: 0,
            glyphs: 0,
            segments: 0,
        }
    }

    /// Returns the number of things drawn.
    pub fn count(&self) -> usize {
        self.calls + self.glyphs
    }

    /// Adds a glyph if it is visible.
    pub fn mark(&mut self, mark: Mark) {
        let (x, y) = mark.centre();
        if self.shows(x, y) {
            self.drawn.glyphs.push(mark);
        }
    }

    /// Abandons the page if a count exceeds a limit.
    pub fn stop_beyond(&mut self, limit: Limit, count: usize) {
        if limit.check(count).is_err() {
            self.exceeded = Some(limit);
            resume_unwind(Box::new("a limit was exceeded"));
        }
    }

    fn call(&mut self) {
        self.calls += 1;
        self.stop_beyond(self.limits.drawings, self.calls);
    }

    fn clip(&self) -> Area {
        self.clips.last().map_or(Area::EMPTY, |clip| clip.area)
    }

    fn shows(&mut self, x: Length, y: Length) -> bool {
        if !self.clip().contains(x, y) {
            return false;
        }
        let point = Point::new(f64::from(x) / 100.0, f64::from(y) / 100.0);
        let paths = || self.clips.iter().filter_map(|clip| clip.path.as_ref());
        self.segments += paths().map(|path| path.elements().len()).sum::<usize>();
        paths().all(|path| path.winding(point) != 0)
    }

    /// Restricts visibility to an area and, if given, to a path in it.
    pub fn push_clip(&mut self, area: Area, path: Option<BezPath>) {
        self.stop_beyond(self.limits.clip_depth, self.clips.len() + 1);
        let area = self.clip().intersect(&area);
        self.clips.push(Clip { area, path });
    }

    fn is_hidden(&self, paint: &Paint<'_>) -> bool {
        self.groups.contains(&true)
            || self.marked.contains(&true)
            || match paint {
                Paint::Color(color) => alpha(color.to_rgba().components()) < MIN_OPACITY,
                Paint::Pattern(_) => false,
            }
    }

    fn glyph(&mut self, shape: &Shape<'_>, transform: Affine) {
        let [a, b, c, d, e, f] = transform.as_coeffs();
        let (across, down) = (a.hypot(b), c.hypot(d));
        let Some(direction) = direction(a, b) else { return };
        let (text, advance) = match shape {
            Shape::Outline(glyph) => (glyph.as_unicode(), glyph.advance_width()),
            Shape::Type3(glyph) => (glyph.as_unicode(), glyph.advance_width()),
        };
        let size = length(down * 1000.0);
        let text = self.text(text);
        let advance = advance.filter(|advance| *advance > 0.0).map_or(500.0, f64::from);
        let to = (length(e + a * advance), length(f + b * advance));
        let from = (length(e), length(f));
        if size == 0 || across == 0.0 {
            return;
        }
        self.mark(Mark { text, from, to, size, direction });
    }

    fn text(&mut self, text: Option<BfString>) -> Text {
        match text {
            Some(BfString::Char(character)) => plain(character),
            Some(BfString::String(text)) => Text::More(text.into()),
            None => {
                self.drawn.has_unknown = true;
                Text::One(char::REPLACEMENT_CHARACTER)
            }
        }
    }

    /// Adds the straight lines of a stroked path.
    pub fn strokes(&mut self, path: &BezPath, transform: Affine) {
        let (mut start, mut last) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            self.segments += 1;
            let next = match element {
                PathEl::MoveTo(point) => {
                    (start, last) = (*point, *point);
                    continue;
                }
                PathEl::LineTo(point) => {
                    self.line(transform * last, transform * *point);
                    *point
                }
                PathEl::ClosePath => {
                    self.line(transform * last, transform * start);
                    start
                }
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => *point,
            };
            last = next;
        }
        self.stop_beyond(self.limits.segments, self.segments);
    }

    fn line(&mut self, from: Point, to: Point) {
        let (width, height) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        let slack = 0.5_f64.max(width.max(height) / 200.0);
        if width.min(height) <= slack && width.max(height) > slack {
            self.rule(area(Rect::from_points(from, to)));
        }
    }

    /// Adds the filled shapes of a path that are as thin as a line.
    pub fn fills(&mut self, path: &BezPath, transform: Affine) {
        let mut shape: Option<Rect> = None;
        for element in path.elements() {
            self.segments += 1;
            let point = match element {
                PathEl::MoveTo(point) => {
                    self.filled(shape.take());
                    *point
                }
                PathEl::LineTo(point) => *point,
                PathEl::QuadTo(_, point) | PathEl::CurveTo(_, _, point) => *point,
                PathEl::ClosePath => continue,
            };
            let point = transform * point;
            shape =
                Some(shape.map_or(Rect::from_points(point, point), |shape| shape.union_pt(point)));
        }
        self.filled(shape);
        self.stop_beyond(self.limits.segments, self.segments);
    }

    fn filled(&mut self, shape: Option<Rect>) {
        let Some(shape) = shape.map(area) else { return };
        let (thin, long) = (shape.width().min(shape.height()), shape.width().max(shape.height()));
        if thin <= MAX_RULE_THICKNESS && long > thin {
            self.rule(shape);
        }
    }

    fn rule(&mut self, line: Area) {
        let seen = line.intersect(&self.clip().grown(POINT));
        let rule = if line.width() >= line.height() {
            Rule {
                is_flat: true,
                at: (line.top + line.bottom) / 2,
                from: seen.left,
                to: seen.right,
            }
        } else {
            Rule {
                is_flat: false,
                at: (line.left + line.right) / 2,
                from: seen.top,
                to: seen.bottom,
            }
        };
        if rule.from < rule.to && seen.left <= seen.right && seen.top <= seen.bottom {
            self.drawn.rules.push(rule);
        }
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.call();
        if self.is_hidden(&props.paint) || is_white(&props.paint) {
            return;
        }
        match mode {
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => {
                self.strokes(path, props.transform);
            }
            DrawMode::Fill(_) => self.fills(path, props.transform),
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.call();
        let bounds = area(clip.path.bounding_box());
        let is_simple = clip.path.elements().len() <= 6;
        self.segments += clip.path.elements().len();
        self.stop_beyond(self.limits.segments, self.segments);
        self.push_clip(bounds, (!is_simple).then(|| clip.path.clone()));
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.call();
        self.push_clip(area(*rect), None);
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.call();
        self.groups.push(opacity < MIN_OPACITY);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.call();
        if matches!(mode, DrawMode::Invisible) || self.is_hidden(&props.paint) {
            return;
        }
        self.glyphs += run.glyphs().len();
        self.stop_beyond(self.limits.glyphs, self.glyphs);
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform());
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        self.marked.push(properties.is_some_and(|properties| properties.contains_key("Alt")));
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.call();
        self.drawn.has_image = true;
    }

    fn pop_clip(&mut self) {
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }
}

impl Mark {
    /// Returns the centre of the glyph.
    pub fn centre(&self) -> (Length, Length) {
        let up = self.size * 7 / 20;
        let (x, y) = ((self.from.0 + self.to.0) / 2, (self.from.1 + self.to.1) / 2);
        match self.direction {
            Direction::Right => (x, y - up),
            Direction::Down => (x + up, y),
            Direction::Left => (x, y + up),
            Direction::Up => (x - up, y),
        }
    }
}

/// Returns the direction of text with this transform. Text in any other direction is a stamp or a
/// watermark, for which it returns `None`.
pub fn direction(a: f64, b: f64) -> Option<Direction> {
    const SLANT: f64 = 0.1;
    let is_horizontal = b.abs() <= SLANT * a.abs();
    let is_vertical = a.abs() <= SLANT * b.abs();
    if is_horizontal && a > 0.0 {
        Some(Direction::Right)
    } else if is_horizontal && a < 0.0 {
        Some(Direction::Left)
    } else if is_vertical && b > 0.0 {
        Some(Direction::Down)
    } else if is_vertical && b < 0.0 {
        Some(Direction::Up)
    } else {
        None
    }
}

fn is_white(paint: &Paint<'_>) -> bool {
    match paint {
        Paint::Color(color) => {
            let [red, green, blue, _] = color.to_rgba().components();
            red > WHITE && green > WHITE && blue > WHITE
        }
        Paint::Pattern(_) => false,
    }
}

fn alpha([.., alpha]: [f32; 4]) -> f32 {
    alpha
}

/// Converts points to hundredths of a point, clamped to the largest possible page.
pub fn length(points: f64) -> Length {
    let max = f64::from(MAX_COORDINATE);
    // A value that is not a number becomes zero; other values are within bounds.
    #[expect(clippy::cast_possible_truncation, reason = "clamped to the bounds of a page")]
    let length = (points * 100.0).round().clamp(-max, max) as Length;
    length
}

/// Converts a rectangle in points.
pub fn area(rect: Rect) -> Area {
    let rect = rect.abs();
    Area {
        left: length(rect.x0),
        top: length(rect.y0),
        right: length(rect.x1),
        bottom: length(rect.y1),
    }
}
