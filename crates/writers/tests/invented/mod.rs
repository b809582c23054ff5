//! Invented documents: some laid out like a disclosure, others random.
#![expect(clippy::indexing_slicing, reason = "indices are computed from the size of the grid")]

use document::{Block, Cell, Document, Paragraph, Place, Table};
use proptest::prelude::*;

/// Returns a paragraph, or a heading if it has a level.
pub fn paragraph(text: &str, level: Option<u8>) -> Block {
    Block::Paragraph(Paragraph { text: text.to_owned(), level, place: Place::Paragraph(1) })
}

/// Returns a cell.
pub fn cell(row: u32, column: u32, row_span: u32, column_span: u32, text: &str) -> Cell {
    let place = Place::Cell { table: 1, row: row + 1, column: column + 1 };
    Cell { row, column, row_span, column_span, text: text.to_owned(), place }
}

/// Returns a table of amounts with two header rows and `rows` rows below.
pub fn amounts(rows: u32) -> Table {
    let mut cells = vec![
        cell(0, 0, 2, 1, "序号"),
        cell(0, 1, 1, 2, "功能分类科目"),
        cell(0, 3, 2, 1, "合计"),
        cell(0, 4, 1, 2, "其中"),
        cell(1, 1, 1, 1, "科目编码"),
        cell(1, 2, 1, 1, "科目名称"),
        cell(1, 4, 1, 1, "基本支出"),
        cell(1, 5, 1, 1, "项目支出"),
    ];
    for row in 0..rows {
        let number = |factor: u32| format!("{}.{:02}", row * factor % 1_000, row * factor % 100);
        let code = format!("2{:06}", (row * 977) % 1_000_000);
        let texts = [
            (row + 1).to_string(),
            code,
            "文化旅游体育与传媒支出".to_owned(),
            format!("1,{:03}.50", row % 1_000),
            number(7),
            if row % 3 == 0 { String::new() } else { number(13) },
        ];
        cells.extend((0..).zip(&texts).map(|(at, text)| cell(row + 2, at, 1, 1, text)));
    }
    let (rows, head_rows) = (rows + 2, 2);
    Table { rows, columns: 6, head_rows, spans_known: true, cells, ..Table::default() }
}

/// Returns a table of text with cells merged over rows.
pub fn words() -> Table {
    let long = "保障全区公共文化服务设施免费开放，按季度开展满意度调查并公开结果".repeat(3);
    let mut cells: Vec<Cell> = ["一级指标", "二级指标", "三级指标", "指标值", "确定依据"]
        .iter()
        .zip(0..)
        .map(|(text, at)| cell(0, at, 1, 1, text))
        .collect();
    for (number, first) in (0..3).zip(["产出指标", "效益指标", "满意度指标"]) {
        let top = 1 + number * 2;
        cells.push(cell(top, 0, 2, 1, first));
        for row in [top, top + 1] {
            let texts = ["数量指标", "开放场次<次> & \"其他\"", "≥90%", long.as_str()];
            cells.extend(texts.iter().zip(1..).map(|(text, at)| cell(row, at, 1, 1, text)));
        }
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    Table { rows: 7, columns: 5, head_rows: 1, spans_known: true, cells, ..Table::default() }
}

/// Returns a disclosure with this number of parts, each with two tables and text.
pub fn disclosure(parts: u32) -> Document {
    let mut blocks = Vec::new();
    for part in 1..=parts {
        blocks.push(paragraph(&format!("第{part}部分 云河区图书馆"), Some(1)));
        blocks.push(paragraph(&format!("{part}.1 部门支出总表"), Some(2)));
        blocks.push(paragraph("单位：万元", None));
        blocks.push(Block::Table(amounts(20 + part)));
        blocks.push(paragraph("注：本表按功能分类列示。", None));
        blocks.push(paragraph(&format!("{part}.2 绩效目标表"), Some(2)));
        blocks.push(Block::Table(words()));
        blocks.push(paragraph(&format!("{part}.3 情况说明"), Some(2)));
        let text =
            "2031年共安排资金 1,320.50 万元，其中基本支出 200.50 万元，项目支出 1,120.00 万元。";
        blocks.push(paragraph(&text.repeat(4), None));
    }
    let mut document = Document { blocks, remarks: Vec::new() };
    number(&mut document);
    document
}

/// Gives each cell and paragraph its own place.
fn number(document: &mut Document) {
    let (mut paragraphs, mut tables) = (0, 0);
    for block in &mut document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                paragraphs += 1;
                paragraph.place = Place::Paragraph(paragraphs);
            }
            Block::Table(table) => {
                tables += 1;
                for cell in &mut table.cells {
                    let (row, column) = (cell.row + 1, cell.column + 1);
                    cell.place = Place::Cell { table: tables, row, column };
                }
            }
        }
    }
}

