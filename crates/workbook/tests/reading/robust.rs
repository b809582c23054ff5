//! Damaged workbooks and files: each is read, or there is a problem that says something.
//!
//! The damage is the same in every run. A fuzz target looks for more of it.

#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a helper that cannot go on fails the test"
)]

use crate::common::{csv_files, tables, xlsx};
use std::io::{Cursor, Read, Write};
use std::time::{Duration, Instant};
use workbook::{Filled, Problem, ReadFailure, limits, read_csv, read_xlsx};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Far more than any of these small files may take, and on a busy machine, too.
const LONGEST: Duration = Duration::from_secs(10);

/// A generator of numbers that look random: xorshift, after Marsaglia.
struct Numbers(u64);

impl Numbers {
    /// A number below `most`, which is not zero.
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % most.max(1)
    }
}

fn assert_sound(what: &str, read: impl Fn() -> Result<Filled, ReadFailure>) {
    let start = Instant::now();
    match read() {
        Ok(filled) => assert!(filled.warnings.iter().all(|it| !it.is_error()), "{what}"),
        Err(failure) => assert!(failure.problems().iter().any(Problem::is_error), "{what}"),
    }
    assert!(start.elapsed() < LONGEST, "{what} takes {:?}", start.elapsed());
}

/// One kind of damage, chosen by the generator.
fn damage(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut damaged = bytes.to_vec();
    for _ in 0..=numbers.below(3) {
        let (at, kind) = (numbers.below(damaged.len()), numbers.below(5));
        let length = numbers.below(64).min(damaged.len() - at);
        let part: Vec<u8> = damaged[at..at + length].to_vec();
        match kind {
            0 => {
                if let Some(byte) = damaged.get_mut(at) {
                    *byte ^= 1 << numbers.below(8);
                }
            }
            1 => damaged.iter_mut().skip(at).take(8).for_each(|byte| *byte = 0xFF),
            2 => drop(damaged.drain(at..at + length)),
            3 => {
                let to = numbers.below(damaged.len());
                damaged.splice(to..to, part.repeat(1 + numbers.below(20)));
            }
            _ => {
                let to = numbers.below(damaged.len() - length + 1);
                damaged.splice(to..to + length, part);
            }
        }
    }
    damaged
}

/// Cuts and damages `part`, and reads what `pack` makes of it.
fn try_all(
    part: &[u8],
    times: usize,
    what: &str,
    read: impl Fn(&[u8]) -> Result<Filled, ReadFailure>,
) {
    let step = (part.len() / 200).max(1);
    for length in (0..part.len()).step_by(step) {
        assert_sound(&format!("{what} cut at {length}"), || read(&part[..length]));
    }
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for round in 0..times {
        let damaged = damage(part, &mut numbers);
        assert_sound(&format!("{what} damaged, round {round}"), || read(&damaged));
    }
}

/// The parts of a workbook.
fn parts(book: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    let part = |index| {
        let mut part = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    };
    (0..ZipArchive::new(Cursor::new(book)).unwrap().len()).map(part).collect()
}

