//! Builds a document from the events of a flowing format.
//!
//! Word files and web pages have the same structure: paragraphs, and tables whose cells contain
//! paragraphs and further tables. A block is placed where it *begins*, so a nested table follows
//! the table around it, and a text box follows the paragraph that contains it.
//!
//! Pages are often laid out with tables: what such a table contains besides other tables is text of
//! the page, so it becomes paragraphs, and the table itself disappears.

use crate::limits::{Budget, Limits};
use crate::{ReadError, grid::Grid};
use document::{Block, Document, Paragraph, Place, Remark, RemarkKind, Table};
use std::mem::take;

/// A document being built.
pub(crate) struct Flow {
    blocks: Vec<Block>,
    remarks: Vec<Remark>,
    /// The open tables, from the outermost to the innermost.
    tables: Vec<OpenTable>,
    /// The open paragraphs, from the outermost to the innermost.
    paragraphs: Vec<OpenParagraph>,
    /// The text of paragraphs whose paragraph mark was deleted, to be put before the next one.
    joined: String,
    /// The number of paragraphs outside of tables so far.
    paragraph_count: u32,
    /// The number of tables so far.
    table_count: u32,
    budget: Budget,
}

/// A table whose end has not been reached.
struct OpenTable {
    /// The index of its block, which is empty until the table ends.
    slot: usize,
    grid: Grid,
    /// Whether a cell is open.
    in_cell: bool,
    /// The paragraphs of the open cell.
    parts: Vec<Part>,
    /// The number of paragraphs that were open when the table began.
    outside: usize,
    /// What it contains if there are tables in its cells.
    inside: Option<Inside>,
}

/// A paragraph of a cell.
struct Part {
    text: String,
    /// The number of blocks before it.
    at: usize,
}

/// The content of a table with tables in its cells.
#[derive(Default)]
struct Inside {
    /// Its own text in order.
    parts: Vec<Part>,
    /// The number of cells of the tables in it.
    cells: usize,
}

/// A paragraph whose end has not been reached.
struct OpenParagraph {
    text: String,
    level: Option<u8>,
    /// Its index among the blocks, or among the paragraphs of its cell.
    slot: usize,
    /// Whether its text continues in the next paragraph.
    joins_next: bool,
}

impl Flow {
    /// Returns an empty document.
    pub fn new(limits: &Limits) -> Self {
        Self {
            blocks: Vec::new(),
            remarks: Vec::new(),
            tables: Vec::new(),
            paragraphs: Vec::new(),
            joined: String::new(),
            paragraph_count: 0,
            table_count: 0,
            budget: Budget::new(limits),
        }
    }

    /// Begins a paragraph in the open cell or, if there is none, in the body.
    pub fn start_paragraph(&mut self) -> Result<(), ReadError> {
        self.budget.limits.paragraph_depth.check(self.paragraphs.len())?;
        self.budget.block()?;
        let boxed = self.tables.is_empty() && !self.paragraphs.is_empty();
        let at = self.blocks.len();
        let slot = match self.open_cell() {
            Some(parts) => {
                let part = Part { text: String::new(), at };
                parts.push(part);
                parts.len() - 1
            }
            None => {
                self.paragraph_count += u32::from(!boxed);
                let place = Place::Paragraph(self.paragraph_count);
                self.push(Block::Paragraph(Paragraph { text: String::new(), level: None, place }))
            }
        };
        let text = take(&mut self.joined);
        self.paragraphs.push(OpenParagraph { text, level: None, slot, joins_next: false });
        Ok(())
    }

