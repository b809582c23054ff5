//! The pages that were drawn, from any format, to one document.

use super::device::Drawn;
use super::geometry::Area;
use super::page::{self, Page};
use super::{flow, running, upright};
use crate::{ReadError, limits};
use document::{Document, Remark, RemarkKind};

/// The pages read so far.
#[derive(Default)]
pub struct Pages {
    pages: Vec<Page>,
    remarks: Vec<Remark>,
    /// Words and cells on all of them.
    pieces: usize,
}

impl Pages {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.pages.len()
    }

    /// Adds the next page of some size, with what is to be remarked of it.
    pub fn add(
        &mut self,
        drawn: Drawn,
        size: Area,
        remarks: &[RemarkKind],
    ) -> Result<(), ReadError> {
        let number = u32::try_from(self.pages.len() + 1).unwrap_or(u32::MAX);
        let unknown = drawn.has_unknown.then_some(RemarkKind::UndecodableText);
        let is_image = drawn.has_image && drawn.glyphs.is_empty();
        let image = is_image.then_some(RemarkKind::ImageWithoutText);
        let all = remarks.iter().copied().chain(unknown).chain(image);
        self.remarks.extend(all.map(|kind| Remark { kind, place: size.place(number) }));
        let page = page::page(number, upright::upright(drawn, size.right, size.bottom));
        self.pieces += page.pieces();
        limits::CELLS.check(self.pieces)?;
        self.pages.push(page);
        Ok(())
    }

    /// The document, without page numbers and running heads.
    pub fn finish(mut self) -> Result<Document, ReadError> {
        running::drop_running(&mut self.pages);
        let blocks = flow::blocks(self.pages)?;
        Ok(Document { blocks, remarks: self.remarks })
    }
}
