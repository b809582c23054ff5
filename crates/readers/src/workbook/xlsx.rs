//! Reads workbooks of Excel 2007 and later.
//!
//! A sheet is read in one pass: its cells, their formats, merged cells, hidden rows and columns.

use super::book::{Listed, Shared, read_sheets};
use super::format::Formats;
use super::sheet::{Area, Sheet, is_unreadable};
use crate::limits::{Budget, Limits};
use crate::package::Package;
use crate::xml::{Step, Xml, attribute, local, number};
use crate::{Format, ReadError};
use document::{Document, RemarkKind};
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// Reads a workbook.
///
/// Fails if the file is damaged or encrypted, or exceeds a limit.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes, Format::Xlsx, limits)?;
    let main = package.main_part("xl/workbook.xml")?;
    let targets = package.relations(&main)?;
    let mut budget = Budget::new(limits);
    let strings = strings(&package.beside(&main, "sharedStrings.xml")?, &mut budget)?;
    let formats = formats(&package.beside(&main, "styles.xml")?, limits)?;
    let mut shared = Shared { strings, formats, days_since_1904: false, budget };
    let workbook = package.need(&main)?.text;
    let listed = sheets(&workbook, &mut shared)?;
    let document = read_sheets(listed, &targets, &mut shared, |path, sheet, shared| {
        let Some(part) = package.read(path)? else { return Ok(None) };
        Ok(Some(read_sheet(&part.text, sheet, shared)? && part.whole))
    })?;
    if is_unreadable(&document) {
        return Err(package.broken(&main, &"no sheet could be read"));
    }
    Ok(document)
}

/// Returns the sheets in order.
fn sheets(workbook: &str, shared: &mut Shared) -> Result<Vec<Listed>, ReadError> {
    let mut sheets = Vec::new();
    let mut xml = Xml::new(workbook, &shared.budget.limits);
    while let Some(step) = xml.next() {
        let Step::Start(start) = step else { continue };
        match local(&start) {
            "workbookPr" => shared.days_since_1904 |= is_true(&start, "date1904"),
            "sheet" => {
                let value = |name| attribute(&start, name).unwrap_or_default().into_owned();
                let is_hidden = value("state").ends_with("idden");
                sheets.push(Listed { id: value("id"), name: value("name"), is_hidden });
                // There cannot be more sheets than parts.
                shared.budget.limits.members.check(sheets.len())?;
            }
            _ => {}
        }
    }
    Ok(sheets)
}

/// Returns the shared strings, without the readings of Japanese words.
fn strings(text: &str, budget: &mut Budget) -> Result<Vec<String>, ReadError> {
    let mut strings = Vec::new();
    let mut xml = Xml::new(text, &budget.limits);
    while let Some(step) = xml.next() {
        if matches!(&step, Step::Start(start) if local(start) == "si") {
            let string = rich_text(&mut xml);
            budget.limits.cells.check(strings.len())?;
            budget.text(string.len())?;
            strings.push(string);
        }
    }
    Ok(strings)
}

/// Returns the text inside the element that just began, up to its end.
fn rich_text(xml: &mut Xml<'_>) -> String {
    let mut text = String::new();
    let outer = xml.depth();
    let mut in_text = false;
    while let Some(step) = xml.next() {
        match step {
            Step::Start(start) if local(&start) == "rPh" => xml.skip(),
            Step::Start(start) => in_text = local(&start) == "t",
            Step::Text(piece) if in_text => text.push_str(&piece),
            Step::Text(_) => {}
            Step::End(_) if xml.depth() < outer => break,
            Step::End(_) => in_text = false,
        }
    }
    unescaped(text)
}

/// Replaces escapes such as `_x000D_`, which Excel writes for carriage returns and for characters
/// that XML does not allow.
fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        plain.push_str(before);
        let code = escape.get(2..6).filter(|_| escape.get(6..7) == Some("_"));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some('\r') => rest = escape.get(7..).unwrap_or_default(),
            Some(character) => {
                plain.push(character);
                rest = escape.get(7..).unwrap_or_default();
            }
            None => {
                plain.push_str("_x");
                rest = escape.get(2..).unwrap_or_default();
            }
        }
    }
    plain + rest
}

/// Returns the number formats by cell style.
fn formats(text: &str, limits: &Limits) -> Result<Formats, ReadError> {
    let mut codes: BTreeMap<u16, String> = BTreeMap::new();
    let mut styles: Vec<u16> = Vec::new();
    let mut xml = Xml::new(text, limits);
    while let Some(step) = xml.next() {
        let Step::Start(start) = step else { continue };
        match local(&start) {
            "numFmts" => xml.inside(|_, element| {
                if let (Some(id), Some(code)) =
                    (number(element, "numFmtId"), attribute(element, "formatCode"))
                {
                    codes.insert(id, code.into_owned());
                }
            }),
            "cellXfs" => xml.inside(|name, element| {
                if name == "xf" {
                    styles.push(number(element, "numFmtId").unwrap_or(0));
                }
            }),
            _ => {}
        }
    }
    Formats::new(&codes, styles, limits)
}

