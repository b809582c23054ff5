//! Reads paragraphs and tables in the order of the text.

use super::bytes::{plc, u16_at, u32_at};
use super::fib::{Fib, Part};
use super::lists;
use super::pieces::Text;
use super::properties::Ends;
use super::rows::Extent;
use super::runs;
use super::sprm::Source;
use super::story::{Paragraph, Story, instructions, section_marks};
use super::styles::Styles;
use crate::docx::numbering::Numbering;
use crate::edges::Columns;
use crate::flow::Flow;
use crate::{Limits, ReadError};
use document::{Document, RemarkKind};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Reads the main text. Fails if it exceeds a limit.
pub(super) fn read(
    fib: &Fib,
    main: &[u8],
    table: &[u8],
    data: &[u8],
    limits: &Limits,
) -> Result<Document, ReadError> {
    let mut source = Source::new(data, limits);
    let text = Text::read(main, fib.part(table, Part::Pieces));
    let mut story = Story {
        styles: Styles::read(fib.part(table, Part::Styles), &mut source)?,
        paragraphs: runs::paragraph_runs(main, fib.part(table, Part::ParagraphRuns)),
        characters: runs::character_runs(main, fib.part(table, Part::CharacterRuns)),
        instructions: instructions(&text.units),
        sections: section_marks(fib.part(table, Part::Sections)),
        source,
        text,
        most_paragraphs: limits.blocks,
    };
    let there = u32::try_from(story.text.units.len()).unwrap_or(u32::MAX);
    let paragraphs = story.split(0..fib.main_text.min(there))?;
    let mut flow = Flow::new(limits);
    let lists = fib.part_and_more(table, Part::Lists);
    let mut numbering = lists::read(lists, fib.part_and_more(table, Part::ListUses));
    let boxes = Boxes::read(fib, table, there);
    let mut body = Body {
        paragraphs: &paragraphs,
        at: 0,
        story: &mut story,
        flow: &mut flow,
        numbering: &mut numbering,
        boxes: &boxes,
        tables: Vec::new(),
    };
    body.run()?;
    body.text_boxes(&boxes.loose)?;
    if there < fib.main_text || !story.text.whole {
        flow.remark(RemarkKind::Unfinished);
    }
    Ok(flow.finish())
}

/// The body being read.
struct Body<'b, 'a> {
    paragraphs: &'b [Paragraph],
    /// The index of the next paragraph.
    at: usize,
    story: &'b mut Story<'a>,
    flow: &'b mut Flow,
    numbering: &'b mut Numbering,
    boxes: &'b Boxes,
    /// The open tables, from the outermost to the innermost.
    tables: Vec<OpenTable>,
}

/// The positions of the text of text boxes.
#[derive(Default)]
struct Boxes {
    /// By the position of the character that a box is anchored to.
    anchored: BTreeMap<u32, Vec<Range<u32>>>,
    /// Boxes inside groups of shapes, which are not anchored to a character of their own.
    loose: Vec<Range<u32>>,
}

/// A table whose end has not been reached.
struct OpenTable {
    columns: Columns,
    /// The cells of the open row.
    cells: Vec<Extent>,
    /// The index of the next cell.
    cell: usize,
}

impl Boxes {
    /// Reads the boxes of a text of `there` characters. Boxes follow one another in every file
    /// written by a word processor; parts that overlap an earlier box are ignored, because they
    /// could be read again and again.
    fn read(fib: &Fib, table: &[u8], there: u32) -> Self {
        let shapes = plc(fib.part(table, Part::Shapes), 26);
        let shapes = shapes.filter_map(|(anchor, _, shape)| Some((u32_at(shape, 0)?, anchor)));
        let anchors: BTreeMap<u32, u32> = shapes.collect();
        let mut boxes = Self::default();
        let mut free = 0;
        for (start, end, record) in plc(fib.part(table, Part::Boxes), 22) {
            // A record that is free for reuse does not describe a box.
            if u16_at(record, 8) != Some(0) || start >= end || end > fib.box_text {
                continue;
            }
            let at = |position| fib.before_boxes.saturating_add(position).min(there);
            let within = at(start).max(free)..at(end);
            free = free.max(within.end);
            match u32_at(record, 14).and_then(|shape| anchors.get(&shape)) {
                Some(anchor) if *anchor < fib.main_text => {
                    boxes.anchored.entry(*anchor).or_default().push(within);
                }
                _ => boxes.loose.push(within),
            }
        }
        boxes
    }
}

impl Body<'_, '_> {
    fn run(&mut self) -> Result<(), ReadError> {
        while let Some(paragraph) = self.paragraphs.get(self.at) {
            while self.tables.len() > paragraph.depth as usize {
                self.end_table()?;
            }
            while self.tables.len() < paragraph.depth as usize {
                self.start_cell()?;
                self.start_table()?;
            }
            if paragraph.ends == Ends::Row {
                self.end_row();
                self.at += 1;
            } else if !self.start_cell()? {
                continue;
            } else {
                self.paragraph(paragraph)?;
                self.at += 1;
            }
        }
        while !self.tables.is_empty() {
            self.end_table()?;
        }
        Ok(())
    }

