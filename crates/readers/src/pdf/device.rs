//! What a page draws: its visible glyphs and its straight lines.
//!
//! Long: the interpreter calls back one device, whose calls share what was clipped and hidden.

use super::characters::{Text, plain};
use super::geometry::{Area, FARTHEST, Length, POINT};
use crate::limits::{self, Limit};
use hayro_interpret::font::{Glyph as Shape, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};

/// A filled shape up to this thick is a ruling.
const THICKEST_RULE: Length = 3 * POINT;

/// Characters are not read below this share of opacity.
const FAINTEST: f32 = 0.02;

/// Lines lighter than this on all three colours are taken for the paper.
const WHITE: f32 = 0.97;

/// What one page draws, in the order of its content.
#[derive(Debug, Default)]
pub struct Drawn {
    pub glyphs: Vec<Mark>,
    pub rules: Vec<Rule>,
    pub has_image: bool,
    /// Whether its glyphs were recognised in an image.
    pub is_recognised: bool,
    /// Whether some glyphs have no known character.
    pub has_unknown: bool,
}

/// A glyph as it is drawn: from where to where its advance goes.
#[derive(Debug, Clone)]
pub struct Mark {
    pub text: Text,
    pub from: (Length, Length),
    pub to: (Length, Length),
    /// The height of the font.
    pub size: Length,
    pub direction: Direction,
}

/// Where a line of text goes on the page as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Right,
    Down,
    Left,
    Up,
}

/// A straight line along one of the axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    pub is_flat: bool,
    /// Its position across.
    pub at: Length,
    pub from: Length,
    pub to: Length,
}

/// Collects what a page draws. The interpreter cannot be stopped, so that a page that
/// exceeds a limit is left by unwinding with the [`Limit`] as its payload.
pub struct Collector {
    pub drawn: Drawn,
    /// How it ended: by the limit that it exceeded, or, where none is given, by a fault.
    pub outcome: Result<(), Option<Limit>>,
    clips: Vec<Clip>,
    groups: Vec<bool>,
    /// Of each marked sequence of the content, whether it is a picture: one that has words in
    /// its place, and whose own lettering is no text of the document.
    marked: Vec<bool>,
    calls: usize,
    glyphs: usize,
    segments: usize,
}

/// A clip within all clips around it.
struct Clip {
    area: Area,
    path: Option<BezPath>,
}

impl Collector {
    /// For a page of some size; nothing outside of it is seen.
    pub fn new(page: Area) -> Self {
        let clips = vec![Clip { area: page, path: None }];
        let drawn = Drawn::default();
        Self {
            drawn,
            outcome: Ok(()),
            clips,
            groups: Vec::new(),
            marked: Vec::new(),
            calls: 0,
            glyphs: 0,
            segments: 0,
        }
    }

    /// How many things it drew.
    pub fn count(&self) -> usize {
        self.calls + self.glyphs
    }

    /// Adds a glyph if it is seen.
    pub fn mark(&mut self, mark: Mark) {
        let (x, y) = mark.centre();
        if self.shows(x, y) {
            self.drawn.glyphs.push(mark);
        }
    }

    fn call(&mut self) {
        self.calls += 1;
        stop_beyond(limits::DRAWINGS, self.calls);
    }

    fn clip(&self) -> Area {
        self.clips.last().map_or(Area::NOTHING, |clip| clip.area)
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

    /// Lets only what lies in an area show, and in a path where the area is not all.
    pub fn push_clip(&mut self, area: Area, path: Option<BezPath>) {
        stop_beyond(limits::CLIP_DEPTH, self.clips.len() + 1);
        let area = self.clip().intersect(&area);
        self.clips.push(Clip { area, path });
    }

    fn is_hidden(&self, paint: &Paint<'_>) -> bool {
        self.groups.contains(&true)
            || self.marked.contains(&true)
            || match paint {
                Paint::Color(color) => alpha(color.to_rgba().components()) < FAINTEST,
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

    /// The straight lines of a stroked path.
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
        stop_beyond(limits::SEGMENTS, self.segments);
    }

    fn line(&mut self, from: Point, to: Point) {
        let (width, height) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        let slack = 0.5_f64.max(width.max(height) / 200.0);
        if width.min(height) <= slack && width.max(height) > slack {
            self.rule(area(Rect::from_points(from, to)));
        }
    }

    /// Filled shapes that are as thin as a line.
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
        stop_beyond(limits::SEGMENTS, self.segments);
    }

    fn filled(&mut self, shape: Option<Rect>) {
        let Some(shape) = shape.map(area) else { return };
        let (thin, long) = (shape.width().min(shape.height()), shape.width().max(shape.height()));
        if thin <= THICKEST_RULE && long > thin {
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
        stop_beyond(limits::SEGMENTS, self.segments);
        self.push_clip(bounds, (!is_simple).then(|| clip.path.clone()));
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.call();
        self.push_clip(area(*rect), None);
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.call();
        self.groups.push(opacity < FAINTEST);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.call();
        if matches!(mode, DrawMode::Invisible) || self.is_hidden(&props.paint) {
            return;
        }
        self.glyphs += run.glyphs().len();
        stop_beyond(limits::GLYPHS, self.glyphs);
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
    /// The middle of the glyph.
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

/// Leaves the page when a count exceeds a limit.
pub fn stop_beyond(limit: Limit, count: usize) {
    if count as u64 > limit.most {
        std::panic::resume_unwind(Box::new(limit));
    }
}

/// Text that runs along neither axis is a stamp or a watermark and no part of the flow.
pub fn direction(a: f64, b: f64) -> Option<Direction> {
    const SLANT: f64 = 0.1;
    match () {
        () if b.abs() <= SLANT * a.abs() && a > 0.0 => Some(Direction::Right),
        () if b.abs() <= SLANT * a.abs() && a < 0.0 => Some(Direction::Left),
        () if a.abs() <= SLANT * b.abs() && b > 0.0 => Some(Direction::Down),
        () if a.abs() <= SLANT * b.abs() && b < 0.0 => Some(Direction::Up),
        () => None,
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

/// Points as hundredths of a point, kept within what a page can be.
pub fn length(points: f64) -> Length {
    let farthest = f64::from(FARTHEST);
    // Whatever is no number lands at the origin; the rest is within the bounds.
    #[expect(clippy::cast_possible_truncation, reason = "clamped to the bounds of a page")]
    let length = (points * 100.0).round().clamp(-farthest, farthest) as Length;
    length
}

/// A rectangle in points.
pub fn area(rect: Rect) -> Area {
    let rect = rect.abs();
    Area {
        left: length(rect.x0),
        top: length(rect.y0),
        right: length(rect.x1),
        bottom: length(rect.y1),
    }
}
