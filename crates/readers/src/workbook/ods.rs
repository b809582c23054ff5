//! Reads OpenDocument spreadsheets.
//!
//! Each cell contains its displayed text, so no number has to be formatted here.

use super::sheet::{Area, Sheet, hidden_sheet};
use crate::limits::{Budget, Limits, SPAN};
use crate::package::Package;
use crate::xml::{Step, Xml, attribute, local, number, without_prefix};
use crate::{Format, ReadError};
use document::{Document, RemarkKind};
use quick_xml::events::BytesStart;
use std::collections::BTreeSet;
use std::ops::Range;

/// Reads a spreadsheet.
///
/// Fails if the file is damaged or encrypted, or exceeds a limit.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes, Format::Ods, limits)?;
    let manifest = package.read("META-INF/manifest.xml")?;
    if manifest.is_some_and(|part| part.text.contains("encryption-data")) {
        return Err(ReadError::Encrypted(Some(Format::Ods)));
    }
    let part = package.need("content.xml")?;
    let mut reading = Reading::new(&part.text, limits);
    let mut document = Document::default();
    let mut hidden_styles = BTreeSet::new();
    let mut style = String::new();
    while let Some(step) = reading.xml.next() {
        let Step::Start(start) = step else { continue };
        match local(&start) {
            "style" => style = attribute(&start, "name").unwrap_or_default().into_owned(),
            "table-properties" if attribute(&start, "display").as_deref() == Some("false") => {
                hidden_styles.insert(std::mem::take(&mut style));
            }
            "table" => {
                let styled = attribute(&start, "style-name").unwrap_or_default();
                let name = attribute(&start, "name").unwrap_or_default();
                if hidden_styles.contains(styled.as_ref()) {
                    document.remarks.push(hidden_sheet(&name));
                    reading.xml.skip();
                    continue;
                }
                let mut sheet = reading.sheet(&name)?;
                if reading.xml.damaged() || !part.whole {
                    sheet.remark(RemarkKind::Unfinished, reading.row, 0);
                }
                sheet.add_to(&mut document, &mut reading.budget)?;
            }
            _ => {}
        }
    }
    reading.xml.check_depth()?;
    if document.blocks.is_empty() && reading.xml.damaged() {
        return Err(package.broken("content.xml", &"not well-formed XML"));
    }
    Ok(document)
}

/// A sheet being read.
struct Reading<'a> {
    xml: Xml<'a>,
    budget: Budget,
    /// The next row.
    row: u32,
    /// The next column.
    column: u32,
    /// The cells of the open row: their columns and the text of each column.
    cells: Vec<(Range<u32>, String)>,
}

impl<'a> Reading<'a> {
    fn new(text: &'a str, limits: &Limits) -> Self {
        let (row, column, cells) = (0, 0, Vec::new());
        Self { xml: Xml::new(text, limits), budget: Budget::new(limits), row, column, cells }
    }

    /// Reads the table that just began, up to its end.
    fn sheet(&mut self, name: &str) -> Result<Sheet, ReadError> {
        let mut sheet = Sheet::new(name);
        let outer = self.xml.depth();
        let mut columns = 0;
        let mut row_repeats = 1;
        self.row = 0;
        while let Some(step) = self.xml.next() {
            match step {
                Step::Start(start) => match local(&start) {
                    "table-column" => {
                        let next = repeated(&start, "number-columns-repeated", columns);
                        if is_hidden(&start) {
                            sheet.hidden_columns.add(columns..next);
                        }
                        columns = next;
                    }
                    "table-row" => {
                        row_repeats = repeated(&start, "number-rows-repeated", 0);
                        if is_hidden(&start) {
                            let end = self.row.saturating_add(row_repeats);
                            sheet.hidden_rows.add(self.row..end);
                        }
                        self.column = 0;
                    }
                    "table-cell" | "covered-table-cell" => self.cell(&start, &mut sheet)?,
                    "table-header-rows"
                    | "table-header-columns"
                    | "table-row-group"
                    | "table-column-group"
                    | "table-rows"
                    | "table-columns" => {}
                    _ => self.xml.skip(),
                },
                Step::End(_) if self.xml.depth() < outer => break,
                Step::End(end) if without_prefix(&end) == "table-row" => {
                    self.end_row(row_repeats, &mut sheet)?;
                }
                Step::End(_) | Step::Text(_) => {}
            }
        }
        self.end_row(1, &mut sheet)?;
        Ok(sheet)
    }