/// A text of a cell: names, amounts, codes, characters that a format has to escape.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[一-龥]{1,12}",
        "[1-9][0-9]{0,3}\\.[0-9]{2}",
        "[1-9][0-9]{2,6}",
        "[<>&\"'a-z甲乙]{1,8}",
        Just("-3.00".to_owned()),
        Just("1,320.50".to_owned()),
        Just("≥90%".to_owned()),
        Just("{{ x }} #let _*$\\ ]".to_owned()),
    ]
}

/// A full grid with some cells merged over columns or rows.
fn grid() -> impl Strategy<Value = Table> {
    (1_u32..6, 2_u32..6).prop_flat_map(|(rows, columns)| {
        let cells = (rows * columns) as usize;
        let texts = proptest::collection::vec(word(), cells);
        let merges = proptest::collection::vec(0_u8..8, cells);
        (texts, merges, 0..rows).prop_map(move |(texts, merges, head_rows)| {
            let mut taken = vec![false; cells];
            let mut made = Vec::new();
            for row in 0..rows {
                for column in 0..columns {
                    let at = (row * columns + column) as usize;
                    if taken[at] {
                        continue;
                    }
                    let (mut down, mut across) = (1, 1);
                    let right = (column + 1 < columns).then_some(at + 1);
                    let below = (row + 1 < rows).then_some(at + columns as usize);
                    match (merges[at], right, below) {
                        (6, Some(right), _) if !taken[right] => {
                            taken[right] = true;
                            across = 2;
                        }
                        (7, _, Some(below)) => {
                            taken[below] = true;
                            down = 2;
                        }
                        _ => {}
                    }
                    // Cells at the edges are not empty, so that no row or column at the edge is
                    // blank.
                    let mut text = texts[at].clone();
                    if row == 0 || column == 0 || row + 1 == rows || column + 1 == columns {
                        text = format!("甲{text}");
                    }
                    made.push(cell(row, column, down, across, text.trim()));
                }
            }
            Table { rows, columns, head_rows, spans_known: true, cells: made, ..Table::default() }
        })
    })
}

/// Random paragraphs and tables; no two tables are adjacent.
pub fn documents() -> impl Strategy<Value = Document> {
    // Of lines as wide as each other, one without a full stop runs on into the next.
    let text = prop_oneof![
        "[一-龥]{2,40}。",
        "[<>&\"'a-z一-龥]{2,20}",
        Just("共安排 79.63 万元。".to_owned())
    ];
    let level = prop_oneof![Just(None), (1_u8..4).prop_map(Some)];
    let table = proptest::option::of(grid());
    proptest::collection::vec((text, level, table), 1..6).prop_map(|parts| {
        let mut blocks = Vec::new();
        for (text, level, table) in parts {
            blocks.push(paragraph(text.trim(), level));
            blocks.extend(table.map(Block::Table));
        }
        let mut document = Document { blocks, remarks: Vec::new() };
        number(&mut document);
        document
    })
}
