//! Combines the parts of all pages to one document.

use super::cells::Grid;
use super::geometry::Area;
use super::joins::join;
use super::page::{Page, Part};
use super::paragraphs::{Margins, OpenParagraph, all_margins};
use super::rests::rest;
use super::text::Line;
use crate::ReadError;
use crate::limits::{Budget, Limits};
use document::{Block, Cell, Place, Table};
use std::collections::BTreeMap;

/// The number of lines above a table that are compared with those at the beginning of the next
/// page.
const LINES_ABOVE: usize = 4;

/// Returns paragraphs and tables in reading order, and where tables are whose columns are not
/// certain. Fails if there are too many.
pub fn blocks(pages: Vec<Page>, limits: &Limits) -> Result<(Vec<Block>, Vec<Place>), ReadError> {
    let mut flow = Flow::new(limits);
    let margins = all_margins(&pages);
    for (page, margins) in pages.into_iter().zip(margins) {
        flow.page(page, margins)?;
    }
    flow.end_paragraph()?;
    flow.end_table()?;
    Ok((flow.blocks, flow.uncertain))
}

struct Flow {
    blocks: Vec<Block>,
    /// Where the tables are whose columns are not certain, on each page.
    uncertain: Vec<Place>,
    budget: Budget,
    paragraph: Option<OpenParagraph>,
    /// The last table, if nothing has followed it.
    table: Option<Grid>,
    /// The lines right above that table.
    above: Vec<String>,
    /// The lines at the top of the previous page.
    tops: Vec<String>,
    /// The lines since the last table.
    recent: Vec<String>,
}

impl Flow {
    fn new(limits: &Limits) -> Self {
        Self {
            blocks: Vec::new(),
            uncertain: Vec::new(),
            budget: Budget::new(limits),
            paragraph: None,
            table: None,
            above: Vec::new(),
            tops: Vec::new(),
            recent: Vec::new(),
        }
    }

    fn page(&mut self, page: Page, margins: Margins) -> Result<(), ReadError> {
        let number = page.number;
        let mut parts = page.parts;
        let tops = beginning(&parts).take(LINES_ABOVE / 2).collect();
        parts.drain(..self.repeated(&parts));
        self.tops = tops;
        let last = self.table.as_ref().filter(|table| table.page + 1 == number);
        if let Some((count, grid)) = last.and_then(|table| rest(table, number, lines(&parts))) {
            parts.drain(..count);
            self.grid(grid, true)?;
        }
        for (index, part) in parts.into_iter().enumerate() {
            match part {
                Part::Line(line) => self.line(number, line, margins)?,
                Part::Grid(grid) => self.grid(grid, index == 0)?,
            }
        }
        Ok(())
    }

    /// Returns the number of lines at the beginning of a page that only repeat the lines above the
    /// table that continues there.
    fn repeated(&self, parts: &[Part]) -> usize {
        let texts: Vec<String> = beginning(parts).collect();
        let continues = self.table.is_some() && texts.len() < parts.len();
        let is_known = |text| self.above.contains(text) || self.tops.contains(text);
        if continues && texts.iter().all(is_known) { texts.len() } else { 0 }
    }

    fn line(&mut self, page: u32, line: Line, margins: Margins) -> Result<(), ReadError> {
        if line.words.len() > 2 && self.table.as_ref().is_some_and(|table| table.columns.is_some())
        {
            self.doubt_end(page);
        }
        self.end_table()?;
        self.budget.text(line.words.iter().map(|word| word.text.len()).sum())?;
        self.recent.push(squeezed(&line));
        let line = match &mut self.paragraph {
            Some(open) => open.try_add(page, line, margins),
            None => Some(line),
        };
        if let Some(line) = line {
            self.end_paragraph()?;
            self.paragraph = Some(OpenParagraph::new(page, line, margins));
        }
        Ok(())
    }

