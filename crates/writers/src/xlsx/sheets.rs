use document::{Block, Document, Paragraph, Table};
use std::collections::{BTreeMap, BTreeSet};

/// The most characters in the name of a sheet.
const MAX_NAME: usize = 31;

/// The name of a sheet of text without a heading.
const TEXT: &str = "文字";

/// A sheet: a table with the lines above and below it, or only text.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Sheet<'a> {
    pub name: String,
    pub above: Vec<&'a Paragraph>,
    pub table: Option<&'a Table>,
    pub below: Vec<&'a Paragraph>,
}

/// A heading with everything under it up to the next heading.
type Segment<'a> = &'a [Block];

/// Returns the sheets in the order of the document.
pub(super) fn sheets(document: &Document) -> Vec<Sheet<'_>> {
    let mut sheets: Vec<Sheet<'_>> = Vec::new();
    // Headings without content so far.
    let mut titles: Vec<&Paragraph> = Vec::new();
    for segment in segments(&document.blocks) {
        let has_table = segment.iter().any(|block| matches!(block, Block::Table(_)));
        if has_table {
            // The heading of a whole part is not the title of its first table.
            add_text(&mut sheets, titles.drain(..));
            add_tables(&mut sheets, segment);
            continue;
        }
        let paragraphs = segment.iter().filter_map(paragraph);
        if segment.iter().all(is_heading) {
            titles.extend(paragraphs);
        } else {
            add_text(&mut sheets, titles.drain(..).chain(paragraphs));
        }
    }
    add_text(&mut sheets, titles);
    if sheets.is_empty() {
        sheets.push(Sheet::default());
    }
    name(&mut sheets);
    sheets
}

fn segments(blocks: &[Block]) -> impl Iterator<Item = Segment<'_>> {
    blocks.chunk_by(|_, next| !is_heading(next))
}

fn is_heading(block: &Block) -> bool {
    matches!(block, Block::Paragraph(paragraph) if paragraph.level.is_some())
}

fn paragraph(block: &Block) -> Option<&Paragraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        Block::Table(_) => None,
    }
}

/// Adds one sheet per table; the lines below a table stay on its sheet.
fn add_tables<'a>(sheets: &mut Vec<Sheet<'a>>, segment: Segment<'a>) {
    let mut open = Sheet::default();
    for block in segment {
        match block {
            Block::Paragraph(paragraph) if open.table.is_none() => open.above.push(paragraph),
            Block::Paragraph(paragraph) => open.below.push(paragraph),
            Block::Table(table) if open.table.is_none() => open.table = Some(table),
            Block::Table(table) => {
                let next = Sheet { table: Some(table), ..Sheet::default() };
                sheets.push(std::mem::replace(&mut open, next));
            }
        }
    }
    sheets.push(open);
}

/// Adds paragraphs to the last sheet if it has only text, and to a new one otherwise.
fn add_text<'a>(sheets: &mut Vec<Sheet<'a>>, text: impl IntoIterator<Item = &'a Paragraph>) {
    let mut text = text.into_iter().peekable();
    if text.peek().is_none() {
        return;
    }
    if sheets.last().is_none_or(|last| last.table.is_some()) {
        sheets.push(Sheet::default());
    }
    if let Some(last) = sheets.last_mut() {
        last.above.extend(text);
    }
}

/// Names each sheet after its table or its heading; every name is unique.
fn name(sheets: &mut [Sheet<'_>]) {
    let mut used = Names::default();
    for sheet in sheets {
        let mut headings = sheet.above.iter().filter(|line| line.level.is_some());
        let own = sheet.table.and_then(|table| table.name.as_deref());
        let wanted = match sheet.table {
            None => headings.next().map_or(TEXT, |line| line.text.as_str()),
            Some(_) => {
                let title = headings.next_back().or(sheet.above.last());
                own.or(title.map(|line| line.text.as_str())).unwrap_or("表")
            }
        };
        sheet.name = used.free(wanted);
    }
}

/// The names of sheets so far, in lower case: names that differ only in case count as equal.
#[derive(Debug, Default)]
pub(super) struct Names {
    used: BTreeSet<String>,
    /// How often a name was wanted.
    wanted: BTreeMap<String, u32>,
}

impl Names {
    /// Returns the name cut to the allowed length, with a number if another sheet has it.
    pub(super) fn free(&mut self, wanted: &str) -> String {
        let is_allowed = |c: &char| !"[]:*?/\\'".contains(*c) && !c.is_control();
        let clean: String = wanted.chars().filter(is_allowed).collect();
        let clean = if clean.trim().is_empty() { "表" } else { clean.trim() };
        let number = self.wanted.entry(cut(clean, "").to_lowercase()).or_default();
        loop {
            *number += 1;
            let suffix = if *number == 1 { String::new() } else { format!("_{number}") };
            let name = cut(clean, &suffix);
            if self.used.insert(name.to_lowercase()) {
                return name;
            }
        }
    }
}

/// Returns the name, cut so that it fits with the suffix. Its length is counted in UTF-16 code
/// units.
fn cut(name: &str, suffix: &str) -> String {
    let mut room = MAX_NAME - suffix.len();
    let fits = |c: &char| match room.checked_sub(c.len_utf16()) {
        Some(rest) => {
            room = rest;
            true
        }
        None => false,
    };
    name.chars().take_while(fits).collect::<String>() + suffix
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{paragraph, small, table};

    fn shown(blocks: Vec<Block>) -> Vec<String> {
        let document = Document { blocks, remarks: Vec::new() };
        let texts = |lines: &[&Paragraph]| {
            lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("/")
        };
        let show = |sheet: &Sheet<'_>| {
            let table = if sheet.table.is_some() { "#" } else { "" };
            format!("{}: {} {table} {}", sheet.name, texts(&sheet.above), texts(&sheet.below))
        };
        sheets(&document).iter().map(show).collect()
    }

    #[test]
    fn a_table_keeps_its_title_and_notes_and_the_order_stays() {
        assert_eq!(
            shown(small().blocks),
            [
                "第一部分 部门预算: 第一部分 部门预算  ",
                "部门支出总表: 部门支出总表/单位：万元 # 注：本表 <1> 行。",
                "第二部分 说明: 第二部分 说明/共安排资金 1,320.50 万元，其中 -3.00 万元。  ",
            ]
        );
        assert_eq!(shown(Vec::new()), ["文字:   "]);
    }

    #[test]
    fn names_are_short_valid_and_unique() {
        let title = "一".repeat(40);
        let one = |text: &str| {
            [paragraph(text, Some(2), 1), Block::Table(table(1, 1, &[(0, 0, 1, 1, "1")]))]
        };
        let blocks = [one(&title), one(&title), one("a[1]/b"), one("A1B"), one("*")].concat();
        let names: Vec<_> =
            shown(blocks).iter().map(|sheet| sheet.split_once(':').unwrap().0.to_owned()).collect();
        let cut = |length| "一".repeat(length);
        assert_eq!(names, [cut(31), cut(29) + "_2", "a1b".into(), "A1B_2".into(), "表".into()]);
    }
}
