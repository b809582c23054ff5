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
    /// The table that stands left of it on the same page. On the next page each may go on.
    left: Option<Grid>,
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
            left: None,
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
        let firsts = firsts(&parts);
        for (index, part) in parts.into_iter().enumerate() {
            match part {
                Part::Line(line) => self.line(number, line, margins)?,
                Part::Grid(grid) => self.grid(grid, index < firsts)?,
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
        let mut grid = Some(grid);
        for table in self.left.iter_mut().chain(&mut self.table).filter(|_| is_first) {
            grid = grid.and_then(|grid| go_on(table, grid));
        }
        let grid = grid.map(|grid| {
            let is_rest = is_first && !begins_anew(&grid) && self.doubt_end(grid.page);
            Grid { is_certain: grid.is_certain && !is_rest, ..grid }
        });
        // A lattice without text is the grid of a chart, unless it continues a table.
        let has_text = |grid: &Grid| grid.cells.iter().any(|cell| !cell.text.is_empty());
        if let Some(grid) = grid.filter(has_text) {
            let left = self.table.take_if(|table| is_left_of(table, &grid));
            self.end_table()?;
            if left.is_some() {
                (self.left, self.table) = (left, Some(grid));
                return Ok(());
            }
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
        for grid in [self.left.take(), self.table.take()].into_iter().flatten() {
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

/// Returns the number of tables that begin a page side by side.
fn firsts(parts: &[Part]) -> usize {
    match parts {
        [Part::Grid(left), Part::Grid(right), ..] if is_left_of(left, right) => 2,
        _ => 1,
    }
}

/// Returns whether two tables stand side by side on one page.
fn is_left_of(table: &Grid, next: &Grid) -> bool {
    let (left, right) = (table.area, next.area);
    let is_level = left.top < right.bottom && right.top < left.bottom;
    table.page == next.page && is_level && left.right <= right.left
}

/// Appends `next` to `table` if it continues it on the next page. Returns `next` otherwise.
fn go_on(table: &mut Grid, next: Grid) -> Option<Grid> {
    if table.page + 1 != next.page {
        return Some(next);
    }
    let rest = rest(table, next.page, next.lines.iter());
    let all = next.lines.len();
    let whole = rest.filter(|(count, _)| *count == all).map(|(_, rest)| rest);
    join(table, whole.unwrap_or(next))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::cells::GridCell;
    use crate::pdf::geometry::{Length, POINT};

    /// A table of two columns from `left` on.
    fn grid(page: u32, left: Length, rows: &[&str]) -> Part {
        let xs: Vec<Length> = [0, 100, 150].map(|x| (left + x) * POINT).to_vec();
        let bottom = Length::try_from(rows.len()).unwrap() * 20 * POINT;
        let area = Area { left: left * POINT, top: 0, right: (left + 150) * POINT, bottom };
        let cells = rows.iter().enumerate().flat_map(|(row, name)| {
            [*name, "1.00"].into_iter().enumerate().map(move |(column, text)| {
                let cell = GridCell::plain(page, row, column, text);
                GridCell { is_full: false, area, ..cell }
            })
        });
        Part::Grid(Grid {
            page,
            area,
            xs,
            columns: None,
            lines: Vec::new(),
            is_certain: true,
            rows: rows.len(),
            size: None,
            cells: cells.collect(),
        })
    }

    /// The names of the rows of each table.
    fn names(pages: Vec<Vec<Part>>) -> Vec<String> {
        let size = Area { left: 0, top: 0, right: 600 * POINT, bottom: 800 * POINT };
        let pages = (1..).zip(pages).map(|(number, parts)| Page { number, size, parts });
        let (blocks, _) = blocks(pages.collect(), &Limits::default()).unwrap();
        let names = |block: &Block| match block {
            Block::Table(table) => table.cells.iter().step_by(2).map(|it| &*it.text).collect(),
            Block::Paragraph(_) => String::new(),
        };
        blocks.iter().map(names).collect()
    }

    #[test]
    fn tables_side_by_side_go_on_each_on_its_side() {
        let first = || vec![grid(1, 0, &["甲", "乙"]), grid(1, 200, &["丙", "丁", "戊"])];
        let second = vec![grid(2, 0, &["己"]), grid(2, 200, &["庚", "辛"])];
        let third = vec![grid(3, 0, &["壬"]), grid(3, 200, &["癸"])];
        assert_eq!(names(vec![first(), second, third]), ["甲乙己壬", "丙丁戊庚辛癸"]);
        // One side may end with the page.
        assert_eq!(names(vec![first(), vec![grid(2, 200, &["庚"])]]), ["甲乙", "丙丁戊庚"]);
        let other = vec![grid(2, 50, &["己"]), grid(2, 250, &["庚"])];
        assert_eq!(names(vec![first(), other]), ["甲乙", "丙丁戊", "己", "庚"]);
    }
}