    /// Begins a table at the next paragraph, with the columns of all its rows.
    fn start_table(&mut self) -> Result<(), ReadError> {
        self.flow.start_table()?;
        let depth = u32::try_from(self.tables.len() + 1).unwrap_or(u32::MAX);
        let rest = self.paragraphs.iter().skip(self.at);
        let mut edges = BTreeSet::new();
        for paragraph in rest.take_while(|paragraph| paragraph.depth >= depth) {
            if (paragraph.depth, paragraph.ends) == (depth, Ends::Row) {
                edges.extend(self.story.row(paragraph)?.edges);
            }
        }
        self.tables.push(OpenTable { columns: Columns::new(&edges), cells: Vec::new(), cell: 0 });
        Ok(())
    }

    /// Opens a cell of the innermost table if none is open. Returns `false` if the row that would
    /// begin is hidden or deleted; it is then skipped.
    fn start_cell(&mut self) -> Result<bool, ReadError> {
        if self.tables.is_empty() || self.flow.in_cell() {
            return Ok(true);
        }
        if !self.flow.in_row() && !self.start_row()? {
            return Ok(false);
        }
        self.flow.start_cell()?;
        Ok(true)
    }

    /// Begins a row, whose properties are at its end. Returns `false` if it is skipped.
    fn start_row(&mut self) -> Result<bool, ReadError> {
        let depth = u32::try_from(self.tables.len()).unwrap_or(u32::MAX);
        let inside = |paragraph: &&Paragraph| paragraph.depth >= depth;
        let rest = self.paragraphs.iter().enumerate().skip(self.at);
        let end = rest
            .take_while(|(_, paragraph)| inside(paragraph))
            .find(|(_, paragraph)| (paragraph.depth, paragraph.ends) == (depth, Ends::Row));
        let Some(table) = self.tables.last_mut() else { return Ok(true) };
        table.cell = 0;
        table.cells.clear();
        let mut skipped = 0;
        if let Some((index, end)) = end {
            let (mark, _) = self.story.characters_at(end.mark)?;
            if mark.deleted || self.story.is_hidden(&mark, false) {
                self.at = index + 1;
                return Ok(false);
            }
            table.cells = self.story.row(end)?.extents();
            skipped = table.cells.first().map_or(0, |cell| table.columns.at(cell.left));
        }
        self.flow.start_row()?;
        if let Some(grid) = self.flow.grid() {
            grid.skip_columns(skipped);
        }
        Ok(true)
    }

    fn end_table(&mut self) -> Result<(), ReadError> {
        // A truncated file may lack the mark of its last cell.
        if self.flow.in_cell() {
            self.end_cell()?;
        }
        self.tables.pop();
        self.end_row();
        self.flow.end_table();
        Ok(())
    }

    fn end_row(&mut self) {
        // Text after the last cell of a row belongs to no cell.
        let _ = self.flow.end_cell(|_, _| Ok(()));
        self.flow.end_row();
    }

    fn paragraph(&mut self, paragraph: &Paragraph) -> Result<(), ReadError> {
        self.flow.start_paragraph()?;
        let properties = &paragraph.properties;
        let all = properties.own.clone().or(&self.story.styles.get(properties.style));
        if let Some(outline) = all.outline.filter(|outline| *outline < 9) {
            self.flow.heading(outline + 1);
        }
        let hidden = all.hidden == Some(true);
        let (mark, _) = self.story.characters_at(paragraph.mark)?;
        if mark.deleted && paragraph.ends == Ends::Nothing {
            self.flow.join_next();
        } else if let (Some(list @ 1..), false) = (all.number, self.story.is_hidden(&mark, hidden))
        {
            let style = properties.style.to_string();
            let number = self.numbering.next(list, all.number_level, &style);
            self.flow.text(number.as_deref().unwrap_or_default())?;
        }
        let words = self.story.words(paragraph, hidden)?;
        self.flow.text(&words)?;
        let boxes = self.boxes;
        for (_, anchored) in boxes.anchored.range(paragraph.start..=paragraph.mark) {
            self.text_boxes(anchored)?;
        }
        self.flow.end_paragraph();
        if paragraph.ends == Ends::Cell { self.end_cell() } else { Ok(()) }
    }

    /// Reads the text of text boxes.
    fn text_boxes(&mut self, boxes: &[Range<u32>]) -> Result<(), ReadError> {
        for within in boxes {
            let paragraphs = self.story.split(within.clone())?;
            let mut inner = Body {
                paragraphs: &paragraphs,
                at: 0,
                story: self.story,
                flow: self.flow,
                numbering: self.numbering,
                boxes: &Boxes::default(),
                tables: Vec::new(),
            };
            inner.run()?;
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let extent = table.cells.get(table.cell).copied();
        table.cell += 1;
        let columns = &table.columns;
        self.flow.end_cell(|grid, text| match extent {
            Some(Extent { covered: true, .. }) => Ok(()),
            Some(Extent { left, right, continues, .. }) => {
                match (columns.at(right).saturating_sub(columns.at(left)), continues) {
                    (0, _) if text.is_empty() => Ok(()),
                    (span, true) => grid.put_below(span.max(1), text),
                    (span, false) => grid.put(span.max(1), 1, text),
                }
            }
            None => grid.put(1, 1, text),
        })
    }
}
