//! Reads workbooks of Excel 97 to 2003, of Excel 5 and 95, and single sheets of Excel 2 to 4, which
//! programs of that time still write.

use super::biff::{Data, Dialect, Record, Records, code_page};
use super::format::Formats;
use super::number::{short_number, truth_or_error};
use super::sheet::{Area, Sheet, hidden_sheet, is_unreadable};
use crate::limits::{Budget, Limits};
use crate::{Format, ReadError, compound};
use document::{Document, RemarkKind};
use std::collections::{BTreeMap, BTreeSet};

/// The data that all sheets share.
struct Workbook {
    dialect: Dialect,
    days_since_1904: bool,
    strings: Vec<String>,
    /// The codes of number formats by their ids.
    codes: BTreeMap<u16, String>,
    /// The id of the number format of each cell style.
    styles: Vec<u16>,
    formats: Formats,
    /// The names of the visible sheets and their offsets.
    sheets: Vec<(String, usize)>,
    /// The names of the hidden sheets.
    hidden: Vec<String>,
    budget: Budget,
}

/// Reads a workbook.
///
/// Fails if the file is damaged or encrypted, or exceeds a limit.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let stream = stream(bytes, limits)?;
    let mut workbook = Workbook::read(&stream, limits)?;
    let mut document = Document::default();
    document.remarks.extend(workbook.hidden.iter().map(|name| hidden_sheet(name)));
    let sheets = std::mem::take(&mut workbook.sheets);
    let starts: BTreeSet<usize> = sheets.iter().map(|(_, start)| *start).collect();
    let mut seen = BTreeSet::new();
    for (name, start) in sheets {
        // Each sheet has an offset of its own; a second sheet at the same offset is a sign of
        // damage.
        if !seen.insert(start) {
            continue;
        }
        let end = starts.range(start + 1..).next().copied().unwrap_or(stream.len());
        let part = stream.get(..end).unwrap_or(&stream);
        let mut sheet = Sheet::new(&name);
        workbook.read_sheet(part, start, &mut sheet)?;
        sheet.add_to(&mut document, &mut workbook.budget)?;
    }
    if is_unreadable(&document) {
        return Err(broken("Workbook", "no sheet could be read"));
    }
    Ok(document)
}

