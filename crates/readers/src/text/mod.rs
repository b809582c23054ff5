//! Reads plain text: the text export of a document, columns separated by tabs, bars or commas or set by
//! blanks, tables of Markdown and of the source of web pages, tables with a cell on each line.

mod bars;
mod columns;
mod export;
mod lines;
mod markup;
mod section;
mod separated;
mod spaced;
mod stacked;
mod worded;

use crate::limits::{Budget, Limits};
use crate::{ReadError, decode::decode};
use document::{Block, Cell, Document, Paragraph, Place, Remark, RemarkKind, Table};

/// The rows of a table.
struct Rows {
    /// The cells of each row, from the left.
    rows: Vec<Vec<CellText>>,
    /// The number of lines of the table.
    lines: usize,
    /// Whether every cell is in its own column.
    in_columns: bool,
}

impl Rows {
    /// The rows with further ones between them that have only a label.
    fn with_labels(mut self, labels: Vec<CellText>) -> Self {
        if !labels.is_empty() {
            self.rows.extend(labels.into_iter().map(|label| vec![label]));
            self.rows.sort_by_key(|row| row.first().map(|cell| cell.line));
        }
        self
    }
}

/// The text of a cell and its line.
struct CellText {
    text: String,
    line: u32,
}

/// Reads a text file. Fails if it exceeds a limit.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let (text, whole) = decode(bytes, None);
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    let mut document = Document::default();
    let mut budget = Budget::new(limits);
    let mut number = 1;
    while let Some(rest @ [line, ..]) = lines.get(number as usize - 1..) {
        limits.blocks.check(document.blocks.len())?;
        if let Some((tables, count)) = markup::tables(rest, number, limits)? {
            for _ in tables.iter().flat_map(|table| &table.cells) {
                budget.cell()?;
            }
            document.blocks.extend(tables.into_iter().map(Block::Table));
            number += u32::try_from(count).unwrap_or(u32::MAX);
            continue;
        }
        let rows = columns::table(rest, number)
            .or_else(|| export::table(rest, number))
            .or_else(|| stacked::table(rest, number))
            .or_else(|| lines::table(rest, number))
            .or_else(|| separated::table(rest, number))
            .or_else(|| spaced::table(rest, number))
            .or_else(|| worded::table(rest, number));
        if let Some(rows) = rows {
            number += u32::try_from(rows.lines).unwrap_or(u32::MAX);
            let table = table(rows, &mut budget)?;
            document.blocks.push(Block::Table(table));
            continue;
        }
        document.blocks.extend(paragraph(line, number));
        number += 1;
    }
    if !whole {
        let line = lines.iter().take_while(|line| !line.contains('\u{FFFD}')).count();
        let place = Place::Line(u32::try_from(line).map_or(1, |line| line + 1));
        document.remarks.push(Remark { kind: RemarkKind::UndecodableText, place });
    }
    Ok(document)
}

/// Returns a line as a paragraph, or `None` if it is blank.
fn paragraph(line: &str, number: u32) -> Option<Block> {
    let text = without_bookmarks(separated::without_padding(line));
    if text.trim().is_empty() {
        return None;
    }
    let place = Place::Line(number);
    Some(Block::Paragraph(Paragraph { text, level: None, place }))
}

/// Returns a line without the bookmarks that an export contains, to which a table of contents or
/// the last edit refers.
fn without_bookmarks(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, mark)) = rest.split_once("[bookmark:") {
        let Some((_, after)) = mark.split_once(']') else { break };
        text.push_str(before);
        rest = after;
    }
    text + rest
}

