//! Walks through a layout's parts, sections and blocks.

use super::books::Books;
use super::lines::things;
use super::number::spoken;
use super::page::{Mark, Page};
use super::words::Frame;
use super::{LaidOut, LayOutError, Portion, table};
use crate::layouts::{Block, Content, Each, Every, Layout};
use crate::model::{EntityName, Observation};
use divisions::Place;
use ledger::Body;

/// The deepest headings at which a volume rather begins: those of parts and of units.
const SECTION_LEVEL: u8 = 2;

/// Lays out a portion of a document in volumes of at most so many paragraphs and cells, as far as
/// that goes, and passes each to `take`, which says whether to go on.
pub(super) fn run(
    layout: &Layout,
    books: &Books<'_>,
    portion: &Portion,
    most: usize,
    take: &mut dyn FnMut(LaidOut) -> bool,
) -> Result<(), Vec<LayOutError>> {
    let mut walk = Walk {
        books,
        portion,
        most,
        take,
        page: Page::default(),
        section: Mark::default(),
        errors: Vec::new(),
        is_stopped: false,
    };
    for part in &layout.parts {
        for (number, entity) in (1..).zip(portion.bodies(part.of, books)) {
            let frame = Frame::new(layout, books, entity);
            let frame = frame.with("number", number.to_string()).with("number_zh", spoken(number));
            for blocks in part.sections.iter().filter_map(|name| layout.sections.get(name)) {
                walk.blocks(blocks, &frame);
            }
        }
    }
    if walk.errors.is_empty() {
        walk.turn(walk.page.mark());
    }
    books.forget_items();
    if walk.errors.is_empty() { Ok(()) } else { Err(walk.errors) }
}

struct Walk<'a> {
    books: &'a Books<'a>,
    portion: &'a Portion,
    most: usize,
    take: &'a mut dyn FnMut(LaidOut) -> bool,
    page: Page,
    /// Where the section of a part or a unit began that is being laid out.
    section: Mark,
    errors: Vec<LayOutError>,
    is_stopped: bool,
}

impl Walk<'_> {
    fn blocks(&mut self, blocks: &[Block], frame: &Frame<'_>) {
        for block in blocks {
            if self.is_stopped {
                return;
            }
            let done = frame.holds(&block.when).and_then(|holds| match holds {
                true => {
                    self.joint(&block.content, frame.layout);
                    self.content(&block.content, frame)
                }
                false => Ok(()),
            });
            if let Err(error) = done
                && !self.errors.contains(&error)
            {
                self.errors.push(error);
            }
        }
    }

    /// Ends a volume before a heading where it has become too large: before the section that made
    /// it so, and within a section only where that alone is too large.
    fn joint(&mut self, next: &Content, layout: &Layout) {
        let level = match next {
            Content::Heading(level, _) => *level,
            Content::Table(key) => layout.tables.get(key).map_or(u8::MAX, |table| table.level),
            _ => return,
        };
        if self.page.ends_with_heading() || !self.errors.is_empty() {
            return;
        }
        let is_section = level <= SECTION_LEVEL;
        let is_large = self.page.size_after(Mark::default()) > self.most;
        if is_large && self.page.size_after(self.section) <= self.most {
            self.turn(self.section);
        } else if is_large {
            self.turn(self.page.mark());
        }
        if is_section {
            self.section = self.page.mark();
        }
    }

    /// Passes on what comes before a mark.
    fn turn(&mut self, mark: Mark) {
        let Page { document, mut disclosure, texts, .. } = self.page.take(mark);
        self.section = Mark::default();
        let ledger = self.books.ledger;
        let name = |body: &Body| EntityName {
            code: (!body.code.is_empty()).then(|| body.code.clone()),
            name: body.name.clone(),
        };
        disclosure.department = Some(name(&ledger.department));
        let place = Place::of(&ledger.department.name, Some(self.books.year));
        disclosure.division = place.certain();
        disclosure.units = ledger.units.iter().map(name).collect();
        disclosure.year = Some(self.books.year);
        disclosure.items = self.books.items();
        let exact = |seen: &Observation| {
            self.books.amount(&seen.scope).unwrap_or_else(|| seen.value.nominal())
        };
        let amounts = disclosure.observations.iter().map(exact).collect();
        let year = self.books.year;
        self.is_stopped |= !(self.take)(LaidOut { year, document, disclosure, amounts, texts });
    }

    fn content(&mut self, content: &Content, frame: &Frame<'_>) -> Result<(), LayOutError> {
        match content {
            Content::Heading(level, template) => {
                frame.say(template)?.put(&mut self.page, Some(*level));
            }
            Content::Paragraph(choices) => {
                for (condition, template) in choices {
                    if frame.holds(condition)? {
                        frame.say(template)?.put(&mut self.page, None);
                        break;
                    }
                }
            }
            Content::Words(key) => {
                for (at, words) in frame.books.texts(frame.entity, key) {
                    for line in words.lines() {
                        let place = self.page.paragraph(line.to_owned(), None);
                        self.page.texts.extend(place.map(|place| (*at, place)));
                    }
                }
            }
            Content::Table(key) => {
                if let Some(spec) = frame.layout.tables.get(key) {
                    table::put(spec, frame, &mut self.page)?;
                }
            }
            Content::Each(each, blocks) => self.each(each, blocks, frame),
        }
        Ok(())
    }

    /// The blocks once for each thing.
    fn each(&mut self, each: &Each, blocks: &[Block], frame: &Frame<'_>) {
        let projects = match each.of {
            Every::Project => self.portion.projects.clone(),
            _ => 0..usize::MAX,
        };
        let things = things(each, frame, &[each.within], &projects);
        for (number, thing) in (projects.start + 1..).zip(things) {
            let mut inner = frame.clone();
            inner.parts = inner.parts.narrow(thing.parts).unwrap_or(thing.parts);
            inner.project = thing.project;
            let inner = inner
                .with("number", number.to_string())
                .with("number_zh", spoken(number))
                .with("item", thing.label)
                .with("item_code", thing.code)
                .with("path", thing.path)
                .with("objective", thing.objective);
            self.blocks(blocks, &inner);
        }
    }
}