/// Reads the part of a sheet. Returns whether it was complete.
fn read_sheet(text: &str, sheet: &mut Sheet, shared: &mut Shared) -> Result<bool, ReadError> {
    let mut xml = Xml::new(text, &shared.budget.limits);
    let mut shows_zeros = true;
    let (mut row, mut column) = (0, 0);
    let mut next_row = 0;
    while let Some(step) = xml.next() {
        let Step::Start(start) = step else { continue };
        match local(&start) {
            "sheetView" => shows_zeros = attribute(&start, "showZeros").as_deref() != Some("0"),
            "col" if is_true(&start, "hidden") => {
                let bound = |name| number::<u32>(&start, name).unwrap_or(1);
                sheet.hidden_columns.add(bound("min").saturating_sub(1)..bound("max"));
            }
            "row" => {
                row = number::<u32>(&start, "r").map_or(next_row, |row| row.saturating_sub(1));
                next_row = row.saturating_add(1);
                column = 0;
                if is_true(&start, "hidden") {
                    sheet.hidden_rows.add(row..next_row);
                }
            }
            "c" => {
                let at = attribute(&start, "r").and_then(|name| cell_position(&name));
                (row, column) = at.unwrap_or((row, column));
                let cell = read_cell(&mut xml, &start);
                let shown = cell.shown(shared, shows_zeros);
                sheet.put(row, column, &shown, &mut shared.budget)?;
                if cell.lacks_result() {
                    shared.budget.cell()?;
                    sheet.remark(RemarkKind::FormulaWithoutResult, row, column);
                }
                column = column.saturating_add(1);
            }
            "mergeCell" => sheet.merges.extend(attribute(&start, "ref").and_then(|r| area(&r))),
            _ => {}
        }
    }
    xml.check_depth()?;
    Ok(!xml.damaged())
}

/// A cell as stored.
#[derive(Default)]
struct Stored {
    kind: String,
    style: usize,
    value: String,
    has_formula: bool,
}

fn read_cell(xml: &mut Xml<'_>, start: &BytesStart<'_>) -> Stored {
    let mut cell = Stored {
        kind: attribute(start, "t").unwrap_or_default().into_owned(),
        style: number(start, "s").unwrap_or(0),
        ..Stored::default()
    };
    let outer = xml.depth();
    while let Some(step) = xml.next() {
        match step {
            Step::Start(element) => match local(&element) {
                "v" => cell.value = text_of(xml),
                "is" => cell.value = rich_text(xml),
                "f" => {
                    cell.has_formula = true;
                    xml.skip();
                }
                _ => xml.skip(),
            },
            Step::End(_) if xml.depth() < outer => break,
            Step::End(_) | Step::Text(_) => {}
        }
    }
    cell
}

/// Returns the character data of the element that just began.
fn text_of(xml: &mut Xml<'_>) -> String {
    let mut text = String::new();
    let outer = xml.depth();
    while let Some(step) = xml.next() {
        match step {
            Step::Text(piece) => text.push_str(&piece),
            Step::End(_) if xml.depth() < outer => break,
            Step::End(_) | Step::Start(_) => {}
        }
    }
    text
}

impl Stored {
    /// Returns whether the cell is a formula that was never calculated. The result of a formula may
    /// be an empty text.
    fn lacks_result(&self) -> bool {
        self.has_formula && self.value.is_empty() && self.kind != "str"
    }

    /// Returns the displayed text of the cell.
    fn shown(&self, shared: &Shared, shows_zeros: bool) -> String {
        let text = |text: &str| shared.formats.text(text.into(), self.style);
        match self.kind.as_str() {
            "s" => {
                let index = self.value.trim().parse().unwrap_or(usize::MAX);
                shared.strings.get(index).map(|string| text(string)).unwrap_or_default()
            }
            "str" => text(&unescaped(self.value.clone())),
            "inlineStr" => text(&self.value),
            "e" | "d" => self.value.clone(),
            "b" if self.value.trim() == "1" => "TRUE".into(),
            "b" => "FALSE".into(),
            _ => match self.value.trim().parse::<f64>() {
                Ok(0.0) if !shows_zeros => String::new(),
                Ok(value) => shared.formats.number(value, self.style, shared.days_since_1904),
                Err(_) => self.value.clone(),
            },
        }
    }
}

fn is_true(start: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(start, name).as_deref(), Some("1" | "true"))
}

/// Returns row and column, from 0, of a name like `B7`.
fn cell_position(name: &str) -> Option<(u32, u32)> {
    let name = name.trim_start_matches('$');
    let digits = name.find(|character: char| character.is_ascii_digit() || character == '$')?;
    let (letters, row) = name.split_at(digits);
    let mut column: u32 = 0;
    for letter in letters.chars() {
        let value = letter.to_digit(36)?.checked_sub(9)?;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    let row: u32 = row.trim_start_matches('$').parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// Returns the cells of a name like `B7:D9`.
fn area(name: &str) -> Option<Area> {
    let (first, last) = name.split_once(':')?;
    let ((top, left), (bottom, right)) = (cell_position(first)?, cell_position(last)?);
    Some(Area { rows: top..bottom.checked_add(1)?, columns: left..right.checked_add(1)? })
}
