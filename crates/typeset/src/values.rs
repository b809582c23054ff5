//! Converts a document to typst values.

use crate::fonts::{Fonts, Role};
use document::{Block, Cell, Cover, Document, Paragraph, Table, depth, page_setup};
use typst::foundations::{Array, Bytes, Dict, IntoValue, Str, Value};

/// The most characters in a cell that is kept on one page. A longer cell could be taller than a
/// page.
const BREAKABLE: usize = 400;

/// Returns the inputs of the typst program.
pub(crate) fn inputs(document: &Document, cover: &Cover, fonts: &Fonts) -> Dict {
    let first = document.paragraphs().find(|paragraph| paragraph.level.is_some());
    let title = match (cover.title.trim(), first) {
        ("", Some(heading)) => heading.text.as_str(),
        ("", None) => "文档",
        (title, _) => title,
    };
    let families = |role| fonts.families(role).map(IntoValue::into_value).collect::<Array>();
    let front = cover.lines.iter().map(|line| line.as_str().into_value()).collect::<Array>();
    let has_headings = document.paragraphs().any(|paragraph| paragraph.level.is_some());
    let depth = if has_headings { i64::from(depth(document)) } else { 0 };
    dict([
        ("title", title.into_value()),
        (
            "fonts",
            dict([
                ("text", families(Role::Text).into_value()),
                ("title", families(Role::Title).into_value()),
                ("hei", families(Role::Hei).into_value()),
                ("kai", families(Role::Kai).into_value()),
            ])
            .into_value(),
        ),
        ("front", front.into_value()),
        ("depth", depth.into_value()),
        ("figures", cover.figures.iter().map(figure).collect::<Array>().into_value()),
        ("parts", parts(&document.blocks).into_value()),
    ])
}

fn figure(figure: &document::Figure) -> Value {
    dict([
        ("title", figure.title.as_str().into_value()),
        ("alt", format!("{}：{}", figure.title, figure.description).into_value()),
        ("svg", Bytes::from_string(figure.svg.clone()).into_value()),
    ])
    .into_value()
}

/// Returns the blocks in runs of pages of the same orientation.
fn parts(blocks: &[Block]) -> Array {
    let landscape = page_setup::landscape(blocks);
    let mut levels = Levels::default();
    let mut parts = Array::new();
    let mut start = 0;
    for run in landscape.chunk_by(|left, right| left == right) {
        let end = start + run.len();
        let shown: Array =
            (start..end).filter_map(|index| block(blocks.get(index..)?, &mut levels)).collect();
        let is_landscape = run.first().copied().unwrap_or_default();
        parts.push(
            dict([("landscape", is_landscape.into_value()), ("blocks", shown.into_value())])
                .into_value(),
        );
        start = end;
    }
    parts
}

/// Returns the first of the blocks as a value, or `None` if there is none.
fn block(blocks: &[Block], levels: &mut Levels) -> Option<Value> {
    let shown = match blocks.first()? {
        Block::Paragraph(heading) if heading.level.is_some() => {
            let in_caption = page_setup::caption(blocks).is_some();
            dict([
                ("kind", "heading".into_value()),
                ("level", levels.next(heading).into_value()),
                ("caption", in_caption.into_value()),
                ("opens", (heading.level == Some(1)).into_value()),
                ("lines", lines(&heading.text).into_value()),
            ])
        }
        Block::Paragraph(paragraph) => {
            let mut below = blocks.iter().skip_while(|block| page_setup::is_short_line(block));
            let is_unit = matches!(below.next(), Some(Block::Table(_))) && levels.after_caption;
            dict([
                ("kind", if is_unit { "unit" } else { "text" }.into_value()),
                ("lines", lines(&paragraph.text).into_value()),
            ])
        }
        Block::Table(table) => table_value(table),
    };
    levels.after_caption = match blocks.first()? {
        Block::Paragraph(heading) if heading.level.is_some() => {
            page_setup::caption(blocks).is_some()
        }
        Block::Paragraph(_) => levels.after_caption,
        Block::Table(_) => false,
    };
    Some(shown.into_value())
}

/// The heading levels so far. PDF/UA does not allow a level to be skipped.
#[derive(Default)]
struct Levels {
    last: u8,
    after_caption: bool,
}

impl Levels {
    fn next(&mut self, heading: &Paragraph) -> i64 {
        let wanted = heading.level.unwrap_or(1).max(1);
        self.last = wanted.min(self.last.saturating_add(1));
        i64::from(self.last)
    }
}

fn table_value(table: &Table) -> Dict {
    let set = page_setup::for_table(table);
    let widths: Array = set.widths.iter().map(|width| i64::from(*width).into_value()).collect();
    let head = table.head();
    let cells = |is_head: bool| -> Array {
        let cells = table.cells.iter().filter(|cell| (cell.row < head) == is_head);
        cells.filter(|cell| fits(table, cell)).map(|cell| cell_value(cell, is_head)).collect()
    };
    dict([
        ("kind", "table".into_value()),
        ("size", i64::from(set.half_points).into_value()),
        ("widths", widths.into_value()),
        ("head", cells(true).into_value()),
        ("body", cells(false).into_value()),
    ])
}

fn fits(table: &Table, cell: &Cell) -> bool {
    cell.column.saturating_add(cell.column_span) <= table.columns
        && cell.row.saturating_add(cell.row_span) <= table.rows
}

fn cell_value(cell: &Cell, is_head: bool) -> Value {
    let align = match (is_head, cell.is_numeral()) {
        (true, _) => "center",
        (false, true) => "right",
        (false, false) => "left",
    };
    let may_break = cell.row_span > 1 || cell.text.chars().take(BREAKABLE + 1).count() > BREAKABLE;
    dict([
        ("x", i64::from(cell.column).into_value()),
        ("y", i64::from(cell.row).into_value()),
        ("colspan", i64::from(cell.column_span.max(1)).into_value()),
        ("rowspan", i64::from(cell.row_span.max(1)).into_value()),
        ("breakable", may_break.into_value()),
        ("align", align.into_value()),
        ("lines", lines(&cell.text).into_value()),
    ])
    .into_value()
}

/// Returns the lines of a text without control characters, which no font can show.
fn lines(text: &str) -> Array {
    let shown = |line: &str| -> String {
        let blank = line.replace('\t', " ");
        blank.chars().filter(|c| !c.is_control()).collect()
    };
    text.split('\n').map(|line| shown(line).into_value()).collect()
}

fn dict<const N: usize>(pairs: [(&str, Value); N]) -> Dict {
    pairs.into_iter().map(|(key, value)| (Str::from(key), value)).collect()
}
