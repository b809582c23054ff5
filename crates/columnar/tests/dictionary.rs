//! `docs/tables.md` describes the columns that the code has, and each has words.

use columnar::{schema, shapes};
use document::data::Column;
use std::fmt::Write as _;

/// Returns what the document should hold.
fn expected() -> String {
    let mut text = String::new();
    for shape in shapes().iter().skip(1) {
        let head =
            "| 列 name | 类型 type | 单位 unit | 意思 meaning | meaning in English | 例 example |";
        let _ = write!(text, "## {}\n\n{head}\n|---|---|---|---|---|---|\n", shape.name);
        for Column { name, kind, unit, title, zh, en, example } in &shape.columns {
            let kind = kind.name();
            let row =
                format!("| `{name}` | {kind} | {unit} | **{title}** {zh} | {en} | `{example}` |");
            let _ = writeln!(text, "{row}");
        }
        text.push('\n');
    }
    text
}

#[test]
fn the_dictionary_lists_the_columns_in_order() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/tables.md");
    let found = std::fs::read_to_string(path).unwrap_or_default();
    let found = found.find("## documents").map(|start| &found[start..]).unwrap_or_default();
    let expected = expected();
    assert_eq!(found.trim(), expected.trim(), "docs/tables.md should hold:\n{expected}");
}

#[test]
fn every_column_is_described_once() {
    for shape in shapes() {
        let mut names: Vec<&str> = shape.columns.iter().map(|column| column.name).collect();
        for Column { name, title, zh, en, example, .. } in &shape.columns {
            for text in [name, title, zh, en, example] {
                assert!(!text.is_empty(), "{}.{name}", shape.name);
            }
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), shape.columns.len(), "{}", shape.name);
        assert_eq!(schema(&shape).fields().len(), names.len());
    }
}
