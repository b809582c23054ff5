//! Walks through a layout's parts, sections and blocks.

use super::books::Books;
use super::lines::things;
use super::number::spoken;
use super::page::Page;
use super::words::Frame;
use super::{LaidOut, LayOutError, table};
use crate::layouts::{Block, Content, Each, Layout, Whose};
use crate::model::{EntityName, Observation};
use divisions::Place;
use ledger::{Body, Entity};

/// The document of a layout; its parts of units are those of `only` one, if that is given.
pub(super) fn run(
    layout: &Layout,
    books: &Books<'_>,
    only: Option<Entity>,
) -> Result<LaidOut, Vec<LayOutError>> {
    let mut walk = Walk { page: Page::default(), errors: Vec::new() };
    let name = |body: &Body| EntityName {
        code: (!body.code.is_empty()).then(|| body.code.clone()),
        name: body.name.clone(),
    };
    walk.page.disclosure.department = Some(name(&books.ledger.department));
    let place = Place::of(&books.ledger.department.name, Some(books.year));
    walk.page.disclosure.division = place.certain();
    walk.page.disclosure.units = books.ledger.units.iter().map(name).collect();
    walk.page.disclosure.year = Some(books.year);
    for part in &layout.parts {
        let entities = match part.of {
            Whose::Department => vec![Entity::DEPARTMENT],
            Whose::Unit => only.map_or_else(|| books.units(), |unit| vec![unit]),
        };
        for (number, entity) in (1..).zip(entities) {
            let frame = Frame::new(layout, books, entity);
            let frame = frame.with("number", number.to_string()).with("number_zh", spoken(number));
            for blocks in part.sections.iter().filter_map(|name| layout.sections.get(name)) {
                walk.blocks(blocks, &frame);
            }
        }
    }
    let Walk { mut page, errors } = walk;
    if !errors.is_empty() {
        return Err(errors);
    }
    let exact =
        |seen: &Observation| books.amount(&seen.scope).unwrap_or_else(|| seen.value.nominal());
    let amounts = page.disclosure.observations.iter().map(exact).collect();
    page.disclosure.items = books.take_items();
    let Page { document, disclosure, texts, .. } = page;
    Ok(LaidOut { year: books.year, document, disclosure, amounts, texts })
}

struct Walk {
    page: Page,
    errors: Vec<LayOutError>,
}

impl Walk {
    fn blocks(&mut self, blocks: &[Block], frame: &Frame<'_>) {
        for block in blocks {
            let done = frame.holds(&block.when).and_then(|holds| match holds {
                true => self.content(&block.content, frame),
                false => Ok(()),
            });
            if let Err(error) = done
                && !self.errors.contains(&error)
            {
                self.errors.push(error);
            }
        }
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
        for (number, thing) in (1..).zip(things(each, frame, &[each.within])) {
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
