//! Reads the binary workbooks of Excel 2007 and later.
//!
//! The parts are those of an `.xlsx` file, with records in place of XML. Source: [MS-XLSB].

use super::book::{Listed, Shared, read_sheets};
use super::format::Formats;
use super::number::{short_number, truth_or_error};
use super::sheet::{Area, Sheet, is_unreadable};
use crate::limits::{Budget, Limits};
use crate::package::Package;
use crate::{Format, ReadError};
use document::Document;
use std::collections::BTreeMap;

/// Reads a workbook.
///
/// Fails if the file is damaged or encrypted, or exceeds a limit.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes, Format::Xlsb, limits)?;
    let main = package.main_part("xl/workbook.bin")?;
    let targets = package.relations(&main)?;
    let beside = |name: &str| crate::package::beside(&main, name);
    let mut budget = Budget::new(limits);
    let part = package.bytes(&beside("sharedStrings.bin"))?.unwrap_or_default();
    let strings = strings(&part.0, &mut budget)?;
    let part = package.bytes(&beside("styles.bin"))?.unwrap_or_default();
    let formats = formats(&part.0, limits)?;
    let Some((workbook, _)) = package.bytes(&main)? else {
        return Err(package.broken(&main, &"missing"));
    };
    let mut shared = Shared { strings, formats, days_since_1904: false, budget };
    let listed = sheets(&workbook, &mut shared)?;
    let document = read_sheets(listed, &targets, &mut shared, |path, sheet, shared| {
        let Some((part, whole)) = package.bytes(path)? else { return Ok(None) };
        Ok(Some(read_sheet(&part, sheet, shared)? && whole))
    })?;
    if is_unreadable(&document) {
        return Err(package.broken(&main, &"no sheet could be read"));
    }
    Ok(document)
}

/// The records of a part.
struct Records<'a> {
    rest: Data<'a>,
    /// Whether the part ended inside a record.
    cut: bool,
}

/// The unread data of a record.
#[derive(Clone, Copy)]
struct Data<'a>(&'a [u8]);

impl<'a> Records<'a> {
    fn new(part: &'a [u8]) -> Self {
        Self { rest: Data(part), cut: false }
    }

    fn one(&mut self) -> Option<(u32, Data<'a>)> {
        let kind = self.rest.varying(2)?;
        let length = self.rest.varying(4)?;
        Some((kind, Data(self.rest.take(length as usize)?)))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u32, Data<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.0.is_empty() {
            return None;
        }
        let record = self.one();
        self.cut |= record.is_none();
        record
    }
}

