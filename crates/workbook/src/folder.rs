//! The ledger as a folder of CSV files, one a sheet, for those who keep versions.

use crate::encode::{Entry, encode};
use crate::raw::{Places, Raw, Texts};
use crate::{File, Filled, Form, Problem, ReadFailure, Spot, decode, guide, limits, money};
use csv::{ReaderBuilder, StringRecord, WriterBuilder};
use ledger::Ledger;
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
    let mut problems = Vec::new();
    problems.extend(limits::FILES.check(files.len() as u64, &Spot::Whole).err());
    let (mut sheets, mut total) = (Vec::new(), 0);
    let most = usize::try_from(limits::FILES.most).unwrap_or(usize::MAX);
    for (file, bytes) in files.iter().take(most) {
        let Some(name) = file.strip_suffix(".csv") else { continue };
        total += bytes.len() as u64;
        let is_read = limits::FILE_BYTES.check(total, &Spot::File(file.clone()));
        match is_read.and_then(|()| sheet(name, bytes, &sheets)) {
            Ok(sheet) => sheets.push(sheet),
            Err(problem) => problems.push(problem),
        }
    }
    decode::decode(&sheets, problems)
}

/// The CSV files of a folder, by name; all of them as far as the limit and one byte more.
pub(crate) fn files(folder: &Path) -> io::Result<Vec<File>> {
    let (mut files, mut left) = (Vec::new(), limits::FILE_BYTES.most + 1);
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is_table = path.extension().is_some_and(|extension| extension == "csv");
        let Some(name) = path.file_name().filter(|_| is_table) else { continue };
        if files.len() as u64 > limits::FILES.most {
            break;
        }
        let mut bytes = Vec::new();
        std::fs::File::open(&path)?.take(left).read_to_end(&mut bytes)?;
        left -= bytes.len() as u64;
        files.push((name.to_string_lossy().into_owned(), bytes));
    }
    files.sort();
    Ok(files)
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

fn sheet(name: &str, bytes: &[u8], before: &[Raw]) -> Result<Raw, Problem> {
    let mut sheet = Raw::new(name, Places::Csv, before);
    let spot = sheet.spot();
    let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| no_utf8(spot.clone()))?;
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let (mut record, mut texts) = (StringRecord::new(), Texts::default());
    while reader.read_record(&mut record).map_err(|error| no_csv(&spot, &error))? {
        limits::COLUMNS.check(record.len() as u64, &spot)?;
        let number = record.position().map_or(0, csv::Position::line);
        sheet.push(number, record.iter().map(|text| texts.value(text)).collect())?;
    }
    Ok(sheet)
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
