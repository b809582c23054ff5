//! The table of records has the columns and values of CSV and JSON.
#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_schema::DataType;
use columnar::tables;
use disclosure::record::{COLUMNS, Record};
use document::data::{Kind, Value};
use engine::{File, Options, Parallel, Settings};

const PATH: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/chengxi-archives-2031-damaged.docx");

fn read() -> (Vec<u8>, File) {
    let bytes = std::fs::read(PATH).unwrap();
    let file = engine::read(&bytes, &Options::default()).unwrap();
    (bytes, file)
}

fn records(bytes: &[u8], file: &File) -> Vec<Record> {
    let report = engine::check(file, &Settings::default()).unwrap();
    engine::records(file, &engine::origin(bytes, "a.docx", file), &report).unwrap()
}

#[test]
fn the_table_of_records_has_their_columns_and_values() {
    let (bytes, file) = read();
    let records = records(&bytes, &file);
    let table = tables(&file, &bytes, "a.docx", Parallel::No).unwrap().observations;
    assert_eq!((table.num_rows(), table.num_columns()), (records.len(), COLUMNS.len()));
    assert!(records.len() > 1000);
    for (at, column) in COLUMNS.iter().enumerate() {
        let schema = table.schema();
        let field = schema.field(at);
        let expected = match column.column.kind {
            Kind::Text | Kind::Decimal => DataType::Utf8,
            Kind::Integer => DataType::Int64,
            Kind::Boolean => DataType::Boolean,
        };
        assert_eq!((field.name().as_str(), field.data_type()), (column.column.name, &expected));
        for (row, record) in records.iter().enumerate() {
            let values = table.column(at);
            let value = (column.value)(record);
            let is_same = match &value {
                Value::Missing => values.is_null(row),
                Value::Text(text) => values.as_string::<i32>().value(row) == text,
                Value::Integer(number) => values.as_primitive::<Int64Type>().value(row) == *number,
                Value::Boolean(value) => values.as_boolean().value(row) == *value,
            };
            assert!(is_same, "{} of row {row} is not {value:?}", column.column.name);
        }
    }
}

#[test]
fn a_file_has_one_row_of_documents_and_a_row_for_each_finding() {
    let (bytes, file) = read();
    let all = tables(&file, &bytes, "a.docx", Parallel::No).unwrap();
    let report = engine::check(&file, &Settings::default()).unwrap();
    assert_eq!((all.documents.num_rows(), all.findings.num_rows()), (1, report.findings.len()));
    let number = |name: &str| {
        let column = all.documents.column_by_name(name).unwrap();
        usize::try_from(column.as_primitive::<Int64Type>().value(0)).unwrap()
    };
    let found = number("errors") + number("warnings") + number("notes");
    assert_eq!(found, report.findings.len());
    assert_eq!(number("records"), all.observations.num_rows());
    assert_eq!(number("fails"), report.outcomes.fails);
}