impl<'a> Data<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// Reads a number of at most `most` bytes, with seven bits in each.
    fn varying(&mut self, most: u32) -> Option<u32> {
        let mut number = 0;
        for step in 0..most {
            let byte = self.u8()?;
            number |= u32::from(byte & 0x7F) << (7 * step);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }

    fn u8(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.take(2)?.try_into().ok()?))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn f64(&mut self) -> Option<f64> {
        Some(f64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    /// Reads a text with its length in four bytes.
    fn text(&mut self) -> Option<String> {
        let length = self.u32()? as usize;
        // The length that stands for no text.
        if length == u32::MAX as usize {
            return Some(String::new());
        }
        let bytes = self.take(length.checked_mul(2)?)?;
        let (units, _) = bytes.as_chunks::<2>();
        let units: Vec<u16> = units.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
        Some(String::from_utf16_lossy(&units))
    }
}

/// Returns the sheets in order.
fn sheets(workbook: &[u8], shared: &mut Shared) -> Result<Vec<Listed>, ReadError> {
    const PROPERTIES: u32 = 153;
    const SHEET: u32 = 156;
    let mut sheets = Vec::new();
    for (kind, mut data) in Records::new(workbook) {
        match kind {
            PROPERTIES => shared.days_since_1904 |= data.u32().is_some_and(|flags| flags & 1 == 1),
            SHEET => {
                let (Some(state), Some(_)) = (data.u32(), data.u32()) else { continue };
                let (Some(id), Some(name)) = (data.text(), data.text()) else { continue };
                sheets.push(Listed { id, name, is_hidden: state != 0 });
                // There cannot be more sheets than parts.
                shared.budget.limits.members.check(sheets.len())?;
            }
            _ => {}
        }
    }
    Ok(sheets)
}

fn strings(part: &[u8], budget: &mut Budget) -> Result<Vec<String>, ReadError> {
    const STRING: u32 = 19;
    let mut strings = Vec::new();
    for (_, mut data) in Records::new(part).filter(|(kind, _)| *kind == STRING) {
        let text = data.u8().and_then(|_| data.text()).unwrap_or_default();
        budget.limits.cells.check(strings.len())?;
        budget.text(text.len())?;
        strings.push(text);
    }
    Ok(strings)
}

/// Returns the number formats by cell style.
fn formats(part: &[u8], limits: &Limits) -> Result<Formats, ReadError> {
    const FORMAT: u32 = 44;
    const STYLES_BEGIN: u32 = 617;
    const STYLES_END: u32 = 618;
    const STYLE: u32 = 47;
    let mut codes: BTreeMap<u16, String> = BTreeMap::new();
    let mut styles: Vec<u16> = Vec::new();
    let mut of_cells = false;
    for (kind, mut data) in Records::new(part) {
        match kind {
            FORMAT => codes.extend(data.u16().zip(data.text())),
            STYLES_BEGIN => of_cells = true,
            STYLES_END => of_cells = false,
            STYLE if of_cells => {
                styles.push(data.u16().and_then(|_| data.u16()).unwrap_or(0));
            }
            _ => {}
        }
    }
    Formats::new(&codes, styles, limits)
}

/// Reads the part of a sheet. Returns whether it was complete.
fn read_sheet(part: &[u8], sheet: &mut Sheet, shared: &mut Shared) -> Result<bool, ReadError> {
    const END: u32 = 130;
    let mut records = Records::new(part);
    let mut ended = false;
    let mut row = 0;
    let mut shows_zeros = true;
    for (kind, data) in records.by_ref() {
        ended |= kind == END;
        match kind {
            0 => row = start_row(data, sheet).unwrap_or(row),
            60 => drop(hide_columns(data, sheet)),
            137 => shows_zeros = Data(data.0).u16().is_none_or(|flags| flags & 0x10 != 0),
            176 => sheet.merges.extend(area(data)),
            _ => {
                if let Some((column, text)) = cell(kind, data, shared, shows_zeros) {
                    sheet.put(row, column, &text, &mut shared.budget)?;
                }
            }
        }
    }
    Ok(ended && !records.cut)
}

/// Reads the properties of a row, and returns its number.
fn start_row(mut data: Data<'_>, sheet: &mut Sheet) -> Option<u32> {
    let row = data.u32()?;
    // Style, height, and the flags of the row's formatting.
    data.take(7)?;
    if data.u8().is_some_and(|flags| flags & 0x10 != 0) {
        sheet.hidden_rows.add(row..row.saturating_add(1));
    }
    Some(row)
}

fn hide_columns(mut data: Data<'_>, sheet: &mut Sheet) -> Option<()> {
    let (first, last) = (data.u32()?, data.u32()?);
    // Width and style.
    data.take(8)?;
    if data.u16()? & 1 != 0 {
        sheet.hidden_columns.add(first..last.saturating_add(1));
    }
    Some(())
}

fn area(mut data: Data<'_>) -> Option<Area> {
    let (top, bottom, left, right) = (data.u32()?, data.u32()?, data.u32()?, data.u32()?);
    Some(Area { rows: top..bottom.checked_add(1)?, columns: left..right.checked_add(1)? })
}

/// Returns the column and the displayed text of a cell, or `None` if it is blank or the record is
/// something else.
fn cell(
    kind: u32,
    mut data: Data<'_>,
    shared: &Shared,
    shows_zeros: bool,
) -> Option<(u32, String)> {
    if !matches!(kind, 2..=11 | 62) {
        return None;
    }
    let (column, style) = (data.u32()?, data.u32()? & 0x00FF_FFFF);
    let style = style as usize;
    let number = |value: f64| {
        if value == 0.0 && !shows_zeros {
            String::new()
        } else {
            shared.formats.number(value, style, shared.days_since_1904)
        }
    };
    let text = |text: String| shared.formats.text(text, style);
    let shown = match kind {
        2 => number(short_number(data.u32()?)),
        3 | 11 => truth_or_error(data.u8()?, true),
        4 | 10 => truth_or_error(data.u8()?, false),
        5 | 9 => number(data.f64()?),
        7 => text(shared.strings.get(data.u32()? as usize)?.clone()),
        62 => {
            data.u8()?;
            text(data.text()?)
        }
        _ => text(data.text()?),
    };
    Some((column, shown))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::testing::zip_bytes;
    use crate::testing::show;

    fn record(kind: u32, data: &[u8]) -> Vec<u8> {
        let varying = |number: u32, most: u32| {
            let bytes = (0..most).map(move |step| (number >> (7 * step)) as u8 & 0x7F);
            let used = (1..=most).find(|used| number >> (7 * used) == 0).unwrap();
            let mut bytes: Vec<u8> = bytes.take(used as usize).collect();
            let last = bytes.len() - 1;
            bytes[..last].iter_mut().for_each(|byte| *byte |= 0x80);
            bytes
        };
        [varying(kind, 2), varying(u32::try_from(data.len()).unwrap(), 4), data.to_vec()].concat()
    }

    fn text(text: &str) -> Vec<u8> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let length = u32::try_from(units.len()).unwrap();
        [&length.to_le_bytes()[..], &units.iter().flat_map(|u| u.to_le_bytes()).collect::<Vec<_>>()]
            .concat()
    }

    fn numbers(numbers: &[u32]) -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    fn row(number: u32, hidden: bool) -> Vec<u8> {
        record(0, &[numbers(&[number, 0]), vec![0, 0, 0, u8::from(hidden) * 0x10, 0]].concat())
    }

    fn workbook(sheet: &[Vec<u8>]) -> Vec<u8> {
        let bundle =
            |state, id, name| record(156, &[numbers(&[state, 1]), text(id), text(name)].concat());
        let relations =
            "<r><Relationship Id='a' Target='s1.bin'/><Relationship Id='b' Target='s2.bin'/></r>";
        let styles = [
            record(44, &[&176_u16.to_le_bytes()[..], &text("#,##0.00")].concat()),
            record(47, &[0, 0, 9, 0]),
            record(617, &[]),
            record(47, &[0, 0, 0, 0]),
            record(47, &[0, 0, 176, 0]),
            record(618, &[]),
        ];
        let strings = record(19, &[vec![0], text("合计")].concat());
        zip_bytes(&[
            ("xl/workbook.bin", &[bundle(0, "a", "表"), bundle(1, "b", "隐")].concat()),
            ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
            ("xl/styles.bin", &styles.concat()),
            ("xl/sharedStrings.bin", &strings),
            ("xl/s1.bin", &sheet.concat()),
            ("xl/s2.bin", &sheet.concat()),
        ])
    }

    #[test]
    fn cells_are_shown_in_their_formats_and_hidden_ones_left_out() {
        let cell = |kind, column, style, value: &[u8]| {
            record(kind, &[&numbers(&[column, style]), value].concat())
        };
        let sheet = [
            record(60, &[numbers(&[1, 1, 0, 0]), vec![1, 0]].concat()),
            row(2, false),
            cell(7, 0, 0, &numbers(&[0])),
            cell(5, 1, 0, &9.0_f64.to_le_bytes()),
            cell(9, 2, 1, &1234.5_f64.to_le_bytes()),
            row(3, true),
            cell(6, 0, 0, &text("no")),
            row(4, false),
            cell(2, 2, 1, &numbers(&[(125 << 2) | 3])),
            cell(10, 3, 0, &[1]),
            record(176, &numbers(&[2, 4, 0, 0])),
            record(130, &[]),
        ];
        let document = read(&workbook(&sheet), &Limits::DEFAULT).unwrap();
        let shown = "0,0[2x1] 合计 | 0,1 1,234.50 | 0,2  | 1,1 1.25 | 1,2 TRUE";
        assert_eq!(show(&document), [shown]);
        assert_eq!(document.tables().next().unwrap().cells[1].place.to_string(), "表!C3");
        let hidden: Vec<_> = document.remarks.iter().map(|it| it.place.to_string()).collect();
        assert_eq!(hidden, ["表!B3", "隐!A1"]);
        // Cut off inside a record.
        let document = read(
            &workbook(&sheet[..4].iter().cloned().chain([vec![7, 9]]).collect::<Vec<_>>()),
            &Limits::DEFAULT,
        );
        assert_eq!(document.unwrap().remarks[0].kind, document::RemarkKind::Unfinished);
    }
}