    fn grid(&mut self, grid: Grid, is_first: bool) -> Result<(), ReadError> {
        self.end_paragraph()?;
        let grid = match &mut self.table {
            Some(table) if is_first && table.page + 1 == grid.page => {
                let rest = rest(table, grid.page, grid.lines.iter());
                let all = grid.lines.len();
                let whole = rest.filter(|(count, _)| *count == all).map(|(_, rest)| rest);
                join(table, whole.unwrap_or(grid))
            }
            _ => Some(grid),
        };
        let grid = grid.map(|grid| {
            let is_rest = is_first && !begins_anew(&grid) && self.doubt_end(grid.page);
            Grid { is_certain: grid.is_certain && !is_rest, ..grid }
        });
        // A lattice without text is the grid of a chart, unless it continues a table.
        let has_text = |grid: &Grid| grid.cells.iter().any(|cell| !cell.text.is_empty());
        if let Some(grid) = grid.filter(has_text) {
            self.end_table()?;
            let from = self.recent.len().saturating_sub(LINES_ABOVE);
            self.above = self.recent.drain(..).skip(from).collect();
            self.table = Some(grid);
        }
        Ok(())
    }

    /// Doubts that the last table ends with its page, if `page` is the next one: what begins there
    /// without a title may be its rest. Returns whether it does.
    fn doubt_end(&mut self, page: u32) -> bool {
        let Some(table) = self.table.as_mut().filter(|table| table.page + 1 == page) else {
            return false;
        };
        table.is_certain = false;
        true
    }

    fn end_paragraph(&mut self) -> Result<(), ReadError> {
        self.blocks.extend(self.paragraph.take().map(|open| Block::Paragraph(open.finish())));
        self.budget.limits.blocks.check(self.blocks.len())
    }

    fn end_table(&mut self) -> Result<(), ReadError> {
        if let Some(grid) = self.table.take() {
            let table = self.table_of(grid)?;
            self.blocks.push(Block::Table(table));
        }
        self.budget.limits.blocks.check(self.blocks.len())
    }

    fn table_of(&mut self, grid: Grid) -> Result<Table, ReadError> {
        self.budget.limits.columns.check(grid.xs.len())?;
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        if !grid.is_certain {
            self.uncertain.extend(areas(&grid));
        }
        let (rows, columns) = (count(grid.rows), count(grid.xs.len().saturating_sub(1)));
        let mut cells = Vec::with_capacity(grid.cells.len());
        for cell in grid.cells {
            self.budget.cell()?;
            self.budget.text(cell.text.len())?;
            cells.push(Cell {
                row: count(cell.row),
                column: count(cell.column),
                row_span: count(cell.row_span),
                column_span: count(cell.column_span),
                place: cell.area.place(cell.page),
                text: cell.text,
            });
        }
        Ok(Table { rows, columns, spans_known: true, cells, ..Table::default() })
    }
}

/// Returns whether a table begins with its title or number, alone in the first row.
fn begins_anew(grid: &Grid) -> bool {
    grid.row(0).iter().filter(|cell| !cell.text.is_empty()).count() < 2
}

/// Returns the areas that a table covers on its pages.
fn areas(grid: &Grid) -> impl Iterator<Item = Place> {
    let mut areas: BTreeMap<u32, Area> = BTreeMap::new();
    for cell in &grid.cells {
        let area = areas.entry(cell.page).or_insert(cell.area);
        *area = area.union(&cell.area);
    }
    areas.into_iter().map(|(page, area)| area.place(page))
}

/// Returns the lines before the first table of a page.
fn beginning(parts: &[Part]) -> impl Iterator<Item = String> + '_ {
    lines(parts).map(squeezed)
}

/// Returns the lines before the first table of a page.
fn lines(parts: &[Part]) -> impl Iterator<Item = &Line> {
    parts.iter().map_while(|part| match part {
        Part::Line(line) => Some(line),
        Part::Grid(_) => None,
    })
}

fn squeezed(line: &Line) -> String {
    line.text().split_whitespace().collect()
}
