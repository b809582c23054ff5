//! The pages of a PDF with what was read framed, for a person.

use super::{FileRead, words};
use crate::pictures;
use crate::pipeline::Content;
use disclosure::Disclosure;
use document::Document;
use engine::File;
use finding::render::html::Pictures;
use finding::render::html::reading::{Number, Reading, section};
use finding::render::page;
use message::Lang;
use std::collections::BTreeSet;

/// One file, by its number among so many, as a section of a page.
pub(super) fn file(read: FileRead, number: usize, files: usize, lang: Lang) -> String {
    let file = &read.file;
    match read.content {
        Err(error) => {
            let pictures = &Pictures::default();
            let reading = Reading { file, document: Err(&error), pictures, numbers: Vec::new() };
            section(number, &reading, lang)
        }
        Ok(Content { bytes, file: File { document, disclosure } }) => {
            let pictures = &pictures::of(bytes, &pages(&document, &disclosure), files);
            let numbers = numbers(&document, &disclosure, lang);
            section(number, &Reading { file, document: Ok(&document), pictures, numbers }, lang)
        }
    }
}

/// The pages with tables, and those of which something was not recognised.
fn pages(document: &Document, disclosure: &Disclosure) -> BTreeSet<u32> {
    let cells = document.tables().flat_map(|table| &table.cells).map(|cell| &cell.place);
    let unknown = disclosure.unrecognised.iter().map(|unrecognised| &unrecognised.place);
    cells.chain(unknown).filter_map(page).collect()
}

/// Every printed number with its scope, and what is not recognised with the reason.
fn numbers<'a>(document: &Document, disclosure: &'a Disclosure, lang: Lang) -> Vec<Number<'a>> {
    let recognised = document.recognised_pages();
    let known = disclosure.observations.iter().filter_map(|observation| {
        let printed = observation.value.printed()?;
        let scope = disclosure.key(&observation.scope).to_string();
        let is_recognised = page(&observation.place).is_some_and(|page| recognised.contains(&page));
        let mark = if is_recognised { " (OCR)" } else { "" };
        let told = format!("{printed} {}{mark}: {scope}", printed.unit());
        Some(Number { place: &observation.place, told, is_known: true })
    });
    let unknown = disclosure.unrecognised.iter().map(|unrecognised| Number {
        place: &unrecognised.place,
        told: format!("{}: {}", unrecognised.text, words::why(&unrecognised.why, lang)),
        is_known: false,
    });
    known.chain(unknown).collect()
}