fn table(found: Rows, budget: &mut Budget) -> Result<Table, ReadError> {
    let columns = found.rows.iter().map(Vec::len).max().unwrap_or(0);
    budget.limits.columns.check(columns)?;
    let mut table = Table {
        rows: u32::try_from(found.rows.len()).unwrap_or(u32::MAX),
        columns: u32::try_from(columns).unwrap_or(u32::MAX),
        spans_known: found.in_columns,
        ..Table::default()
    };
    for (row, mut cells) in (0..).zip(found.rows) {
        // A line may end with its last word, and columns that are blank to its end.
        if found.in_columns {
            let line = cells.last().map_or(1, |cell| cell.line);
            cells.resize_with(columns, || CellText { text: String::new(), line });
        }
        for _ in &cells {
            budget.cell()?;
        }
        table.cells.extend((0..).zip(cells).map(|(column, cell)| Cell {
            row,
            column,
            row_span: 1,
            column_span: 1,
            text: cell.text,
            place: Place::Line(cell.line),
        }));
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Document, ReadError> {
        super::read(bytes, &Limits::DEFAULT)
    }

    /// Returns a document with one line per block: a paragraph, or a table's rows separated by `/`.
    fn shown(text: &str) -> Vec<String> {
        let document = read(text.as_bytes()).unwrap();
        let row = |table: &Table, row| {
            table.row(row).iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|")
        };
        let show = |block: &Block| match block {
            Block::Paragraph(paragraph) => paragraph.text.clone(),
            Block::Table(table) => {
                (0..table.rows).map(|number| row(table, number)).collect::<Vec<_>>().join(" / ")
            }
        };
        document.blocks.iter().map(show).collect()
    }

    #[test]
    fn cells_begin_with_a_tab_and_blank_lines_end_rows() {
        let text = "标题\n\t甲\n\t乙\n\n\t丙\n\t\n\n\n\n尾";
        assert_eq!(shown(text), ["标题", "甲|乙 / 丙|", "尾"]);
    }

    #[test]
    fn three_blank_lines_or_a_line_of_text_end_a_table() {
        assert_eq!(shown("\t甲\n\n\n\t乙\n\n\n\n\t丙\n"), ["甲 / 乙", "丙"]);
        assert_eq!(shown("\t甲\n\n \n\t乙\n"), ["甲", "乙"]);
    }

    #[test]
    fn a_row_split_by_an_empty_paragraph_is_rejoined_once_the_width_is_known() {
        let full = "\t1\n\t2\n\t3\n\n";
        assert_eq!(shown(&format!("{full}\t4\n\t5\n\n\t6\n\n")), ["1|2|3 / 4|5|6"]);
        // Two merged header rows before the first full row stay separate.
        assert_eq!(shown(&format!("\ta\n\tb\n\n\tc\n\n{full}")), ["a|b / c / 1|2|3"]);
        // So do rows that are too long together, or further apart.
        assert_eq!(shown(&format!("{full}\t4\n\t5\n\n\t6\n\t7\n\n")), ["1|2|3 / 4|5 / 6|7"]);
        assert_eq!(shown(&format!("{full}\t4\n\t5\n\n\n\t6\n\n")), ["1|2|3 / 4|5 / 6"]);
    }

    #[test]
    fn places_are_lines_and_short_rows_stay_packed() {
        let document = read("x\n\t甲\n\t乙\n\n\t丙\n".as_bytes()).unwrap();
        let table = document.tables().next().unwrap();
        let places: Vec<_> = table.cells.iter().map(|cell| cell.place.clone()).collect();
        assert_eq!(places, [Place::Line(2), Place::Line(3), Place::Line(5)]);
        assert_eq!((table.rows, table.columns, table.spans_known), (2, 2, false));
    }

    #[test]
    fn bookmarks_are_not_text() {
        let text = "[bookmark: _Toc1][bookmark: b]一、收入\n\t[bookmark: _GoBack]甲\n[bookmark: x";
        assert_eq!(shown(text), ["一、收入", "甲", "[bookmark: x"]);
    }

    #[test]
    fn columns_by_tabs_and_by_bars() {
        assert_eq!(
            shown("说明\n项目\t预算数\n甲\t1.00\n\t2.00\n"),
            ["说明", "项目|预算数 / 甲|1.00 / |2.00"]
        );
        assert_eq!(shown("单位：某局\t单位：万元\n后文"), ["单位：某局\t单位：万元", "后文"]);
        assert_eq!(shown("甲\t乙\n预算数\t\t决算数\n"), ["甲|乙| / 预算数||决算数"]);
        let bars = "| 项目 | 预算数 |\n|:---|---:|\n| 甲\\|乙 | 1.00<br>2 |\n";
        assert_eq!(shown(bars), ["项目|预算数 / 甲|乙|1.00\n2"]);
    }

    #[test]
    fn bars_need_not_begin_a_line() {
        let table = "项目|合计 / 甲|1.00 / |2.00";
        assert_eq!(shown("项目 | 合计 |\n甲 | 1.00 |\n | 2.00 |\n后文"), [table, "后文"]);
        assert_eq!(shown("项目|合计\n--- | ---\n甲|1.00\n|2.00"), [table]);
        assert_eq!(shown("首页 | 公开\n政务 | 服务\n互动 | 专题").len(), 3, "no numbers");
        let lines = "项目 |\n合计 |\n |\n1.00 |\n甲 |\n2.00 |\n后文";
        assert_eq!(shown(lines), ["项目|合计 / |1.00 / 甲|2.00", "后文"]);
    }

    #[test]
    fn blank_lines_and_labels_stand_between_rows() {
        let rows = "项目\t合计\n\n甲\t1.00\n\n乙\t2.00\n\n";
        assert_eq!(shown(rows), ["项目|合计 / 甲|1.00 / 乙|2.00"]);
        let rows = "项目\t合计\n甲\t1.00\n其中：\n乙\t2.00\n二、丙\n丁\t1.00\n其中：\n后文";
        let table = "项目|合计 / 甲|1.00 / 其中：| / 乙|2.00 / 二、丙| / 丁|1.00";
        assert_eq!(shown(rows), [table, "其中：", "后文"]);
        let next = "项目\t合计\n甲\t1.00\n支出表\t单位：元\n项目\t合计\n乙\t2.00";
        assert_eq!(shown(next), ["项目|合计 / 甲|1.00", "支出表|单位：元 / 项目|合计 / 乙|2.00"]);
    }

    #[test]
    fn the_source_of_a_page_is_a_table() {
        let source = "支出表\n<table>\n<tr><td>项目<td>合计\n<tr><td>甲<td>1.00\n</table>\n后文";
        assert_eq!(shown(source), ["支出表", "项目|合计 / 甲|1.00", "后文"]);
        let document = read(source.as_bytes()).unwrap();
        assert_eq!(document.tables().next().unwrap().cells[2].place, Place::Line(4));
        assert_eq!(shown("<table>\n甲").len(), 2);
    }

    #[test]
    fn columns_by_commas() {
        let csv =
            "支出总表,,\n科目,合计,基本支出\n\"甲,乙\",\"1,250.00\",\n\"丙\n丁\",2,3\n\n后文,x";
        assert_eq!(
            shown(csv),
            ["支出总表", "科目|合计|基本支出 / 甲,乙|1,250.00| / 丙\n丁|2|3", "后文,x"]
        );
        let document = read(csv.as_bytes()).unwrap();
        let last = document.tables().next().unwrap().cells.last().unwrap().place.clone();
        assert_eq!(last, Place::Line(4));
        assert_eq!(shown("a;b\n1;2\n3;4"), ["a|b / 1|2 / 3|4"]);
    }

    #[test]
    fn columns_set_by_blanks() {
        let text = "支出表\n单位：万元\n\
            科目            本年支出\n\
            编码  名称      合计      基本支出  项目支出\n\
            201   甲        3.00      3.00\n\
            \n\
            202   乙        2.00                1.50\n\
            203   丙丁      1,250.00\n\
            注：后文。";
        let rows = [
            "科目||本年支出||",
            "编码|名称|合计|基本支出|项目支出",
            "201|甲|3.00|3.00|",
            "202|乙|2.00||1.50",
            "203|丙丁|1,250.00||",
        ];
        assert_eq!(shown(text), ["支出表", "单位：万元", &rows.join(" / "), "注：后文。"]);
        // Heads of which it is not clear over which columns they are.
        let text = |head: &str| {
            format!("{head}\n合计    基本    项目\n3.00    2.00    1.00\n").repeat(1)
                + "4.00    2.00    2.00\n5.00    3.00    2.00"
        };
        assert_eq!(shown(&text("        本年"))[0], "        本年");
        assert_eq!(shown(&text("    本年数"))[0], "    本年数");
        let prose = "一、收入  1.00\n二、支出\n第三  部分\n后文";
        assert_eq!(shown(prose).len(), 4);
    }

    #[test]
    fn sentences_with_commas_are_no_table() {
        let prose = "其中,基本支出10万元\n其中,项目支出20万元\n其中,其他支出30万元";
        assert_eq!(shown(prose).len(), 3);
        assert_eq!(shown("一,1\n二,2。\n三,3").len(), 3);
        assert_eq!(shown("1,250.00\n2,000.00").len(), 2);
    }

    #[test]
    fn cells_on_lines_of_their_own() {
        let text = "表\n|\n项 目 |\n预算数 |\n|\n合 计 |\n|\n|\n其中：甲 |\n3.00 |\n二、说明";
        assert_eq!(shown(text), ["表", "项 目|预算数 / 合 计| / 其中：甲|3.00", "二、说明"]);
        let document = read(text.as_bytes()).unwrap();
        assert_eq!(document.tables().next().unwrap().cells[5].place, Place::Line(10));
        assert_eq!(shown("|\n甲 |\n乙 |\n|\n丙 |\n"), ["甲|乙 / 丙"]);
        assert_eq!(shown("|\n甲\n"), ["|", "甲"]);
    }

    #[test]
    fn cells_on_lines_of_their_own_without_bars() {
        let text = "支出表\n单位：万元\n\n科目\n合计\n\n甲\n1,250.00\n乙\n2\n丙\n3\n\n后文。";
        let shown = shown(text);
        assert_eq!(
            shown,
            ["支出表", "单位：万元", "科目|合计 / 甲|1,250.00 / 乙|2 / 丙|3", "后文。"]
        );
        assert_eq!(super::tests::shown("科目\n合计\n甲\n1\n乙\n2").len(), 6, "too few rows");
        let labelled = "科目\n合计\n甲\n1\n其中：\n乙\n2\n丙\n3";
        assert_eq!(super::tests::shown(labelled), ["科目|合计 / 甲|1 / 其中：| / 乙|2 / 丙|3"]);
        assert_eq!(super::tests::shown("表\n科目\n合计\n甲\n1\n2\n乙\n3\n丙\n4").len(), 10);
    }

    #[test]
    fn undecodable_text_gets_a_remark_where_it_begins() {
        let document = read(b"a\nb\xE9\x83").unwrap();
        assert_eq!(document.remarks[0].place, Place::Line(2));
    }
}
