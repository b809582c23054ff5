//! Bodies in a sheet of a workbook, under a row that says what the columns are.

use document::Document;
use engine::Options;
use std::collections::BTreeMap;

/// How many rows at the top of a sheet may come before the one that names the columns.
const LATEST: u32 = 10;

/// The rows of a sheet by their numbers, each with its texts by the numbers of their columns.
type Rows = BTreeMap<u32, BTreeMap<u32, String>>;

/// What the columns are.
#[derive(Debug, PartialEq, Eq)]
struct Columns {
    code: u32,
    name: u32,
    above: Option<u32>,
}

/// A body: its code, its name, the code of the body above.
pub(super) type Body = [String; 3];

/// Returns the bodies of the first sheet that names columns for codes and names, one for each row
/// of the sheet so that rows keep their numbers, and empty where a row has none; `None` where a
/// file has no such sheet.
pub(super) fn of_workbook(bytes: &[u8]) -> Option<Vec<Body>> {
    let file = engine::read(bytes, &Options::default()).ok()?;
    let sheets = sheets(&file.document);
    sheets.values().find_map(|rows| {
        let (head, columns) = head(rows)?;
        let last = rows.keys().last()?;
        let body = |number: u32| {
            let cells = rows.get(&number).filter(|_| number > head);
            let text = |column| cells.and_then(|cells| cells.get(&column)).cloned();
            let above = columns.above.and_then(text);
            [text(columns.code), text(columns.name), above].map(Option::unwrap_or_default)
        };
        Some((1..=*last).map(body).collect())
    })
}

/// Returns the rows of each sheet, in the order of the sheets' names.
fn sheets(document: &Document) -> BTreeMap<String, Rows> {
    let mut sheets: BTreeMap<String, Rows> = BTreeMap::new();
    for cell in document.tables().flat_map(|table| &table.cells) {
        let place = cell.place.columns();
        if let (Some(sheet), Some(row), Some(column)) = (place.sheet, place.row, place.column) {
            let rows = sheets.entry(sheet.to_string()).or_default();
            rows.entry(row).or_default().insert(column, cell.text.trim().to_owned());
        }
    }
    sheets
}

/// Returns the number of the row that names the columns, and what they are.
fn head(rows: &Rows) -> Option<(u32, Columns)> {
    rows.range(..=LATEST).find_map(|(number, cells)| Some((*number, columns(cells)?)))
}

fn columns(cells: &BTreeMap<u32, String>) -> Option<Columns> {
    let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let (mut code, mut name, mut above) = (None, None, None);
    for (column, text) in cells {
        let text = text.to_lowercase();
        let place = if has(&text, &["上级", "主管", "parent", "above"]) {
            &mut above
        } else if has(&text, &["代码", "编码", "code"]) {
            &mut code
        } else if has(&text, &["名称", "name"]) {
            &mut name
        } else {
            continue;
        };
        place.get_or_insert(*column);
    }
    Some(Columns { code: code?, name: name?, above })
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::list::{List, ListColumn};

    #[test]
    fn a_workbook_has_bodies_under_its_heads_in_any_order() {
        let heads = ["单位名称", "单位代码", "上级代码"];
        let rows = [["云岭县财政局", "000", ""], ["云岭县教育局，本级", "101", "000"]];
        let list = List {
            name: "单位".to_owned(),
            title: "单位目录".to_owned(),
            above: Vec::new(),
            columns: heads.map(|head| ListColumn::words(head, 20)).into(),
            rows: rows.map(|row| row.map(str::to_owned).into()).into(),
            below: Vec::new(),
        };
        let bodies = of_workbook(&writers::xlsx::lists("单位", &[list]).unwrap()).unwrap();
        assert!(bodies.first().unwrap().iter().all(String::is_empty), "rows keep their numbers");
        let found: Vec<_> = bodies.into_iter().filter(|body| !body[0].is_empty()).collect();
        assert_eq!(found, [["000", "云岭县财政局", ""], ["101", "云岭县教育局，本级", "000"]]);
        assert_eq!(of_workbook("代码,名称\n101,教育局".as_bytes()), None);
    }
}
