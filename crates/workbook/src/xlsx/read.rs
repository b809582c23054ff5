//! Reads the values of an Excel workbook cell by cell. The whole grid is never allocated, because a
//! single cell in the last row would make it enormous.

use super::looks::looks;
use super::unseen;
use crate::raw::{Cell, Places, Raw, Value};
use crate::{Filled, Problem, ReadFailure, Spot, decode, limits, money};
use calamine::{DataRef, Reader, Xlsx, XlsxError};
use contain::contain;
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use zip::ZipArchive;

/// Reads a ledger from the bytes of a workbook.
///
/// # Errors
/// Everything that is wrong with the workbook, each problem with its sheet and cell; or that it is not a ledger.
pub fn read_xlsx(bytes: &[u8]) -> Result<Filled, ReadFailure> {
    let (sheets, problems) = raw(bytes).map_err(ReadFailure::NotALedger)?;
    decode::decode(sheets, problems)
}

/// Returns the sheets that can be read, and a problem for each of the others.
pub(crate) fn raw(bytes: &[u8]) -> Result<(Vec<Raw>, Vec<Problem>), Problem> {
    limits::FILE_BYTES
        .check(bytes.len() as u64, &Spot::Whole)
        .and_then(|()| unpack(bytes))
        .and_then(|()| contained(|| sheets(bytes)))
}

/// Returns the result of `work`, or an error if it panics: calamine panics on damaged cell
/// references of ten letters.
fn contained<T>(work: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    let broken = |_| {
        Err(Problem::error(
            Spot::Whole,
            "工作簿已损坏，无法读取。请在 Excel 或 WPS 中打开并另存为 .xlsx。",
            "The workbook is damaged and cannot be read. Open it and save it as .xlsx again.",
        ))
    };
    contain(work).unwrap_or_else(broken)
}

/// The same, of a container that is not too large.
fn sheets(bytes: &[u8]) -> Result<(Vec<Raw>, Vec<Problem>), Problem> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| no_workbook(&error))?;
    let names = book.sheet_names();
    limits::SHEETS.check(names.len() as u64, &Spot::Whole)?;
    let looks = looks(bytes);
    let (mut sheets, mut problems) = (Vec::new(), Vec::new());
    for name in names {
        match sheet(&mut book, &name, &sheets) {
            Ok(mut sheet) => {
                if let Some(looks) = looks.get(&sheet.name) {
                    problems.extend(unseen::merged(&mut sheet, looks));
                    problems.extend(unseen::hidden(&sheet, looks));
                }
                sheets.push(sheet);
            }
            Err(problem) => problems.push(problem),
        }
    }
    Ok((sheets, problems))
}

/// Unpacks every part without keeping it, to measure its real size: the sizes stated in the
/// container may be false.
fn unpack(bytes: &[u8]) -> Result<(), Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| no_container(&error))?;
    limits::PARTS.check(archive.len() as u64, &Spot::Whole)?;
    let mut total = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| no_container(&error))?;
        let packed = part.compressed_size();
        let most = limits::UNPACKED_BYTES.most + 1 - total;
        // A damaged part is an error only if the ledger needs it, which is found when it is read.
        let grown = io::copy(&mut part.take(most), &mut io::sink()).unwrap_or(0);
        total += grown;
        limits::UNPACKED_BYTES.check(total, &Spot::Whole)?;
        if grown > limits::RATIO_FREE_BYTES {
            limits::RATIO.check(grown / packed.max(1), &Spot::Whole)?;
        }
    }
    Ok(())
}

fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, before: &[Raw]) -> Result<Raw, Problem> {
    let mut sheet = Raw::new(name.trim(), Places::Sheet, before);
    let spot = sheet.spot();
    let damaged = |error: XlsxError| no_sheet(spot.clone(), &error);
    let mut rows: BTreeMap<u64, BTreeMap<usize, Cell>> = BTreeMap::new();
    let mut cells = book.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some(read) = cells.next_cell_with_formula_metadata().map_err(damaged)? {
        let cell = match (cell(&read.value, &mut sheet), read.formula) {
            (Cell::EMPTY, Some(_)) if read.value == DataRef::Empty => {
                sheet.keep(Value::Broken("公式还没有计算".to_owned()))
            }
            (Cell::EMPTY, _) => continue,
            (cell, _) => cell,
        };
        let (row, column) = read.pos;
        limits::COLUMNS.check(u64::from(column) + 1, &spot)?;
        let cells = rows.entry(u64::from(row) + 1).or_default();
        cells.insert(usize::try_from(column).unwrap_or(0), cell);
        limits::ROWS.check(rows.len() as u64, &spot)?;
    }
    for (number, cells) in rows {
        sheet.push(number, spread(cells))?;
    }
    Ok(sheet)
}

/// Returns a row from the first column on, with blanks between the given cells.
fn spread(cells: BTreeMap<usize, Cell>) -> Vec<Cell> {
    let mut row = Vec::new();
    for (column, cell) in cells {
        row.resize(column, Cell::EMPTY);
        row.push(cell);
    }
    row
}

fn cell(data: &DataRef<'_>, sheet: &mut Raw) -> Cell {
    match data {
        DataRef::Empty => Cell::EMPTY,
        DataRef::Int(number) => sheet.number(&number.to_string()),
        DataRef::Float(number) => match money::shown(*number) {
            Some(number) => sheet.number(&number),
            None => sheet.keep(Value::Broken(number.to_string())),
        },
        DataRef::String(text) => sheet.text(text),
        DataRef::SharedString(text) => sheet.text(text),
        DataRef::Bool(_) => sheet.keep(Value::Truth),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => {
            sheet.keep(Value::Date)
        }
        DataRef::Error(error) => sheet.keep(Value::Broken(error.to_string())),
    }
}

fn no_container(error: &zip::result::ZipError) -> Problem {
    Problem::error(
        Spot::Whole,
        format!("不是 .xlsx 工作簿，或文件已损坏（{error}）。请在 Excel 或 WPS 中另存为 .xlsx。"),
        format!(
            "This is not an .xlsx workbook, or it is damaged ({error}). Save it as .xlsx again."
        ),
    )
}

fn no_workbook(error: &XlsxError) -> Problem {
    Problem::error(
        Spot::Whole,
        format!("工作簿无法读取（{error}）。请在 Excel 或 WPS 中打开并另存为 .xlsx。"),
        format!("The workbook cannot be read ({error}). Open it and save it as .xlsx again."),
    )
}

fn no_sheet(spot: Spot, error: &XlsxError) -> Problem {
    Problem::error(
        spot,
        format!("工作表无法读取（{error}）。请在 Excel 或 WPS 中打开并另存为 .xlsx。"),
        format!("The sheet cannot be read ({error}). Open the workbook and save it again."),
    )
}
