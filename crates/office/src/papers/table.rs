//! A table that people fill in and send back, as a workbook.

use document::list::{List, ListColumn};
use message::Message;
use server::{Table, TableColumn};

/// Returns the workbook.
pub(super) fn write(table: &Table) -> Result<Vec<u8>, Message> {
    let column = |it: &TableColumn| {
        if it.is_amount {
            ListColumn::figures(&it.head, it.width)
        } else {
            ListColumn::words(&it.head, it.width)
        }
    };
    let list = List {
        name: table.name.clone(),
        title: table.title.clone(),
        above: table.above.clone(),
        columns: table.columns.iter().map(column).collect(),
        rows: table.rows.clone(),
        below: Vec::new(),
    };
    writers::xlsx::lists(&table.title, &[list]).map_err(|error| error.message())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_again_with_its_places() {
        let column =
            |head: &str, is_amount| TableColumn { head: head.to_owned(), width: 20, is_amount };
        let rows = [["101", "=云桥市教育局", "1,234.50"], ["102", "云桥市民政局", ""]];
        let table = Table {
            name: "控制数".to_owned(),
            title: "2031年控制数".to_owned(),
            above: vec!["按元填写。".to_owned()],
            columns: vec![column("代码", false), column("单位", false), column("金额", true)],
            rows: rows.map(|row| row.map(str::to_owned).into()).into(),
        };
        let book = workbook::read_table("a.xlsx", &write(&table).unwrap()).unwrap();
        let [sheet] = book.sheets.as_slice() else { panic!("{book:?}") };
        assert_eq!(sheet.name, "控制数");
        let first = sheet.rows.iter().find(|row| row.cells[0] == "101").unwrap();
        assert_eq!((first.number, first.cells[1].as_str()), (4, "=云桥市教育局"));
        assert_eq!(first.cells[2], "1234.5", "an amount is a number");
        let second = sheet.rows.iter().find(|row| row.cells[0] == "102").unwrap();
        assert_eq!((sheet.cell(4, "C"), second.number), ("", 5));
    }

    #[test]
    fn a_file_of_csv_is_a_table_of_its_name() {
        let book = workbook::read_table("控制数.csv", "代码,单位\r\n101,\"a,b\"\r\n".as_bytes());
        let book = book.unwrap();
        let [sheet] = book.sheets.as_slice() else { panic!("{book:?}") };
        assert_eq!(
            (sheet.name.as_str(), sheet.cell(1, "B"), sheet.rows[1].number),
            ("控制数", "a,b", 2)
        );
        let refused = workbook::read_table("a.csv", b"\xff\xfe\x00").unwrap_err();
        assert!(refused.line().zh.contains("CSV UTF-8"), "{refused:?}");
    }
}
