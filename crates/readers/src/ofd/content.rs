//! Reads the objects of a page, a template or a composite unit.

use super::shapes::{affine, boxed, numbers, path};
use crate::Limits;
use crate::xml::{Step, Xml, attribute, local, number};
use hayro_interpret::kurbo::{Affine, BezPath, Rect};
use quick_xml::events::BytesStart;
use std::borrow::Cow;

/// The content of one part.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// The paper in millimetres, if the page has a size of its own.
    pub paper: Option<Rect>,
    pub objects: Vec<Object>,
    /// The ids of the templates below the page.
    pub below: Vec<String>,
    /// The ids of the templates above the page.
    pub above: Vec<String>,
    /// The parts with resources of this page.
    pub resources: Vec<String>,
    /// Whether the part ended before its last element did.
    pub damaged: bool,
}

/// Something that is drawn. Its lengths are in millimetres from the top left corner of its
/// boundary.
#[derive(Debug)]
pub(super) struct Object {
    /// The area it covers in the space around it; it is not visible outside of it.
    pub boundary: Rect,
    pub transform: Affine,
    /// Its clips, each a union of areas; it is visible only inside all of them.
    pub clips: Vec<Vec<BezPath>>,
    /// Whether it is visible.
    pub visible: bool,
    pub kind: Kind,
}

/// The kind of an object.
#[derive(Debug)]
pub(super) enum Kind {
    Text(Text),
    Path {
        path: BezPath,
        stroked: bool,
        filled: bool,
    },
    Image,
    /// A composite unit, by its id.
    Composite(String),
}

/// Characters of one font and size.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub size: f64,
    /// The horizontal scale of the characters.
    pub width: f64,
    /// The clockwise rotation of each character in quarter turns.
    pub turn: i32,
    pub codes: Vec<Code>,
}

/// Consecutive characters.
#[derive(Debug)]
pub(super) struct Code {
    pub start: (f64, f64),
    pub across: Deltas,
    pub down: Deltas,
    pub text: String,
}

/// The distances from each character to the next, each with a repeat count.
#[derive(Debug, Default)]
pub(super) struct Deltas(pub Vec<(u32, f64)>);

/// Whether the lines and areas of an object are drawn.
struct Paint {
    stroked: bool,
    filled: bool,
}

/// Reads a part.
pub(super) fn read(text: &str, limits: &Limits) -> Content {
    let mut content = Content::default();
    let mut xml = Xml::new(text, limits);
    while let Some(step) = xml.next() {
        let Step::Start(start) = step else { continue };
        match local(&start) {
            "PhysicalBox" => content.paper = boxed(&words(&mut xml)),
            "Template" => {
                let id = attribute(&start, "TemplateID").unwrap_or_default().into_owned();
                let is_above = attribute(&start, "ZOrder").as_deref() == Some("Foreground");
                if is_above { content.above.push(id) } else { content.below.push(id) }
            }
            "PageRes" => content.resources.push(words(&mut xml)),
            _ => content.objects.extend(object(&mut xml, &start)),
        }
    }
    content.damaged = xml.damaged();
    content
}

/// Reads the object that an element begins, or returns `None` if it does not begin one.
pub(super) fn object(xml: &mut Xml<'_>, start: &BytesStart<'_>) -> Option<Object> {
    let flag = |name: &str, usual| match attribute(start, name).as_deref() {
        Some("true" | "1") => true,
        Some("false" | "0") => false,
        _ => usual,
    };
    let kind = match local(start) {
        "TextObject" => Kind::Text(Text {
            size: number(start, "Size").unwrap_or_default(),
            width: number(start, "HScale").unwrap_or(1.0),
            turn: number(start, "CharDirection").unwrap_or(0) / 90,
            codes: Vec::new(),
        }),
        "PathObject" => Kind::Path { path: BezPath::new(), stroked: true, filled: false },
        "ImageObject" => Kind::Image,
        "CompositeObject" => {
            Kind::Composite(attribute(start, "ResourceID").unwrap_or_default().into_owned())
        }
        _ => return None,
    };
    let is_text = matches!(kind, Kind::Text(_));
    let mut paint = Paint { stroked: flag("Stroke", !is_text), filled: flag("Fill", is_text) };
    let mut object = Object {
        boundary: boxed(&attribute(start, "Boundary").unwrap_or_default()).unwrap_or_default(),
        transform: affine(attribute(start, "CTM")),
        clips: Vec::new(),
        visible: flag("Visible", true) && number::<f64>(start, "Alpha") != Some(0.0),
        kind,
    };
    object.inside(xml, &mut paint);
    match &mut object.kind {
        Kind::Text(_) => object.visible &= paint.stroked || paint.filled,
        Kind::Path { stroked, filled, .. } => (*stroked, *filled) = (paint.stroked, paint.filled),
        Kind::Image | Kind::Composite(_) => {}
    }
    Some(object)
}

impl Object {
    /// Returns the number of segments of its paths and clips.
    pub fn pieces(&self) -> usize {
        let own = match &self.kind {
            Kind::Path { path, .. } => path.elements().len(),
            Kind::Text(_) | Kind::Image | Kind::Composite(_) => 0,
        };
        let clips = self.clips.iter().flatten().map(|path| path.elements().len());
        own + clips.sum::<usize>()
    }

