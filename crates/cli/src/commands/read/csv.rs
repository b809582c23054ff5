//! One line a printed number.

use super::FileRead;
use crate::pipeline::Content;
use csv::Writer;
use disclosure::{Disclosure, Observation, Value};
use engine::File;
use finding::render::page;
use ledger::Printed;

const COLUMNS: [&str; 14] = [
    "file", "table", "title", "row", "column", "head", "label", "code", "printed", "fen", "scope",
    "page", "place", "ocr",
];

/// The line with the columns' names.
pub(super) fn head() -> String {
    format!("{}\n", COLUMNS.join(","))
}

/// The numbers of one file; none where it could not be read.
pub(super) fn file(read: &FileRead) -> String {
    let Ok(Content { file: File { document, disclosure }, .. }) = &read.content else {
        return String::new();
    };
    let recognised = document.recognised_pages();
    let mut writer = Writer::from_writer(Vec::new());
    for observation in &disclosure.observations {
        if let Value::Printed(printed) = observation.value {
            let is_recognised = page(&observation.place).is_some_and(|p| recognised.contains(&p));
            let fields = record(&read.file, disclosure, observation, printed);
            let mark = if is_recognised { "ocr" } else { "" };
            let record = fields.iter().map(String::as_str).chain([mark]);
            // Writing into memory does not fail, and every record has the same length.
            let _ = writer.write_record(record);
        }
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn record(
    file: &str,
    disclosure: &Disclosure,
    observation: &Observation,
    printed: Printed,
) -> [String; 13] {
    let source = &observation.source;
    let table = source.table.and_then(|index| disclosure.tables.get(index));
    [
        file.to_owned(),
        source.table.map(|index| (index + 1).to_string()).unwrap_or_default(),
        table.map(|table| table.title.clone()).unwrap_or_default(),
        source.row.to_string(),
        source.column.to_string(),
        source.head.to_string(),
        source.label.to_string(),
        source.code.to_string(),
        printed.to_string(),
        printed.face().fen().to_string(),
        disclosure.key(&observation.scope).to_string(),
        page(&observation.place).map(|page| page.to_string()).unwrap_or_default(),
        observation.place.to_string(),
    ]
}
