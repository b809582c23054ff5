#![doc = include_str!("../../pages/YS309.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, short};
use crate::number::Style;
use document::{Block, Place};
use finding::Severity;
use message::Message;
use std::sync::Arc;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines: Vec<&Line<'_>> =
        context.index.lines.iter().filter(|line| !line.is_contents).collect();
    // A table of contents alone.
    let is_text = |line: &&Line<'_>| !line.is_prose() || line.words.contains(['。', '，', '；']);
    if !lines.iter().any(is_text) {
        return;
    }
    for (at, pair) in lines.windows(2).enumerate() {
        let [heading, next] = pair else { continue };
        let (Some(own), Some(other)) = (heading.number, next.number) else { continue };
        let is_next = own.style == other.style && own.value + 1 == other.value;
        let is_paragraph = |line: &Line<'_>| {
            matches!(context.document.blocks.get(line.block), Some(Block::Paragraph(_)))
        };
        let are_headings = heading.is_heading()
            && next.is_heading()
            && is_paragraph(heading)
            && is_paragraph(next);
        let severity = match own.style {
            Style::Part => Severity::Warning,
            Style::Chinese if is_next && is_odd(&lines, at) => Severity::Warning,
            Style::Chinese | Style::ChineseInBrackets if is_section(&heading.words) => {
                Severity::Note
            }
            _ => continue,
        };
        if !is_next || !are_headings || are_on_sheets(heading, &lines) {
            continue;
        }
        let message = Message::new(
            format!("“{}”下面没有内容。", short(&heading.words)),
            format!("There is nothing below “{}”.", short(&heading.words)),
        );
        found.push(
            Violation::on(heading, message)
                .severity(severity)
                .printed(short(heading.text))
                .advice("补上内容；没有的写明“无”。", "Write it; where there is nothing, say so."),
        );
    }
}

/// Returns whether all other headings of the list to which one belongs have something below.
fn is_odd(lines: &[&Line<'_>], at: usize) -> bool {
    const LEAST: usize = 3;
    let Some(style) = lines.get(at).and_then(|line| line.number).map(|number| number.style) else {
        return false;
    };
    let headings = lines.iter().enumerate().filter(|(_, line)| {
        line.is_heading() && line.number.is_some_and(|number| number.style == style)
    });
    let headings: Vec<(usize, u32)> =
        headings.filter_map(|(at, line)| Some((at, line.number?.value))).collect();
    // A list begins where the numbers begin anew.
    let mut list = headings
        .chunk_by(|(_, one), (_, other)| one + 1 == *other)
        .filter(|list| list.iter().any(|(it, _)| *it == at));
    let Some(list) = list.next() else { return false };
    let is_empty = |pair: &&[(usize, u32)]| match pair {
        [(one, _), (other, _)] => one + 1 == *other,
        _ => false,
    };
    list.len() > LEAST && list.windows(2).filter(is_empty).count() == 1
}

/// Returns whether a heading names the tables that are the other sheets of a workbook.
fn are_on_sheets(heading: &Line<'_>, lines: &[&Line<'_>]) -> bool {
    let sheet = |line: &Line<'_>| match line.place {
        Place::Sheet { sheet, .. } => Some(Arc::clone(sheet)),
        _ => None,
    };
    let own = sheet(heading);
    heading.words.ends_with('表') && own.is_some() && lines.iter().any(|line| sheet(line) != own)
}

/// Returns whether the words are the title of a section and not an item of a list.
fn is_section(words: &str) -> bool {
    ["情况", "说明", "情况说明", "经费", "采购", "解释", "职能", "职责", "概况", "机构设置"]
        .iter()
        .any(|end| words.ends_with(end))
}

#[cfg(test)]
mod tests {
    use crate::Settings;
    use document::{Block, Cell, Document, Paragraph, Place, Table};
    use std::sync::Arc;

    fn place(sheet: &str, row: u32) -> Place {
        Place::Sheet { sheet: Arc::from(sheet), row, column: 1 }
    }

    fn found(lines: &[&str], sheet: &str) -> usize {
        let lines = (1..).zip(lines).map(|(row, text)| {
            let text = (*text).to_owned();
            Block::Paragraph(Paragraph { text, level: None, place: place("封面", row) })
        });
        let cells = [(0, "项目"), (1, "预算数")].map(|(column, text)| Cell {
            row: 0,
            column,
            row_span: 1,
            column_span: 1,
            text: text.to_owned(),
            place: place(sheet, 9 + column),
        });
        let table = Table { rows: 1, columns: 2, cells: cells.to_vec(), ..Table::default() };
        let blocks = lines.chain([Block::Table(table)]).collect();
        let document = Document { blocks, remarks: Vec::new() };
        let checked = crate::check(&document, &disclosure::read(&document), &Settings::default());
        checked.findings.iter().filter(|finding| finding.check.to_string() == "YS309").count()
    }

    #[test]
    fn the_tables_of_a_part_may_be_the_other_sheets() {
        let lines = [
            "第一部分 部门概况",
            "负责水务工作。",
            "第二部分 2031年部门预算表",
            "第三部分 情况说明",
        ];
        assert_eq!(found(&lines, "表1"), 0);
        assert_eq!(found(&lines, "封面"), 1);
    }
}