    /// Adds the cells of the open row as often as the row is repeated.
    fn end_row(&mut self, repeats: u32, sheet: &mut Sheet) -> Result<(), ReadError> {
        let cells = std::mem::take(&mut self.cells);
        if !cells.is_empty() {
            for row in self.row..self.row.saturating_add(repeats) {
                for (columns, text) in &cells {
                    for column in columns.clone() {
                        sheet.put(row, column, text, &mut self.budget)?;
                    }
                }
            }
        }
        self.row = self.row.saturating_add(repeats);
        Ok(())
    }

    fn cell(&mut self, start: &BytesStart<'_>, sheet: &mut Sheet) -> Result<(), ReadError> {
        let next = repeated(start, "number-columns-repeated", self.column);
        let span = |name| number::<u32>(start, name).unwrap_or(1).max(1);
        let (rows, columns) = (span("number-rows-spanned"), span("number-columns-spanned"));
        if (rows, columns) != (1, 1) {
            sheet.merges.push(Area {
                rows: self.row..self.row.saturating_add(rows),
                columns: self.column..self.column.saturating_add(columns),
            });
        }
        let covered = local(start) == "covered-table-cell";
        let mut text = cell_text(&mut self.xml, &self.budget.limits)?;
        if text.is_empty() {
            text = stored_value(start);
        }
        if text.is_empty() && !covered && attribute(start, "formula").is_some() {
            // A formula may have an empty text as its result; then it has a value type.
            if attribute(start, "value-type").is_none() {
                self.budget.cell()?;
                sheet.remark(RemarkKind::FormulaWithoutResult, self.row, self.column);
            }
        }
        if !text.trim().is_empty() && !covered {
            self.budget.limits.columns.check(next as usize)?;
            self.cells.push((self.column..next, text));
        }
        self.column = next;
        Ok(())
    }
}

/// What a cell shows: its paragraphs, one a line, without comments and drawings.
fn cell_text(xml: &mut Xml<'_>, limits: &Limits) -> Result<String, ReadError> {
    let mut text = String::new();
    let outer = xml.depth();
    let mut paragraphs = 0;
    while let Some(step) = xml.next() {
        match step {
            Step::Start(start) => match local(&start) {
                "p" | "h" => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    paragraphs += 1;
                }
                "s" => {
                    let count = number::<usize>(&start, "c").unwrap_or(1);
                    text.extend(std::iter::repeat_n(' ', count.min(SPAN as usize)));
                    limits.text_bytes.check(text.len())?;
                }
                "tab" => text.push('\t'),
                "line-break" => text.push('\n'),
                "span" | "a" => {}
                _ => xml.skip(),
            },
            // White space between the elements of a cell is not part of its text.
            Step::Text(piece) if xml.depth() > outer => text.push_str(&piece),
            Step::Text(_) => {}
            Step::End(_) if xml.depth() < outer => break,
            Step::End(_) => {}
        }
    }
    Ok(text)
}

/// Returns the value of a cell that was stored without its displayed text.
fn stored_value(start: &BytesStart<'_>) -> String {
    ["value", "date-value", "time-value", "string-value", "boolean-value"]
        .into_iter()
        .find_map(|name| attribute(start, name))
        .unwrap_or_default()
        .into_owned()
}

/// Returns `from` plus a repeat count.
fn repeated(start: &BytesStart<'_>, name: &str, from: u32) -> u32 {
    from.saturating_add(number::<u32>(start, name).unwrap_or(1).max(1))
}

fn is_hidden(start: &BytesStart<'_>) -> bool {
    matches!(attribute(start, "visibility").as_deref(), Some("collapse" | "filter"))
}
