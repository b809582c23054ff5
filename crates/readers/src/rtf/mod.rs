//! Reads RTF files, which Word opens under the name `.doc` as well.
//!
//! Source: Rich Text Format Specification 1.9.1.

mod encodings;
mod items;
mod parse;
mod state;
mod tokens;

use crate::edges::Columns;
use crate::flow::Flow;
use crate::{Format, Limits, ReadError};
use document::{Document, RemarkKind};
use items::{Content, Item, Paragraph, Row};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Reads an RTF file.
///
/// Fails if it has no text because it is damaged, or exceeds a limit.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let Content { items, cut, undecodable } = parse::parse(bytes.trim_ascii_start(), limits)?;
    let mut body = Body { items: &items, at: 0, flow: Flow::new(limits), tables: Vec::new() };
    body.run()?;
    if cut {
        body.flow.remark(RemarkKind::Unfinished);
    }
    if undecodable {
        body.flow.remark(RemarkKind::UndecodableText);
    }
    let document = body.flow.finish();
    if document.blocks.is_empty() && !document.remarks.is_empty() {
        return Err(ReadError::broken(Format::Rtf, "RTF", "no text could be read"));
    }
    Ok(document)
}

/// The content being laid out.
struct Body<'i> {
    items: &'i [Item],
    /// The index of the next item.
    at: usize,
    flow: Flow,
    /// The open tables, from the outermost to the innermost.
    tables: Vec<OpenTable<'i>>,
}

/// A table whose end has not been reached.
struct OpenTable<'i> {
    columns: Columns,
    /// The open row; its properties stand at its end.
    row: Option<&'i Row>,
    /// The index of the next cell.
    cell: usize,
}

impl<'i> Body<'i> {
    fn run(&mut self) -> Result<(), ReadError> {
        let items = self.items;
        for (index, item) in items.iter().enumerate() {
            self.at = index;
            let (Item::Paragraph(Paragraph { depth, .. }) | Item::Row(Row { depth, .. })) = item;
            while self.tables.len() > *depth as usize {
                self.end_table()?;
            }
            while self.tables.len() < *depth as usize {
                self.start_cell()?;
                self.start_table()?;
            }
            match item {
                Item::Row(_) => self.end_row(),
                Item::Paragraph(paragraph) => self.paragraph(paragraph)?,
            }
        }
        while !self.tables.is_empty() {
            self.end_table()?;
        }
        Ok(())
    }

    fn paragraph(&mut self, paragraph: &Paragraph) -> Result<(), ReadError> {
        self.start_cell()?;
        self.flow.start_paragraph()?;
        if let Some(level) = paragraph.level {
            self.flow.heading(level);
        }
        self.flow.text(&paragraph.text)?;
        self.flow.end_paragraph();
        if paragraph.ends_cell { self.end_cell() } else { Ok(()) }
    }

    /// Returns the ends of the rows of the table that begins at the next item, or that is open.
    fn rows(&self, depth: usize) -> impl Iterator<Item = &'i Row> + use<'i> {
        let inside = move |item: &&Item| {
            let (Item::Paragraph(Paragraph { depth: it, .. }) | Item::Row(Row { depth: it, .. })) =
                item;
            *it as usize >= depth
        };
        let items = self.items.iter().skip(self.at).take_while(inside);
        items.filter_map(move |item| match item {
            Item::Row(row) if row.depth as usize == depth => Some(row),
            _ => None,
        })
    }

    /// Begins a table, with the columns of all its rows.
    fn start_table(&mut self) -> Result<(), ReadError> {
        self.flow.start_table()?;
        let mut edges = BTreeSet::new();
        let mut last: Option<&Row> = None;
        for row in self.rows(self.tables.len() + 1) {
            // Most rows have the cells of the row before.
            if !last.is_some_and(|it| it.left == row.left && Rc::ptr_eq(&it.cells, &row.cells)) {
                edges.insert(row.left);
                edges.extend(row.cells.iter().map(|cell| cell.right));
            }
            last = Some(row);
        }
        self.tables.push(OpenTable { columns: Columns::new(&edges), row: None, cell: 0 });
        Ok(())
    }

    /// Opens a cell of the innermost table if none is open.
    fn start_cell(&mut self) -> Result<(), ReadError> {
        if self.tables.is_empty() || self.flow.in_cell() {
            return Ok(());
        }
        if !self.flow.in_row() {
            self.start_row()?;
        }
        self.flow.start_cell()
    }

