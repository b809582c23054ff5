//! Writes plain text as a word processor exports it: each cell is a line that begins with a tab,
//! and a blank line ends a row. A cell merged over columns is written once; one merged over rows is
//! blank in the rows below.
//!
//! The format has no line breaks inside cells and paragraphs; they are written as spaces.

use crate::rows::{Slot, rows};
use document::{Block, Document, Table};

/// The blank lines that separate two tables.
const BETWEEN_TABLES: &str = "\n\n\n";

/// Returns a document as plain text in UTF-8.
pub fn write(document: &Document) -> Vec<u8> {
    let mut out = String::new();
    let mut after_table = false;
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => push_paragraph(&mut out, &paragraph.text),
            Block::Table(table) => {
                if after_table {
                    out.push_str(BETWEEN_TABLES);
                }
                push_table(&mut out, table);
            }
        }
        after_table = matches!(block, Block::Table(_));
    }
    out.into_bytes()
}

fn push_paragraph(out: &mut String, text: &str) {
    // A line that begins with a tab would be read as a cell.
    let line = one_line(text);
    let line = line.trim_matches('\t');
    out.push_str(line);
    out.push('\n');
    // Two such lines in a row would be read as a table.
    if line.contains('\t') || line.trim_start().starts_with('|') {
        out.push('\n');
    }
}

fn push_table(out: &mut String, table: &Table) {
    for row in rows(table) {
        for slot in &row {
            out.push('\t');
            if let Slot::Cell(cell) = slot {
                out.push_str(&one_line(&cell.text).replace('\t', " "));
            }
            out.push('\n');
        }
        out.push('\n');
        // A second blank line marks a short row as complete: an empty paragraph inside a cell
        // leaves a single blank line between two parts of a row.
        if row.len() < table.columns as usize {
            out.push('\n');
        }
    }
}

fn one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{paragraph, small, table};

    #[test]
    fn cells_are_lines_that_begin_with_a_tab() {
        let text = String::from_utf8(write(&small())).unwrap();
        let start = "第一部分 部门预算\n部门支出总表\n单位：万元\n\
                     \t科目编码\n\t科目名称\n\t本年支出\n\n\n\t\n\t\n\t合计\n\t基本支出\n\n\t20701\n";
        assert!(text.starts_with(start), "{text}");
    }

    #[test]
    fn paragraphs_that_look_like_tables_stay_paragraphs() {
        let blocks = vec![
            paragraph("\t单位：某局\t单位：万元", None, 1),
            paragraph("甲\t乙", None, 2),
            paragraph("| a | b |", None, 3),
            paragraph("| c | d |", None, 4),
            Block::Table(table(1, 2, &[(0, 0, 1, 1, "a\tb"), (0, 1, 1, 1, "c\nd")])),
        ];
        let read = readers::read(&write(&Document { blocks, remarks: Vec::new() })).unwrap();
        let texts: Vec<_> = read.paragraphs().map(|p| p.text.as_str()).collect();
        assert_eq!(texts, ["单位：某局\t单位：万元", "甲\t乙", "| a | b |", "| c | d |"]);
        let cells: Vec<_> = read.tables().flat_map(|t| &t.cells).map(|c| &c.text).collect();
        assert_eq!(cells, ["a b", "c d"]);
    }
}
