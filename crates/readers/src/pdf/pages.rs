//! Combines drawn pages of any format to one document.

use super::device::Drawn;
use super::geometry::Area;
use super::page::{self, Page};
use super::{beside, flow, newspaper, running, upright};
use crate::{Limits, ReadError};
use document::{Block, Document, Place, Remark, RemarkKind};
use std::collections::BTreeMap;
use upright::Turn;

/// The pages read so far.
pub struct Pages {
    limits: Limits,
    /// The number of pages.
    count: usize,
    /// The pages, or several parts of one.
    pages: Vec<Page>,
    remarks: Vec<Remark>,
    /// The rotations of the pages that were rotated.
    turns: BTreeMap<u32, Turn>,
    /// The number of words and cells on all pages.
    pieces: usize,
}

impl Pages {
    /// Returns a document without pages.
    pub fn new(limits: &Limits) -> Self {
        Self {
            limits: *limits,
            count: 0,
            pages: Vec::new(),
            remarks: Vec::new(),
            turns: BTreeMap::new(),
            pieces: 0,
        }
    }

    /// Returns the number of pages.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Adds the next page with its remarks. Fails if there are too many words and cells.
    pub fn add(
        &mut self,
        drawn: Drawn,
        size: Area,
        remarks: &[RemarkKind],
    ) -> Result<(), ReadError> {
        self.count += 1;
        let number = u32::try_from(self.count).unwrap_or(u32::MAX);
        let unknown = drawn.has_unknown.then_some(RemarkKind::UndecodableText);
        let is_image = drawn.has_image && drawn.glyphs.is_empty();
        let image = is_image.then_some(RemarkKind::ImageWithoutText);
        let recognised = drawn.is_recognised.then_some(RemarkKind::Recognised);
        let all = remarks.iter().copied().chain(unknown).chain(image).chain(recognised);
        self.remarks.extend(all.map(|kind| Remark { kind, place: size.place(number) }));
        let upright = upright::upright(drawn, size.right, size.bottom);
        self.turns.extend(upright.turn.map(|turn| (number, turn)));
        for part in newspaper::parted(upright) {
            let page = page::page(number, part);
            self.pieces += page.pieces();
            self.limits.cells.check(self.pieces)?;
            self.pages.push(page);
        }
        Ok(())
    }

    /// Returns the document without page numbers, running headers and footers.
    pub fn finish(mut self) -> Result<Document, ReadError> {
        running::drop_running(&mut self.pages, self.count);
        let (blocks, uncertain) = flow::blocks(self.pages, &self.limits)?;
        let mut blocks = beside::joined(blocks);
        self.remarks.extend(uncertain.into_iter().map(|mut place| {
            back(&mut place, &self.turns);
            Remark { kind: RemarkKind::UncertainColumns, place }
        }));
        if !self.turns.is_empty() {
            blocks.iter_mut().for_each(|block| turn_back(block, &self.turns));
        }
        Ok(Document { blocks, remarks: self.remarks })
    }
}

/// Converts the places of a block to the page as displayed, before its rotation.
fn turn_back(block: &mut Block, turns: &BTreeMap<u32, Turn>) {
    match block {
        Block::Paragraph(paragraph) => back(&mut paragraph.place, turns),
        Block::Table(table) => table.cells.iter_mut().for_each(|cell| back(&mut cell.place, turns)),
    }
}

fn back(place: &mut Place, turns: &BTreeMap<u32, Turn>) {
    if let Place::Page { page, area } = place {
        *area = turns.get(page).map_or(*area, |turn| turn.back(*area));
    }
}
