//! The numbers that a document prints, as records: the columns of `yusuan read`.

use super::READER;
use disclosure::record::{COLUMNS, Origin, Record};
use document::data::Value;
use engine::{Failure, File, Report};
use server::{ReadPage, ReadRecord, Reading};

/// Returns the records of a file, marked with the findings of its report. Its content and its name
/// are not in them: whoever shows the records knows them.
pub(super) fn of(file: &File, report: &Report) -> Result<Reading, Failure> {
    let origin = Origin { document: "".into(), file: "".into(), ..engine::origin(b"", "", file) };
    let records = engine::records(file, &origin, report)?;
    Ok(Reading {
        reader: READER.to_owned(),
        columns: COLUMNS.iter().map(|it| it.column.name.to_owned()).collect(),
        records: records.iter().map(record).collect(),
        page: page(file),
    })
}

/// The most bytes of a document on a page. It is a tenth of that where it is compressed.
const MOST_BYTES: usize = 400_000;

/// Returns the document as it was read.
fn page(file: &File) -> ReadPage {
    let (html, is_whole) = writers::html::part(&file.document, MOST_BYTES);
    ReadPage { html, is_whole }
}

fn record(record: &Record) -> ReadRecord {
    let values: serde_json::Value = record.values().map(value).collect();
    ReadRecord {
        flag: record.mark.flag.name().to_owned(),
        is_preferred: record.is_preferred,
        values: values.to_string(),
    }
}

fn value(value: Value<'_>) -> serde_json::Value {
    match value {
        Value::Missing => serde_json::Value::Null,
        Value::Text(text) => text.into_owned().into(),
        Value::Integer(number) => number.into(),
        Value::Boolean(flag) => flag.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example prints wrong numbers, and each scope has one record to be summed.
    #[test]
    fn a_document_has_the_records_of_the_command_line() {
        let example = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../examples/chengxi-archives-2031-damaged.docx"
        );
        let content = std::fs::read(example).unwrap();
        let file = engine::read(&content, &engine::Options::default()).unwrap();
        let report = engine::check(&file, &engine::Settings::default()).unwrap();
        let reading = of(&file, &report).unwrap();
        assert_eq!(reading.columns.len(), COLUMNS.len());
        let ReadPage { html, is_whole } = &reading.page;
        assert!(*is_whole && html.contains("<table") && html.contains("<caption"), "{html}");
        assert!(reading.records.iter().any(|it| it.flag == "wrong"));
        assert!(reading.records.iter().any(|it| it.is_preferred));
        let first: Vec<serde_json::Value> =
            serde_json::from_str(&reading.records.first().unwrap().values).unwrap();
        assert_eq!(first.len(), COLUMNS.len());
        let at = |name: &str| reading.columns.iter().position(|it| it == name).unwrap();
        assert!(first.get(at("document")).unwrap().is_null());
        assert_eq!(first.get(at("year")).unwrap(), 2031);
    }
}
