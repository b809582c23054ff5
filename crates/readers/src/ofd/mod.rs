//! Reads OFD files (GB/T 33190): reconstructs paragraphs and tables from what is visible on the
//! pages, like the reader of PDF files.
#![expect(
    clippy::float_arithmetic,
    reason = "the format gives coordinates as decimals; they are whole numbers once drawn"
)]

mod content;
mod draw;
mod shapes;
#[cfg(test)]
mod tests;

use crate::package::{Package, absolute};
use crate::pdf::Pages;
use crate::xml::{Step, Xml, attribute, local};
use crate::{Format, Limits, ReadError};
use contain::contain;
use content::{Content, Object, words};
use document::{Document, RemarkKind};
use draw::Canvas;
use hayro_interpret::kurbo::Rect;
use std::collections::BTreeMap;

/// The paper in millimetres of a document that does not state it: A4.
const A4: Rect = Rect::new(0.0, 0.0, 210.0, 297.0);

/// Reads an OFD file.
///
/// Fails if the container is damaged or encrypted, no page can be read, or a limit is exceeded.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let package = Package::open(bytes, Format::Ofd, limits)?;
    let mut file = File { package, limits, bytes: 0, drawn: 0 };
    let root = file.package.need("OFD.xml")?;
    let mut pages = Pages::new(limits);
    let mut xml = Xml::new(&root.text, limits);
    while let Some(step) = xml.next() {
        let Step::Start(start) = step else { continue };
        if local(&start) == "DocRoot" {
            file.document(&absolute("", &target(&words(&mut xml))), &mut pages)?;
        }
    }
    if pages.count() == 0 {
        return Err(file.package.broken("OFD.xml", &"no page could be read"));
    }
    pages.finish()
}

/// An open file with counts of what has been read.
struct File<'a> {
    package: Package<'a>,
    limits: &'a Limits,
    bytes: usize,
    /// The number of objects and characters drawn on all pages.
    drawn: usize,
}

/// The data that the pages of a document share.
#[derive(Default)]
struct Shared {
    paper: Option<Rect>,
    /// The templates by their ids.
    templates: BTreeMap<String, Content>,
    /// The composite units by their ids.
    units: BTreeMap<String, Vec<Object>>,
}

impl File<'_> {
    /// Returns the text of a part, or `None` if it is missing.
    fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let part = self.package.read(name)?;
        self.bytes += part.as_ref().map_or(0, |part| part.text.len());
        self.limits.content_bytes.check(self.bytes)?;
        Ok(part.map(|part| part.text))
    }

    fn document(&mut self, name: &str, pages: &mut Pages) -> Result<(), ReadError> {
        let Some(text) = self.part(name)? else {
            // The parts of an encrypted file have other names.
            let is_encrypted = self.package.has("Encrypt");
            return if is_encrypted {
                Err(ReadError::Encrypted(Some(Format::Ofd)))
            } else {
                Ok(())
            };
        };
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let place = |location: &str| absolute(folder, &target(location));
        let mut shared = Shared::default();
        let mut listed = Vec::new();
        let mut xml = Xml::new(&text, self.limits);
        while let Some(step) = xml.next() {
            let Step::Start(start) = step else { continue };
            let location = || place(&attribute(&start, "BaseLoc").unwrap_or_default());
            match local(&start) {
                "PhysicalBox" if shared.paper.is_none() => {
                    shared.paper = shapes::boxed(&words(&mut xml));
                }
                "PublicRes" | "DocumentRes" => {
                    self.resources(&place(&words(&mut xml)), &mut shared)?
                }
                "TemplatePage" => {
                    let id = attribute(&start, "ID").unwrap_or_default().into_owned();
                    let text = self.part(&location())?.unwrap_or_default();
                    shared.templates.insert(id, content::read(&text, self.limits));
                }
                "Page" => listed.push(location()),
                _ => {}
            }
        }
        for page in listed {
            self.page(&page, &mut shared, pages)?;
        }
        Ok(())
    }

    /// Reads the composite units of a part with resources.
    fn resources(&mut self, name: &str, shared: &mut Shared) -> Result<(), ReadError> {
        let Some(text) = self.part(name)? else { return Ok(()) };
        let mut xml = Xml::new(&text, self.limits);
        let mut id = None;
        while let Some(step) = xml.next() {
            let Step::Start(start) = step else { continue };
            if local(&start) == "CompositeGraphicUnit" {
                id = Some(attribute(&start, "ID").unwrap_or_default().into_owned());
            } else if let (Some(object), Some(id)) = (content::object(&mut xml, &start), &id) {
                shared.units.entry(id.clone()).or_default().push(object);
            }
        }
        Ok(())
    }

    fn page(
        &mut self,
        name: &str,
        shared: &mut Shared,
        pages: &mut Pages,
    ) -> Result<(), ReadError> {
        self.limits.pages.check(pages.count() + 1)?;
        let text = self.part(name)?;
        let content = content::read(text.as_deref().unwrap_or_default(), self.limits);
        for resources in &content.resources {
            let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
            self.resources(&absolute(folder, &target(resources)), shared)?;
        }
        let paper = content.paper.or(shared.paper).unwrap_or(A4);
        let mut canvas = Canvas::new(paper, &shared.units, self.limits, &mut self.drawn);
        let templates =
            |ids: &[String]| ids.iter().filter_map(|id| shared.templates.get(id)).collect();
        let below: Vec<&Content> = templates(&content.below);
        let above: Vec<&Content> = templates(&content.above);
        let drawn = contain(|| {
            for content in below.iter().copied().chain([&content]).chain(above.iter().copied()) {
                canvas.draw(&content.objects);
            }
        });
        if let Some(limit) = canvas.exceeded() {
            return Err(ReadError::TooLarge(limit));
        }
        let is_whole = drawn.is_ok() && text.is_some() && !content.damaged;
        let remarks: &[RemarkKind] = if is_whole { &[] } else { &[RemarkKind::Unfinished] };
        let (drawn, size) = canvas.finish();
        pages.add(drawn, size, remarks)
    }
}

/// Returns a location in the form of the zip container. Some programs write backslashes.
fn target(location: &str) -> String {
    location.trim().replace('\\', "/")
}