    /// Adds text to the open paragraph. Text outside of paragraphs is not displayed, so it is
    /// dropped.
    pub fn text(&mut self, text: &str) -> Result<(), ReadError> {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
            self.budget.text(text.len())?;
        }
        Ok(())
    }

    /// Makes the open paragraph a heading of the given level.
    pub fn heading(&mut self, level: u8) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.level = Some(level);
        }
    }

    /// Joins the open paragraph with the next one.
    pub fn join_next(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.joins_next = true;
        }
    }

    /// Ends the innermost paragraph, unless it is the one around the open table.
    pub fn end_paragraph(&mut self) {
        if !self.in_paragraph() {
            return;
        }
        let Some(done) = self.paragraphs.pop() else { return };
        if done.joins_next {
            self.joined = done.text;
            return;
        }
        if let Some(parts) = self.open_cell() {
            if let Some(part) = parts.get_mut(done.slot) {
                part.text = done.text;
            }
        } else if let Some(Block::Paragraph(paragraph)) = self.blocks.get_mut(done.slot) {
            paragraph.text = done.text;
            paragraph.level = done.level;
        }
    }

    /// Returns whether a paragraph is open within the innermost table or the body.
    pub fn in_paragraph(&self) -> bool {
        self.paragraphs.len() > self.tables.last().map_or(0, |table| table.outside)
    }

    /// Returns whether a table is open.
    pub fn in_table(&self) -> bool {
        !self.tables.is_empty()
    }

    /// Returns whether a cell of the innermost table is open.
    pub fn in_cell(&self) -> bool {
        self.tables.last().is_some_and(|table| table.in_cell)
    }

    /// Returns whether a row of the innermost table is open.
    pub fn in_row(&self) -> bool {
        self.tables.last().is_some_and(|table| table.grid.in_row())
    }

    /// Begins a table.
    pub fn start_table(&mut self) -> Result<(), ReadError> {
        self.budget.limits.table_depth.check(self.tables.len() + 1)?;
        self.budget.block()?;
        self.table_count += 1;
        if let Some(outer) = self.tables.last_mut() {
            outer.contains_a_table();
        }
        let slot = self.push(Block::Table(Table::default()));
        let outside = self.paragraphs.len();
        let (grid, parts) = (Grid::new(&self.budget.limits), Vec::new());
        self.tables.push(OpenTable { slot, grid, in_cell: false, parts, outside, inside: None });
        Ok(())
    }

    /// Begins a row of the innermost table.
    pub fn start_row(&mut self) -> Result<(), ReadError> {
        self.grid().map_or(Ok(()), Grid::start_row)
    }

    /// Discards the open row.
    pub fn drop_row(&mut self) {
        if let Some(grid) = self.grid() {
            grid.drop_row();
        }
    }

    /// Begins a cell. Its extent is given when it ends.
    pub fn start_cell(&mut self) -> Result<(), ReadError> {
        self.budget.cell()?;
        if let Some(table) = self.tables.last_mut() {
            table.in_cell = true;
            table.parts.clear();
        }
        Ok(())
    }

    /// Ends the open cell; `place` puts its text into the grid.
    pub fn end_cell(
        &mut self,
        place: impl FnOnce(&mut Grid, String) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        while self.in_paragraph() {
            self.end_paragraph();
        }
        match self.tables.last_mut() {
            Some(table) if table.in_cell => {
                table.in_cell = false;
                if let Some(inside) = &mut table.inside {
                    let copy = |part: &Part| Part { text: part.text.clone(), at: part.at };
                    inside.parts.extend(table.parts.iter().map(copy));
                }
                place(&mut table.grid, join(table.parts.drain(..).map(|part| part.text)))
            }
            _ => Ok(()),
        }
    }

    /// Ends the open row.
    pub fn end_row(&mut self) {
        if let Some(grid) = self.grid() {
            grid.end_row();
        }
    }

    /// Ends the innermost table.
    pub fn end_table(&mut self) {
        while self.in_paragraph() {
            self.end_paragraph();
        }
        let Some(done) = self.tables.pop() else { return };
        let table = done.grid.finish();
        let below = done.inside.as_ref().map_or(0, |inside| inside.cells);
        if let Some(outer) = self.tables.last_mut().and_then(|outer| outer.inside.as_mut()) {
            outer.cells += below + table.cells.len();
        }
        let (slot, has_tables) = (done.slot, done.inside.is_some());
        let layout = done.inside.filter(|inside| is_layout(&table, inside.cells));
        if let Some(inside) = layout {
            self.unwrap(slot, inside.parts);
        } else if let Some(block) = self.blocks.get_mut(slot) {
            *block = Block::Table(table);
        }
        if has_tables && self.tables.is_empty() {
            self.count_paragraphs(slot);
        }
    }

    /// Puts the text of a table that only lays out others between these. Its own block stays
    /// without cells.
    fn unwrap(&mut self, slot: usize, parts: Vec<Part>) {
        let mut inner = self.blocks.split_off(slot + 1).into_iter();
        let mut next = slot + 1;
        for part in parts.into_iter().filter(|part| !part.text.trim().is_empty()) {
            let before = part.at.saturating_sub(next);
            self.blocks.extend(inner.by_ref().take(before));
            next += before;
            // Its place is known when the outermost table ends.
            let place = Place::Paragraph(0);
            let text = part.text;
            self.blocks.push(Block::Paragraph(Paragraph { text, level: None, place }));
        }
        self.blocks.extend(inner);
    }

    /// Numbers the paragraphs that were in cells.
    fn count_paragraphs(&mut self, from: usize) {
        for block in self.blocks.iter_mut().skip(from) {
            if let Block::Paragraph(Paragraph { place: place @ Place::Paragraph(0), .. }) = block {
                self.paragraph_count += 1;
                *place = Place::Paragraph(self.paragraph_count);
            }
        }
    }

    /// Returns the grid of the innermost table.
    pub fn grid(&mut self) -> Option<&mut Grid> {
        self.tables.last_mut().map(|table| &mut table.grid)
    }

    /// Adds a remark at the current paragraph or table cell.
    pub fn remark(&mut self, kind: RemarkKind) {
        let place = match self.tables.last() {
            Some(OpenTable { grid, .. }) => grid.next_place(self.table_count),
            None => Place::Paragraph(self.paragraph_count.max(1)),
        };
        self.remarks.push(Remark { kind, place });
    }

    /// Ends everything that is still open and returns the document without its empty paragraphs.
    pub fn finish(mut self) -> Document {
        while self.in_table() {
            let _ = self.end_cell(|grid, text| grid.put(1, 1, text));
            self.end_row();
            self.end_table();
        }
        while self.in_paragraph() {
            self.end_paragraph();
        }
        self.blocks.retain(|block| match block {
            Block::Paragraph(paragraph) => !paragraph.text.trim().is_empty(),
            Block::Table(table) => !table.cells.is_empty(),
        });
        number_tables(&mut self.blocks);
        Document { blocks: self.blocks, remarks: self.remarks }
    }

    fn open_cell(&mut self) -> Option<&mut Vec<Part>> {
        self.tables.last_mut().filter(|table| table.in_cell).map(|table| &mut table.parts)
    }

    fn push(&mut self, block: Block) -> usize {
        self.blocks.push(block);
        self.blocks.len() - 1
    }
}