    fn start_row(&mut self) -> Result<(), ReadError> {
        let row = self.rows(self.tables.len()).next();
        self.flow.start_row()?;
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        (table.row, table.cell) = (row, 0);
        if let (Some(row), Some(grid)) = (row, self.flow.grid()) {
            grid.skip_columns(table.columns.at(row.left));
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        let index = table.cell;
        table.cell += 1;
        let cells = table.row.map(|row| row.cells.as_slice()).unwrap_or_default();
        let Some(cell) = cells.get(index) else {
            return self.flow.end_cell(|grid, text| grid.put(1, 1, text));
        };
        let before = index.checked_sub(1).and_then(|before| cells.get(before));
        let left = before.map_or_else(|| table.row.map_or(0, |row| row.left), |cell| cell.right);
        let covered = cells.iter().skip(index + 1).take_while(|cell| cell.covered).last();
        let right = covered.unwrap_or(cell).right;
        let columns = &table.columns;
        let span = columns.at(right).saturating_sub(columns.at(left));
        self.flow.end_cell(|grid, text| match (span, cell.continues) {
            _ if cell.covered && index > 0 => Ok(()),
            (0, _) if text.is_empty() => Ok(()),
            (span, true) => grid.put_below(span.max(1), text),
            (span, false) => grid.put(span.max(1), 1, text),
        })
    }

    fn end_row(&mut self) {
        // Text after the last cell of a row belongs to no cell.
        let _ = self.flow.end_cell(|_, _| Ok(()));
        self.flow.end_row();
    }

    fn end_table(&mut self) -> Result<(), ReadError> {
        // A truncated file may lack the end of its last cell.
        if self.flow.in_cell() {
            self.end_cell()?;
        }
        self.tables.pop();
        self.end_row();
        self.flow.end_table();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::show;

    fn read(body: &str) -> Document {
        let fonts = "{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset134 \\'cb\\'ce;}{\\f2\\fcharset136 x;}}";
        let body = body.replace("\n            ", "");
        let file = format!("{{\\rtf1\\ansi\\ansicpg936{fonts}\\f0 {body}}}");
        super::read(file.as_bytes(), &Limits::DEFAULT).unwrap()
    }

    fn shown(body: &str) -> Vec<String> {
        show(&read(body))
    }

    #[test]
    fn text_in_code_pages_and_in_unicode() {
        assert_eq!(shown(r"\'d4\'a4\'cb\'e3 {\f2 \'b3\'a1}\par"), ["预算 部"]);
        assert_eq!(shown(r"\u39044?\'cb\'e3{\uc2\u31639\'cb\'e3}\u-30703?"), ["预算算蠑"]);
        assert_eq!(shown(r"\u-10179?\u-8704?\~\_\{\emdash x"), ["😀\u{a0}-{—x"]);
        // The second byte of a character may be a letter.
        assert_eq!(shown(r"\'81A\par"), ["丄"]);
        assert_eq!(read(r"\'ff\'ff\par").remarks[0].kind, RemarkKind::UndecodableText);
    }

    #[test]
    fn what_a_page_does_not_show_is_not_read() {
        let body = r"{\header no\par}{\*\unknown no}{\info{\title no}}{\v no}{\deleted no}\v no\plain a
            {\field{\*\fldinst PAGE no}{\fldrslt 1}}{\pict\bin2 }}0a}{\listtext 1.\tab}b\par";
        assert_eq!(shown(body), ["a11.b"]);
        let shape =
            r"a{\shp{\*\shpinst{\sp{\sn no}{\sv no}}{\shptxt \pard c\par d\par}}}b\par e\par";
        assert_eq!(shown(shape), ["ab", "c", "d", "e"]);
    }

    #[test]
    fn levels_of_headings() {
        assert_eq!(shown(r"\pard\outlinelevel0 a\par b\par\pard c\par"), ["1# a", "1# b", "c"]);
    }

    const ROW: &str = r"\trowd\trleft-108\cellx1000\cellx2000\cellx3000";

    #[test]
    fn cells_are_merged_by_their_edges_and_their_marks() {
        let body = format!(
            r"前\par \trowd\trleft-100\clvmgf\cellx1010\cellx3000\pard\intbl a\cell b\cell\row
            {ROW}\pard\intbl\cell c\cell d\par e\cell\row
            \trowd\trleft-108\clvmrg\cellx1000\clmgf\cellx2000\clmrg\cellx3000\pard\intbl\cell f\cell\cell\row\pard 后\par"
        )
        .replace('前', r"\u21069?")
        .replace('后', r"\u21518?");
        assert_eq!(
            shown(&body),
            ["前", "0,0 a | 0,1[1x2] b | 1,0[2x1]  | 1,1 c | 1,2 d\ne | 2,1[1x2] f", "后"]
        );
        let body = r"\trowd\clvmgf\cellx900\cellx1900\intbl a\cell b\cell\row\trowd\clvmrg\cellx900\cellx1900 \cell c\cell\row";
        assert_eq!(shown(body), ["0,0[2x1] a | 0,1 b | 1,1 c"]);
        // A definition holds for the rows that follow, and a row may be cut off.
        let body = format!(r"{ROW}\intbl a\cell b\cell c\cell\row d\cell e");
        assert_eq!(shown(&body), ["0,0 a | 0,1 b | 0,2 c | 1,0 d | 1,1 e"]);
    }

    #[test]
    fn tables_in_cells() {
        let body = r"\trowd\cellx5000\pard\intbl a\par\pard\intbl\itap2 b\nestcell{\nonesttables no\par}c\nestcell
            {\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}\pard\intbl\itap1 d\cell\trowd\cellx5000\row\pard e\par";
        assert_eq!(shown(body), ["a", "0,0 b | 0,1 c", "d", "e"]);
    }

    #[test]
    fn a_damaged_file_gives_what_can_be_read() {
        assert_eq!(
            super::read(br"{\rtf1 {\b a\par", &Limits::DEFAULT).unwrap().remarks[0].kind,
            RemarkKind::Unfinished
        );
        assert!(super::read(br"{\rtf1 {\pict 00", &Limits::DEFAULT).is_err());
        assert!(super::read(br"}\rtf1 x}y", &Limits::DEFAULT).is_ok());
        let deep = "{".repeat(100_000);
        assert_eq!(
            super::read(format!(r"{{\rtf1 {deep}").as_bytes(), &Limits::DEFAULT),
            Err(ReadError::TooLarge(Limits::DEFAULT.element_depth))
        );
    }
}
