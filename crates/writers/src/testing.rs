//! Invented tables for the tests of the writers.

use document::{Block, Cell, Document, Paragraph, Place, Table};

/// Returns a table of the given cells: row, column, row span, column span, text.
pub(crate) fn table(rows: u32, columns: u32, cells: &[(u32, u32, u32, u32, &str)]) -> Table {
    let cell = |(row, column, row_span, column_span, text): &(u32, u32, u32, u32, &str)| Cell {
        row: *row,
        column: *column,
        row_span: *row_span,
        column_span: *column_span,
        text: (*text).to_owned(),
        place: Place::Cell { table: 1, row: row + 1, column: column + 1 },
    };
    let cells = cells.iter().map(cell).collect();
    Table { rows, columns, head_rows: 1, spans_known: true, cells, ..Table::default() }
}

/// Returns a paragraph, or a heading if it has a level.
pub(crate) fn paragraph(text: &str, level: Option<u8>, number: u32) -> Block {
    let place = Place::Paragraph(number);
    Block::Paragraph(Paragraph { text: text.to_owned(), level, place })
}

/// Returns a document with one table, its money unit and its note, and a paragraph.
pub(crate) fn small() -> Document {
    let cells = [
        (0, 0, 2, 1, "科目编码"),
        (0, 1, 2, 1, "科目名称"),
        (0, 2, 1, 2, "本年支出"),
        (1, 2, 1, 1, "合计"),
        (1, 3, 1, 1, "基本支出"),
        (2, 0, 1, 1, "20701"),
        (2, 1, 1, 1, "文化<和>旅游 & \"其他\""),
        (2, 2, 1, 1, "1,320.50"),
        (2, 3, 1, 1, "-3.00"),
        (3, 0, 1, 1, "207"),
        (3, 1, 1, 1, "第一行\n第二行"),
        (3, 2, 1, 1, "12.5%"),
        (3, 3, 1, 1, ""),
    ];
    let mut table = table(4, 4, &cells);
    table.head_rows = 2;
    Document {
        blocks: vec![
            paragraph("第一部分 部门预算", Some(1), 1),
            paragraph("部门支出总表", Some(2), 2),
            paragraph("单位：万元", None, 3),
            Block::Table(table),
            paragraph("注：本表 <1> 行。", None, 4),
            paragraph("第二部分 说明", Some(1), 5),
            paragraph("共安排资金 1,320.50 万元，其中 -3.00 万元。", None, 6),
        ],
        remarks: Vec::new(),
    }
}
