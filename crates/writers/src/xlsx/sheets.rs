use document::{Block, Document, Paragraph, Table};
use std::collections::{BTreeMap, BTreeSet};

/// The most characters in the name of a sheet.
const MAX_NAME: usize = 31;

/// The name of a sheet of text without a heading.
const TEXT: &str = "文字";

/// The most lines between two tables that stand on the sheet of the lower one.
const MAX_ABOVE: usize = 12;

/// A sheet: a table with the lines above and below it, or only text.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Sheet<'a> {
    pub name: String,
    pub above: Vec<&'a Paragraph>,
    pub table: Option<&'a Table>,
    pub below: Vec<&'a Paragraph>,
}

/// Returns the sheets in the order of the document.
///
/// Few lines between two tables stand above the lower one; a longer text has a sheet of its own,
/// up to the headings of the table that follows.
pub(super) fn sheets(document: &Document) -> Vec<Sheet<'_>> {
    let mut sheets: Vec<Sheet<'_>> = Vec::new();
    let mut text: Vec<&Paragraph> = Vec::new();
    for block in &document.blocks {
        match block {
            // Lines right below a table are its notes.
            Block::Paragraph(line) if line.level.is_none() && text.is_empty() => {
                match sheets.last_mut().filter(|last| last.table.is_some()) {
                    Some(last) => last.below.push(line),
                    None => text.push(line),
                }
            }
            Block::Paragraph(line) => text.push(line),
            Block::Table(table) => {
                let above = text.split_off(if text.len() > MAX_ABOVE { title(&text) } else { 0 });
                add_text(&mut sheets, std::mem::take(&mut text));
                sheets.push(Sheet { above, table: Some(table), ..Sheet::default() });
            }
        }
    }
    add_text(&mut sheets, text);
    if sheets.is_empty() {
        sheets.push(Sheet::default());
    }
    name(&mut sheets);
    sheets
}

/// Returns where the lines of a table's title begin: at the last headings without text between.
fn title(lines: &[&Paragraph]) -> usize {
    let is_heading = |line: &&Paragraph| line.level.is_some();
    let Some(last) = lines.iter().rposition(is_heading) else { return lines.len() };
    let before = lines.get(..last).unwrap_or_default();
    before.iter().rposition(|line| !is_heading(line)).map_or(0, |text| text + 1)
}

fn add_text<'a>(sheets: &mut Vec<Sheet<'a>>, above: Vec<&'a Paragraph>) {
    if !above.is_empty() {
        sheets.push(Sheet { above, ..Sheet::default() });
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
#[derive(Default)]
struct Names {
    used: BTreeSet<String>,
    /// How often a name was wanted.
    wanted: BTreeMap<String, u32>,
}

impl Names {
    /// Returns the name cut to the allowed length, with a number if another sheet has it.
    fn free(&mut self, wanted: &str) -> String {
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
                "部门支出总表: 第一部分 部门预算/部门支出总表/单位：万元 # 注：本表 <1> 行。",
                "第二部分 说明: 第二部分 说明/共安排资金 1,320.50 万元，其中 -3.00 万元。  ",
            ]
        );
        assert_eq!(shown(Vec::new()), ["文字:   "]);
    }

    #[test]
    fn a_long_text_between_tables_has_its_own_sheet() {
        let table = || Block::Table(table(1, 1, &[(0, 0, 1, 1, "1")]));
        let heading = |text| paragraph(text, Some(2), 1);
        let mut blocks = vec![heading("甲表"), table(), heading("说明")];
        blocks.extend((0..MAX_ABOVE).map(|_| paragraph("文", None, 1)));
        blocks.extend([
            heading("第二部分"),
            heading("乙表"),
            paragraph("单位：元", None, 1),
            table(),
        ]);
        let names: Vec<_> = shown(blocks)
            .iter()
            .map(|sheet| sheet.chars().filter(|c| *c != '/' && *c != '文').collect::<String>())
            .collect();
        assert_eq!(names, ["甲表: 甲表 # ", "说明: 说明  ", "乙表: 第二部分乙表单位：元 # "]);
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