    /// Reads the content of the object up to its end.
    fn inside(&mut self, xml: &mut Xml<'_>, paint: &mut Paint) {
        let outer = xml.depth();
        let is_text = matches!(self.kind, Kind::Text(_));
        while let Some(step) = xml.next() {
            match step {
                Step::End(_) if xml.depth() < outer => return,
                Step::Start(start) => match local(&start) {
                    "Clips" => self.clips(xml, &start),
                    // White lines and areas are treated as paper, but white text may be on a dark
                    // background.
                    "FillColor" => paint.filled &= shows(&start, is_text),
                    "StrokeColor" => paint.stroked &= shows(&start, is_text),
                    "TextCode" => self.code(xml, &start),
                    "AbbreviatedData" => {
                        if let Kind::Path { path: drawn, .. } = &mut self.kind {
                            *drawn = path(&words(xml));
                        }
                    }
                    _ => {}
                },
                Step::End(_) | Step::Text(_) => {}
            }
        }
    }

    fn code(&mut self, xml: &mut Xml<'_>, start: &BytesStart<'_>) {
        let list = |name| attribute(start, name).map(|list| deltas(&list)).unwrap_or_default();
        let (across, down) = (list("DeltaX"), list("DeltaY"));
        let words = words(xml);
        let Kind::Text(text) = &mut self.kind else { return };
        // Missing values are those of the code before.
        let (x, y) = text.codes.last().map_or((0.0, 0.0), |code| code.start);
        let start = (number(start, "X").unwrap_or(x), number(start, "Y").unwrap_or(y));
        // Line ends only make the XML readable.
        let words = words.trim_matches(['\n', '\r', '\t']).into();
        text.codes.push(Code { start, across, down, text: words });
    }

    /// Reads the clips; each is the union of its areas.
    fn clips(&mut self, xml: &mut Xml<'_>, start: &BytesStart<'_>) {
        let outer = xml.depth();
        let is_fixed = attribute(start, "TransFlag").as_deref() == Some("false");
        let outside = if is_fixed { self.transform.inverse() } else { Affine::IDENTITY };
        let (mut area, mut shape) = (Affine::IDENTITY, Affine::IDENTITY);
        while let Some(step) = xml.next() {
            match step {
                Step::End(_) if xml.depth() < outer => return,
                Step::Start(start) => match local(&start) {
                    "Clip" => self.clips.push(Vec::new()),
                    "Area" => area = affine(attribute(&start, "CTM")),
                    "Path" => {
                        let corner = boxed(&attribute(&start, "Boundary").unwrap_or_default());
                        let corner = corner.unwrap_or_default().origin().to_vec2();
                        shape = Affine::translate(corner) * affine(attribute(&start, "CTM"));
                    }
                    "AbbreviatedData" => {
                        let path = outside * area * shape * path(&words(xml));
                        self.clips.last_mut().into_iter().for_each(|clip| clip.push(path.clone()));
                    }
                    _ => {}
                },
                Step::End(_) | Step::Text(_) => {}
            }
        }
    }
}

/// Returns the character data up to the end of the element that just began.
pub(super) fn words(xml: &mut Xml<'_>) -> String {
    let outer = xml.depth();
    let mut text = String::new();
    while let Some(step) = xml.next() {
        match step {
            Step::End(_) if xml.depth() < outer => break,
            Step::Text(part) => text.push_str(&part),
            Step::Start(_) | Step::End(_) => {}
        }
    }
    text
}

/// Returns whether something in this colour is visible.
fn shows(color: &BytesStart<'_>, white_too: bool) -> bool {
    let value = attribute(color, "Value").unwrap_or(Cow::Borrowed(""));
    let is_white = value.split_whitespace().count() == 3
        && value.split_whitespace().all(|part| ["255", "#FF", "#ff"].contains(&part));
    number::<f64>(color, "Alpha") != Some(0.0) && (white_too || !is_white)
}

/// Parses a list of distances, in which `g 3 5.2` stands for three times 5.2.
fn deltas(list: &str) -> Deltas {
    let mut deltas = Vec::new();
    let mut words = list.split_whitespace();
    while let Some(word) = words.next() {
        if word == "g" {
            let count = words.next().and_then(|count| count.parse().ok()).unwrap_or(0);
            let distance = words.next().map(numbers).and_then(|list| list.first().copied());
            deltas.extend(distance.map(|distance| (count, distance)));
        } else {
            deltas.extend(numbers(word).first().map(|distance| (1, *distance)));
        }
    }
    Deltas(deltas)
}

impl Deltas {
    /// Returns the distances one by one.
    pub fn each(&self) -> impl Iterator<Item = f64> {
        let each = self.0.iter();
        each.flat_map(|(count, distance)| std::iter::repeat_n(*distance, *count as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_distances_are_not_expanded_in_memory() {
        let each = |list| deltas(list).each().collect::<Vec<_>>();
        assert_eq!(each("g 3 5.2 1 -2"), [5.2, 5.2, 5.2, 1.0, -2.0]);
        assert_eq!(each("g 2"), [0.0; 0]);
        assert_eq!(each("1 x 2"), [1.0, 2.0]);
        assert_eq!(deltas("g 4000000000 1").each().take(2).count(), 2);
    }
}
