//! `docs/records.md` describes the columns that the code has.

use disclosure::record::{COLUMNS, RecordColumn, budget};
use document::data::Column;

fn dictionary() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/records.md");
    std::fs::read_to_string(path).unwrap_or_default()
}

fn row(column: &Column) -> String {
    let Column { name, kind, unit, title, zh, en, example } = column;
    let kind = kind.name();
    format!("| `{name}` | {kind} | {unit} | **{title}** {zh} | {en} | `{example}` |")
}

#[test]
fn the_dictionary_lists_the_columns_in_order() {
    let dictionary = dictionary();
    let found: Vec<&str> = dictionary.lines().filter(|line| line.starts_with("| `")).collect();
    let of_record = COLUMNS.iter().map(|it| it.column);
    let expected: Vec<String> =
        of_record.chain([budget::ID, budget::AMOUNT]).map(|column| row(&column)).collect();
    assert_eq!(found, expected, "docs/records.md should hold:\n{}", expected.join("\n"));
}

#[test]
fn every_column_is_described() {
    for RecordColumn { column, .. } in COLUMNS {
        let Column { name, title, zh, en, example, .. } = column;
        for text in [name, title, zh, en, example] {
            assert!(!text.is_empty(), "{name}");
        }
    }
}