fn packed(parts: &[(String, Vec<u8>)], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in parts {
        writer.start_file(name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn workbooks() {
    let book = xlsx(&tables());
    try_all(&book, 1500, "workbook", read_xlsx);
    let parts = parts(&book);
    for (at, (name, part)) in parts.iter().enumerate() {
        try_all(part, 100, name, |damaged| {
            let mut parts = parts.clone();
            parts[at].1 = damaged.to_vec();
            read_xlsx(&packed(&parts, CompressionMethod::Stored))
        });
    }
}

#[test]
fn csv_files_of_any_bytes() {
    let files = csv_files(&tables());
    for at in 0..files.len() {
        try_all(&files[at].1, 400, &files[at].0, |damaged| {
            let mut files = files.clone();
            files[at].1 = damaged.to_vec();
            read_csv(&files)
        });
    }
}

/// The first problem of a workbook with another sheet in place of the units.
fn told_of(sheet: &str) -> String {
    let mut parts = parts(&xlsx(&tables()));
    let units = parts.iter_mut().find(|(name, _)| name == "xl/worksheets/sheet2.xml").unwrap();
    units.1 = sheet.as_bytes().to_vec();
    let file = packed(&parts, CompressionMethod::Deflated);
    read_xlsx(&file).unwrap_err().problems()[0].message.zh.clone()
}

fn limit(limit: limits::Limit) -> String {
    format!("{}超过上限 {}", limit.what.zh, limit.most)
}

#[test]
fn rows_columns_and_sheets_are_limited() {
    let sheet = |rows: &str| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let row = |row: u64| format!("<row r='{row}'><c r='A{row}'><v>1</v></c></row>");
    let rows: String = (1..=limits::ROWS.most + 1).map(row).collect();
    assert!(told_of(&sheet(&rows)).starts_with(&limit(limits::ROWS)));
    let wide = "<row r='1'><c r='XFD1'><v>1</v></c></row>";
    assert!(told_of(&sheet(wide)).starts_with(&limit(limits::COLUMNS)));
    let last = "<row r='1048576'><c r='A1048576'><v>1</v></c></row>";
    assert!(told_of(&sheet(last)).starts_with("第一行缺少"), "one far cell costs nothing");

    let names: Vec<String> =
        (0..=limits::SHEETS.most).map(|number| format!("表{number}")).collect();
    let mut book = rust_xlsxwriter::Workbook::new();
    for name in &names {
        book.add_worksheet().set_name(name).unwrap();
    }
    let told = read_xlsx(&book.save_to_buffer().unwrap()).unwrap_err();
    assert!(told.problems()[0].message.zh.starts_with(&limit(limits::SHEETS)), "{told:#?}");
}

#[test]
fn what_a_workbook_unpacks_to_is_limited() {
    let mut bomb = parts(&xlsx(&tables()));
    let most = usize::try_from(limits::RATIO_FREE_BYTES).unwrap();
    bomb.push(("xl/media/bomb".to_owned(), vec![0; most + 1]));
    let told = read_xlsx(&packed(&bomb, CompressionMethod::Deflated)).unwrap_err();
    assert!(told.problems()[0].message.zh.starts_with(&limit(limits::RATIO)), "{told:#?}");
    // Parts below the free size are bounded together.
    bomb.pop();
    for number in 0..=limits::UNPACKED_BYTES.most / limits::RATIO_FREE_BYTES {
        bomb.push((format!("xl/media/{number}"), vec![0; most]));
    }
    let told = read_xlsx(&packed(&bomb, CompressionMethod::Deflated)).unwrap_err();
    assert!(told.problems()[0].message.zh.starts_with(&limit(limits::UNPACKED_BYTES)), "{told:#?}");
    let parts: Vec<_> = (0..=limits::PARTS.most).map(|it| (it.to_string(), Vec::new())).collect();
    let told = read_xlsx(&packed(&parts, CompressionMethod::Stored)).unwrap_err();
    assert!(told.problems()[0].message.zh.starts_with(&limit(limits::PARTS)), "{told:#?}");
}

#[test]
fn files_are_limited_in_size_and_number() {
    let most = usize::try_from(limits::FILE_BYTES.most).unwrap();
    let large = vec![b'\n'; most + 1];
    assert!(
        read_xlsx(&large).unwrap_err().problems()[0]
            .message
            .zh
            .starts_with(&limit(limits::FILE_BYTES))
    );
    let told = read_csv(&[("单位.csv".to_owned(), large)]).unwrap_err();
    assert!(told.problems()[0].message.zh.starts_with(&limit(limits::FILE_BYTES)), "{told:#?}");
    let many: Vec<_> =
        (0..=limits::FILES.most).map(|it| (format!("{it}.csv"), Vec::new())).collect();
    let told = read_csv(&many).unwrap_err();
    assert!(told.problems()[0].message.zh.starts_with(&limit(limits::FILES)), "{told:#?}");
    let rows = "甲\n".repeat(usize::try_from(limits::ROWS.most).unwrap() + 1);
    let told = read_csv(&[("单位.csv".to_owned(), rows.into_bytes())]).unwrap_err();
    assert!(told.problems()[0].message.zh.starts_with(&limit(limits::ROWS)), "{told:#?}");
    let columns = usize::try_from(limits::COLUMNS.most).unwrap();
    let row = ",".repeat(columns - 1) + "\n";
    let rows = row.repeat(usize::try_from(limits::CELLS.most).unwrap() / columns + 1);
    let told = read_csv(&[("单位.csv".to_owned(), rows.into_bytes())]).unwrap_err();
    assert!(told.problems()[0].message.zh.starts_with(&limit(limits::CELLS)), "{told:#?}");
    let wide = ",".repeat(columns + 1);
    let told = read_csv(&[("单位.csv".to_owned(), wide.into_bytes())]).unwrap_err();
    assert!(told.problems()[0].message.zh.starts_with(&limit(limits::COLUMNS)), "{told:#?}");
}
