//! LibreOffice opens and saves the written files, and the saved files have the same content.

#![expect(clippy::unwrap_used, reason = "a test that cannot write its files fails")]

#[expect(dead_code, reason = "the random documents are for another test")]
mod invented;

use document::{Block, Cover, Document};
use invented::disclosure;
use std::path::Path;
use std::process::Command;
use writers::Annotations;

/// Returns a file as LibreOffice saves it, or `None` if LibreOffice or the needed part of it is not
/// installed.
fn saved(name: &str, bytes: &[u8], format: &str) -> Option<Vec<u8>> {
    let known_to_be_good = match format.split_once(':') {
        Some(("xlsx", _)) => convert("calc-there", "csv", b"1,2\n", format),
        _ => convert("writer-there", "txt", b"1\n", format),
    };
    if known_to_be_good.is_none() {
        println!("skipped: no LibreOffice that writes {format}");
        return None;
    }
    let (end, _) = format.split_once(':').unwrap_or((format, ""));
    let saved = convert(name, end, bytes, format);
    assert!(saved.is_some(), "LibreOffice does not open what is written");
    saved
}

/// Returns a file as LibreOffice converts it, or `None` if it fails.
fn convert(name: &str, from_end: &str, bytes: &[u8], format: &str) -> Option<Vec<u8>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let (from, to) = (folder.join("in"), folder.join("out"));
    std::fs::create_dir_all(&from).unwrap();
    let (end, _) = format.split_once(':').unwrap_or((format, ""));
    let file = from.join(format!("{name}.{from_end}"));
    std::fs::write(&file, bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let done = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", format, "--outdir"])
        .args([&to, &file])
        .output();
    done.ok().filter(|done| done.status.success())?;
    std::fs::read(to.join(format!("{name}.{end}"))).ok()
}

fn shown(document: &Document) -> Vec<String> {
    let cell = |cell: &document::Cell| {
        let (row, column) = (cell.row, cell.column);
        format!("{row},{column}[{}x{}]{}", cell.row_span, cell.column_span, cell.text)
    };
    let show = |block: &Block| match block {
        // LibreOffice saves a page break as a line break at the end of the paragraph before it.
        Block::Paragraph(paragraph) => {
            format!("{:?} {}", paragraph.level, paragraph.text.trim_end())
        }
        Block::Table(table) => table.cells.iter().map(cell).collect::<Vec<_>>().join("|"),
    };
    document.blocks.iter().map(show).collect()
}

#[test]
fn a_word_file_survives_an_office_program() {
    let document = disclosure(2);
    let bytes = writers::docx::write(&document, &Cover::default()).unwrap();
    let Some(saved) = saved("writer", &bytes, "docx:MS Word 2007 XML") else { return };
    assert_eq!(shown(&readers::read(&saved).unwrap()), shown(&document));
}

#[test]
fn a_workbook_survives_an_office_program() {
    let document = disclosure(2);
    let bytes = writers::xlsx::write(&document, &Cover::default(), &Annotations::new()).unwrap();
    let Some(saved) = saved("calc", &bytes, "xlsx:Calc MS Excel 2007 XML") else { return };
    assert_eq!(shown(&readers::read(&saved).unwrap()), shown(&readers::read(&bytes).unwrap()));
}