/// Returns the stream with the workbook. Excel 2 to 4 wrote it without a container.
fn stream(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, ReadError> {
    if bytes.starts_with(&[0x09]) {
        return Ok(bytes.to_vec());
    }
    let mut file = compound::open(bytes, Format::Xls)?;
    let name = if file.is_stream("Workbook") { "Workbook" } else { "Book" };
    compound::stream(&mut file, name, Format::Xls, limits)
}

fn broken(part: &str, reason: &str) -> ReadError {
    ReadError::broken(Format::Xls, part, reason)
}

impl Workbook {
    /// Reads the records before the sheets.
    fn read(stream: &[u8], limits: &Limits) -> Result<Self, ReadError> {
        let mut workbook = Self {
            dialect: Dialect { code_page: None, is_first: false },
            days_since_1904: false,
            strings: Vec::new(),
            codes: BTreeMap::new(),
            styles: Vec::new(),
            formats: Formats::default(),
            sheets: Vec::new(),
            hidden: Vec::new(),
            budget: Budget::new(limits),
        };
        workbook.begin(stream);
        for record in Records::new(stream, 0) {
            match record.kind {
                0x000A => break,
                0x002F => return Err(ReadError::Encrypted(Some(Format::Xls))),
                0x00FC => workbook.shared_strings(record.data)?,
                _ => drop(workbook.global(record)),
            }
        }
        let styles = std::mem::take(&mut workbook.styles);
        workbook.formats = Formats::new(&workbook.codes, styles, limits)?;
        Ok(workbook)
    }

    /// Prepares for the dialect of Excel 2 to 4, in which the workbook is its only sheet.
    fn begin(&mut self, stream: &[u8]) {
        let is_first = stream.starts_with(&[0x09, 0x00]);
        if is_first || stream.starts_with(&[0x09, 0x02]) || stream.starts_with(&[0x09, 0x04]) {
            self.dialect = Dialect { code_page: Some(code_page(936)), is_first };
            self.sheets.push(("Sheet1".into(), 0));
        }
    }

    /// Reads a record of the workbook itself. Returns `None` if it is too short.
    fn global(&mut self, record: Record<'_>) -> Option<()> {
        let mut data = record.data;
        match record.kind {
            // The beginning of the stream distinguishes Excel 5 from its successors.
            0x0809 if data.u16()? < 0x0600 => self.dialect.code_page = Some(code_page(936)),
            0x0042 if self.dialect.code_page.is_some() => {
                self.dialect.code_page = Some(code_page(data.u16()?));
            }
            0x0022 => self.days_since_1904 = data.u16()? == 1,
            // In Excel 2 to 4 the number of a format is its place in the list.
            0x001E | 0x041E if self.is_old() => {
                data.skip(if record.kind == 0x041E { 2 } else { 0 });
                let id = u16::try_from(self.codes.len()).ok()?;
                self.codes.insert(id, data.short_text(self.dialect)?);
            }
            0x0043 => {
                data.skip(2);
                self.styles.push(u16::from(data.u8()? & 0x3F));
            }
            0x0243 | 0x0443 => {
                data.skip(1);
                self.styles.push(u16::from(data.u8()?));
            }
            0x041E => {
                let id = data.u16()?;
                let code = match self.dialect.code_page {
                    Some(_) => data.short_text(self.dialect)?,
                    None => data.text(self.dialect)?,
                };
                self.codes.insert(id, code);
            }
            0x00E0 => {
                data.skip(2);
                self.styles.push(data.u16()?);
            }
            0x0085 => {
                let start = data.u32()?;
                let (state, kind) = (data.u8()?, data.u8()?);
                let name = data.short_text(self.dialect)?;
                // Charts and macros are sheets of other kinds.
                match (state & 3, kind) {
                    (0, 0) => self.sheets.push((name, start as usize)),
                    (_, 0) => self.hidden.push(name),
                    _ => {}
                }
            }
            _ => {}
        }
        Some(())
    }

    fn shared_strings(&mut self, mut data: Data<'_>) -> Result<(), ReadError> {
        data.skip(8);
        while let Some(text) = data.shared_text() {
            self.budget.limits.cells.check(self.strings.len())?;
            self.budget.text(text.len())?;
            self.strings.push(text);
        }
        Ok(())
    }

    fn read_sheet(
        &mut self,
        stream: &[u8],
        start: usize,
        sheet: &mut Sheet,
    ) -> Result<(), ReadError> {
        let mut records = Records::new(stream, start);
        let mut cells = Cells { shows_zeros: true, awaits_text: None };
        let mut depth = 0;
        let mut last = (0, 0);
        let mut ended = false;
        for record in records.by_ref() {
            match record.kind {
                // Charts and the like are streams of their own inside that of the sheet.
                0x0009 | 0x0209 | 0x0409 | 0x0809 => depth += 1,
                0x000A if depth <= 1 => {
                    ended = true;
                    break;
                }
                0x000A => depth -= 1,
                _ if depth > 1 => {}
                _ => {
                    for (row, column, text) in cells.read(self, sheet, record).unwrap_or_default() {
                        last = (row, column);
                        sheet.put(row, column, &text, &mut self.budget)?;
                    }
                }
            }
        }
        if !ended {
            sheet.remark(RemarkKind::Unfinished, last.0, last.1);
        }
        Ok(())
    }

    /// Returns whether this is a sheet of Excel 2 to 4.
    fn is_old(&self) -> bool {
        matches!(self.sheets.as_slice(), [(_, 0)])
    }

    fn number(&self, value: f64, style: u16) -> String {
        self.formats.number(value, usize::from(style), self.days_since_1904)
    }

    fn text(&self, text: String, style: u16) -> String {
        self.formats.text(text, usize::from(style))
    }
}

/// Displayed texts with their rows and columns.
type Shown = Vec<(u32, u32, String)>;

/// The cells being read.
struct Cells {
    shows_zeros: bool,
    /// The row, column and style of a formula whose text is in the next record.
    awaits_text: Option<(u16, u16, u16)>,
}

impl Cells {
    /// Returns the cells of a record, or `None` if it is too short.
    fn read(
        &mut self,
        workbook: &Workbook,
        sheet: &mut Sheet,
        record: Record<'_>,
    ) -> Option<Shown> {
        if workbook.dialect.is_first {
            return self.first(workbook, record);
        }
        let mut data = record.data;
        match record.kind {
            0x0208 => hide_row(sheet, &mut data)?,
            0x007D => hide_columns(sheet, &mut data)?,
            0x00E5 => merge(sheet, &mut data),
            0x023E => self.shows_zeros = data.u16()? & 0x0010 != 0,
            0x0207 => {
                let (row, column, style) = self.awaits_text.take()?;
                let text = data.text(workbook.dialect)?;
                return one(row, column, workbook.text(text, style));
            }
            0x00BD => return self.numbers(workbook, data),
            0x0203 | 0x027E | 0x00FD | 0x0204 | 0x00D6 | 0x0205 | 0x0006 | 0x0206 | 0x0406 => {
                let (row, column, style) = (data.u16()?, data.u16()?, data.u16()?);
                let text = match record.kind {
                    0x0203 => self.number(workbook, data.f64()?, style),
                    0x027E => self.number(workbook, short_number(data.u32()?), style),
                    0x00FD => {
                        let text = workbook.strings.get(data.u32()? as usize)?;
                        workbook.text(text.clone(), style)
                    }
                    0x0205 => truth_or_error(data.u8()?, data.u8()? == 1),
                    0x0006 | 0x0206 | 0x0406 => {
                        self.result(workbook, data.bytes()?, (row, column, style))?
                    }
                    _ => workbook.text(data.text(workbook.dialect)?, style),
                };
                return one(row, column, text);
            }
            _ => {}
        }
        None
    }

    /// Like [`Self::read`], for Excel 2.
    fn first(&mut self, workbook: &Workbook, record: Record<'_>) -> Option<Shown> {
        let mut data = record.data;
        if record.kind == 0x0007 {
            let (row, column, style) = self.awaits_text.take()?;
            let text = data.short_text(workbook.dialect)?;
            return one(row, column, workbook.text(text, style));
        }
        if !matches!(record.kind, 0x0002..=0x0006) {
            return None;
        }
        let (row, column) = (data.u16()?, data.u16()?);
        let style = u16::from(data.u8()? & 0x3F);
        data.skip(2);
        let text = match record.kind {
            0x0002 => self.number(workbook, f64::from(data.u16()?), style),
            0x0003 => self.number(workbook, data.f64()?, style),
            0x0004 => workbook.text(data.short_text(workbook.dialect)?, style),
            0x0005 => truth_or_error(data.u8()?, data.u8()? == 1),
            _ => self.result(workbook, data.bytes()?, (row, column, style))?,
        };
        one(row, column, text)
    }

    /// Returns the result of a formula, or `None` if it is a text, which is in the next record.
    fn result(
        &mut self,
        workbook: &Workbook,
        bytes: [u8; 8],
        (row, column, style): (u16, u16, u16),
    ) -> Option<String> {
        match bytes {
            [0, _, _, _, _, _, 0xFF, 0xFF] => {
                self.awaits_text = Some((row, column, style));
                None
            }
            [kind @ (1 | 2), _, value, _, _, _, 0xFF, 0xFF] => {
                Some(truth_or_error(value, kind == 2))
            }
            [_, _, _, _, _, _, 0xFF, 0xFF] => None,
            bytes => Some(self.number(workbook, f64::from_le_bytes(bytes), style)),
        }
    }

    /// Reads a row of numbers, each with its style.
    fn numbers(&self, workbook: &Workbook, mut data: Data<'_>) -> Option<Shown> {
        let (row, first) = (data.u16()?, data.u16()?);
        let mut shown = Vec::new();
        // One column too many is enough to exceed the limit.
        let most = u32::try_from(workbook.budget.limits.columns.most).unwrap_or(u32::MAX);
        for column in u32::from(first)..=most.saturating_add(1) {
            // After the last number there is only the number of the last column.
            let Some((style, value)) = data.u16().zip(data.u32()) else { break };
            let text = self.number(workbook, short_number(value), style);
            shown.push((u32::from(row), column, text));
        }
        Some(shown)
    }

    fn number(&self, workbook: &Workbook, value: f64, style: u16) -> String {
        if value == 0.0 && !self.shows_zeros {
            String::new()
        } else {
            workbook.number(value, style)
        }
    }
}

fn one(row: u16, column: u16, text: String) -> Option<Shown> {
    Some(vec![(u32::from(row), u32::from(column), text)])
}

fn hide_row(sheet: &mut Sheet, data: &mut Data<'_>) -> Option<()> {
    let row = u32::from(data.u16()?);
    data.skip(10);
    if data.u8()? & 0x20 != 0 {
        sheet.hidden_rows.add(row..row + 1);
    }
    Some(())
}

fn hide_columns(sheet: &mut Sheet, data: &mut Data<'_>) -> Option<()> {
    let (first, last) = (u32::from(data.u16()?), u32::from(data.u16()?));
    data.skip(4);
    if data.u16()? & 1 != 0 {
        sheet.hidden_columns.add(first..last + 1);
    }
    Some(())
}

fn merge(sheet: &mut Sheet, data: &mut Data<'_>) {
    data.skip(2);
    let mut number = || data.u16().map(u32::from);
    while let (Some(top), Some(bottom), Some(left), Some(right)) =
        (number(), number(), number(), number())
    {
        sheet.merges.push(Area { rows: top..bottom + 1, columns: left..right + 1 });
    }
}