impl OpenTable {
    /// Prepares for a table in a cell. The text of the cells before it is in the grid.
    fn contains_a_table(&mut self) {
        if self.inside.is_none() {
            let at = self.slot + 1;
            let texts = self.grid.texts().map(|text| Part { text: text.to_owned(), at });
            self.inside = Some(Inside { parts: texts.collect(), cells: 0 });
        }
    }
}

/// Returns whether a table only lays out the tables in it, which have `inner` cells: it has fewer
/// cells with text than they have cells, and none of these is a number.
fn is_layout(table: &Table, inner: usize) -> bool {
    let is_number = |text: &str| {
        let is_part = |c: char| c.is_ascii_digit() || ",.-−+%()（） ".contains(c);
        text.chars().any(|c| c.is_ascii_digit()) && text.chars().all(is_part)
    };
    let filled = table.cells.iter().filter(|cell| !cell.text.is_empty());
    filled.clone().count() < inner && !filled.clone().any(|cell| is_number(&cell.text))
}

/// Sets the place of every cell, which is known only after the empty tables are removed.
fn number_tables(blocks: &mut [Block]) {
    let mut number = 0;
    for block in blocks {
        let Block::Table(table) = block else { continue };
        number += 1;
        for cell in &mut table.cells {
            cell.place = Place::Cell { table: number, row: cell.row + 1, column: cell.column + 1 };
        }
    }
}

/// Returns the text of a cell: its paragraphs that are not empty, one per line.
fn join(parts: impl Iterator<Item = String>) -> String {
    let mut text = String::new();
    for part in parts {
        let part_text = part.trim();
        if part_text.is_empty() {
            continue;
        }
        if text.is_empty() && part_text.len() == part.len() {
            text = part;
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(part_text);
    }
    text
}
