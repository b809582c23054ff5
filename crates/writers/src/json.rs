//! A document with what is known of its numbers as JSON.

use crate::annotations::{Annotation, Annotations};
use document::{Block, Cell, Document, Paragraph, Place, Table};
use serde_json::{Map, Value, json};

/// A file that is written piece by piece: the text of a large document is too long to be held as a
/// whole.
#[derive(Debug, Default)]
pub struct Pieces {
    blocks: usize,
    tables: u32,
}

impl Pieces {
    /// Returns the text of the next part of a document.
    pub fn next(&mut self, document: &Document, annotations: &Annotations) -> String {
        if document.blocks.is_empty() {
            return String::new();
        }
        let mut out = self.begin().to_owned();
        // One block at a time: all of them as values would take many times the memory of the text.
        for block in &document.blocks {
            let value = match block {
                Block::Paragraph(paragraph) => paragraph_value(paragraph, annotations),
                Block::Table(table) => {
                    self.tables += 1;
                    table_value(table, self.tables, annotations)
                }
            };
            out.push_str(if self.blocks == 0 { "\n" } else { ",\n" });
            self.blocks += 1;
            let text = format!("{value:#}");
            for (number, line) in text.lines().enumerate() {
                out.push_str(if number == 0 { "    " } else { "\n    " });
                out.push_str(line);
            }
        }
        out
    }

    /// Returns what follows the last part.
    pub fn end(&self, title: &str) -> String {
        let end = if self.blocks == 0 { "" } else { "\n  " };
        format!("{}{end}],\n  \"title\": {}\n}}\n", self.begin(), json!(title))
    }

    fn begin(&self) -> &'static str {
        if self.blocks == 0 { "{\n  \"blocks\": [" } else { "" }
    }
}

/// `{"title", "blocks": [{"text", "level"?, "place", "numbers"?} | {"table", "name"?, "rows",
/// "columns", "head_rows", "cells": [{"row", "column", "row_span"?, "column_span"?, "text",
/// "place", "numbers"?}]}]}`. Rows and columns count from 0, places from 1; `numbers` are
/// `[{"printed", "scope", "sources"}]`.
pub fn write(document: &Document, title: &str, annotations: &Annotations) -> Vec<u8> {
    let mut pieces = Pieces::default();
    let blocks = pieces.next(document, annotations);
    (blocks + &pieces.end(title)).into_bytes()
}

fn paragraph_value(paragraph: &Paragraph, annotations: &Annotations) -> Value {
    let mut value = object([("text", json!(paragraph.text)), ("place", place(&paragraph.place))]);
    if let Some(level) = paragraph.level {
        value.insert("level".to_owned(), json!(level));
    }
    add_numbers(&mut value, annotations.get(&paragraph.place));
    Value::Object(value)
}

fn table_value(table: &Table, number: u32, annotations: &Annotations) -> Value {
    let cells: Vec<Value> = table.cells.iter().map(|cell| cell_value(cell, annotations)).collect();
    let mut value = object([("table", json!(number))]);
    if let Some(name) = &table.name {
        value.insert("name".to_owned(), json!(name.as_ref()));
    }
    for (name, count) in
        [("rows", table.rows), ("columns", table.columns), ("head_rows", table.head_rows)]
    {
        value.insert(name.to_owned(), json!(count));
    }
    value.insert("cells".to_owned(), Value::Array(cells));
    Value::Object(value)
}

fn cell_value(cell: &Cell, annotations: &Annotations) -> Value {
    let mut value = object([("row", json!(cell.row)), ("column", json!(cell.column))]);
    for (name, span) in [("row_span", cell.row_span), ("column_span", cell.column_span)] {
        if span > 1 {
            value.insert(name.to_owned(), json!(span));
        }
    }
    value.insert("text".to_owned(), json!(cell.text));
    value.insert("place".to_owned(), place(&cell.place));
    add_numbers(&mut value, annotations.get(&cell.place));
    Value::Object(value)
}

fn add_numbers(value: &mut Map<String, Value>, known: Option<&Vec<Annotation>>) {
    let number = |known: &Annotation| json!({ "printed": known.printed, "scope": known.scope, "sources": known.sources });
    if let Some(known) = known {
        let numbers = known.iter().map(number).collect();
        value.insert("numbers".to_owned(), Value::Array(numbers));
    }
}

/// What a place knows.
fn place(place: &Place) -> Value {
    match place {
        Place::Line(line) => json!({ "line": line }),
        Place::Paragraph(paragraph) => json!({ "paragraph": paragraph }),
        Place::Cell { table, row, column } => {
            json!({ "table": table, "row": row, "column": column })
        }
        Place::Sheet { sheet, .. } => json!({ "sheet": sheet.as_ref(), "cell": place.cell_name() }),
        Place::Page { page, area } => json!({ "page": page, "box": area }),
    }
}

fn object<const N: usize>(pairs: [(&str, Value); N]) -> Map<String, Value> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small;

    #[test]
    fn nothing_is_lost() {
        let annotation = Annotation {
            printed: "-3.00".to_owned(),
            scope: "基本支出".to_owned(),
            sources: vec!["budget.csv#row=2".to_owned()],
        };
        let at = Place::Cell { table: 1, row: 3, column: 4 };
        let known = Annotations::from([(at, vec![annotation])]);
        let text = String::from_utf8(write(&small(), "某局", &known)).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(text, format!("{value:#}\n"));
        assert_eq!(value["blocks"][1]["level"], 2);
        let table = &value["blocks"][3];
        assert_eq!((&table["head_rows"], &table["cells"][0]["row_span"]), (&json!(2), &json!(2)));
        assert_eq!(table["cells"][8]["numbers"][0]["scope"], "基本支出");
        assert_eq!(table["cells"].as_array().unwrap().len(), 13);
        let empty = write(&Document::default(), "", &known);
        assert_eq!(
            String::from_utf8(empty).unwrap(),
            "{\n  \"blocks\": [],\n  \"title\": \"\"\n}\n"
        );
    }
}
