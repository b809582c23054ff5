//! The ledger as a folder of CSV files, one a sheet, for those who keep versions.

use crate::encode::{Entry, encode};
use crate::raw::{Places, Raw};
use crate::{File, Filled, Form, Problem, ReadFailure, Spot, decode, guide, limits, money};
use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};
use ledger::Ledger;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// What spreadsheets put before UTF-8, and need to know it by.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The files of a ledger: UTF-8 with a byte order mark, so that spreadsheets open them too,
/// and one that tells how they are filled in.
///
/// A ledger that [`crate::read_csv`] would find errors in is written all the same.
pub fn write_csv(ledger: &Ledger, form: &Form) -> Vec<File> {
    let mut files = vec![(format!("{}.txt", crate::tables::GUIDE), guide::text(form).into_bytes())];
    for sheet in encode(ledger, form) {
        let headings = sheet.table.columns.iter().map(|column| column.heading.to_owned());
        let rows =
            sheet.rows.iter().map(|row| row.iter().map(|entry| field(entry, form)).collect());
        let records = std::iter::once(headings.collect::<Vec<_>>()).chain(rows);
        files.push((format!("{}.csv", sheet.table.name), table(records)));
    }
    files
}

/// Reads the CSV files of a ledger, each with its name; other files are passed over.
///
/// # Errors
/// Everything that is wrong with them, each with its file, line and field; or that they are
/// not a ledger.
pub fn read_csv(files: &[File]) -> Result<Filled, ReadFailure> {
    let mut reading = Reading::default();
    for (file, bytes) in files {
        reading.file(file, bytes.as_slice(), bytes.len() as u64);
    }
    decode::decode(reading.sheets, reading.problems)
}

/// Reads the CSV files of a folder one after the other, without holding one as a whole.
pub(crate) fn read(folder: &Path) -> io::Result<Result<Filled, ReadFailure>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "csv") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut reading = Reading::default();
    for path in &paths {
        let Some(name) = path.file_name() else { continue };
        let file = fs::File::open(path)?;
        let bytes = file.metadata()?.len();
        reading.file(&name.to_string_lossy(), file.take(bytes), bytes);
    }
    Ok(decode::decode(reading.sheets, reading.problems))
}

/// What was read so far of a folder.
#[derive(Default)]
struct Reading {
    sheets: Vec<Raw>,
    problems: Vec<Problem>,
    files: u64,
    bytes: u64,
}

impl Reading {
    /// Reads a file of so many bytes, unless there are too many.
    fn file(&mut self, file: &str, content: impl Read, bytes: u64) {
        self.files += 1;
        if let Err(problem) = limits::FILES.check(self.files, &Spot::Whole) {
            if self.files == limits::FILES.most + 1 {
                self.problems.push(problem);
            }
            return;
        }
        let Some(name) = file.strip_suffix(".csv") else { return };
        self.bytes += bytes;
        let is_read = limits::FILE_BYTES.check(self.bytes, &Spot::File(file.to_owned()));
        match is_read.and_then(|()| sheet(name, content, &self.sheets)) {
            Ok(sheet) => self.sheets.push(sheet),
            Err(problem) => self.problems.push(problem),
        }
    }
}

fn field(entry: &Entry, form: &Form) -> String {
    match entry {
        Entry::Text(text) => text.clone(),
        Entry::Money(amount) => money::decimal(*amount, form.unit),
        Entry::Count(count) => count.to_string(),
    }
}

fn table(records: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = WriterBuilder::new().flexible(true).from_writer(MARK.to_vec());
    for record in records {
        // Nothing can go wrong in writing to memory.
        drop(writer.write_record(record));
    }
    writer.into_inner().unwrap_or_default()
}

/// Reads one CSV file, beside those that were read before.
pub(crate) fn sheet(name: &str, content: impl Read, before: &[Raw]) -> Result<Raw, Problem> {
    let mut sheet = Raw::new(name, Places::Csv, before);
    let spot = sheet.spot();
    // The reader passes over the byte order mark.
    // Lines that end in \r\n are counted by their \n; the \r is left to the last cell.
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).terminator(Terminator::Any(b'\n'));
    let mut reader = builder.from_reader(content);
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| unread(&spot, &error))? {
        limits::COLUMNS.check(record.len() as u64, &spot)?;
        if record.iter().all(|text| text == "\r") {
            continue;
        }
        let number = record.position().map_or(0, csv::Position::line);
        let last = record.len().saturating_sub(1);
        let cells = record.iter().enumerate().map(|(at, text)| {
            sheet.text(if at == last { text.trim_end_matches('\r') } else { text })
        });
        let cells = cells.collect();
        sheet.push(number, cells)?;
    }
    Ok(sheet)
}

fn unread(spot: &Spot, error: &csv::Error) -> Problem {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => no_utf8(spot.clone()),
        _ => no_csv(spot, error),
    }
}

fn no_utf8(spot: Spot) -> Problem {
    Problem::error(
        spot,
        "文件不是 UTF-8 编码，没有读取。在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”。",
        "The file is not UTF-8 and was not read. Save it as “CSV UTF-8” in the spreadsheet.",
    )
}

fn no_csv(spot: &Spot, error: &csv::Error) -> Problem {
    Problem::error(
        spot.clone(),
        format!("文件无法按 CSV 读取：{error}。"),
        format!("The file cannot be read as CSV: {error}."),
    )
}
