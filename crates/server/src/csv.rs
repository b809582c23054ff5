//! Tables for spreadsheets.

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// A text. A spreadsheet must not take it for a formula.
    Text(String),
    /// A number that we wrote ourselves.
    Number(String),
}

/// The characters with which spreadsheets begin a formula, or look for one behind.
const FORMULAS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Returns rows as CSV that spreadsheets read as UTF-8.
pub(crate) fn table(rows: impl IntoIterator<Item = Vec<Cell>>) -> String {
    let mut csv = String::from('\u{feff}');
    for row in rows {
        let cells: Vec<String> = row.iter().map(written).collect();
        csv.push_str(&cells.join(","));
        csv.push_str("\r\n");
    }
    csv
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Number(number) => number.clone(),
        Cell::Text(text) => {
            let text = text.replace('\0', "");
            let begins_formula = text.trim_start_matches([' ', '\n', '"']).starts_with(FORMULAS);
            let quote = if begins_formula { "'" } else { "" };
            format!("\"{quote}{}\"", text.replace('"', "\"\""))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_no_formulas_and_numbers_stay_numbers() {
        for (text, expected) in [
            ("=1+1", "\"'=1+1\""),
            ("+1", "\"'+1\""),
            ("-1", "\"'-1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"'\t=1\""),
            ("\r=1", "\"'\r=1\""),
            (" =1", "\"' =1\""),
            ("\n=1", "\"'\n=1\""),
            ("\"=1", "\"'\"\"=1\""),
            ("＝1", "\"'＝1\""),
            ("a=1", "\"a=1\""),
            ("购置\"新\"车", "\"购置\"\"新\"\"车\""),
            ("", "\"\""),
        ] {
            assert_eq!(written(&Cell::Text(text.to_owned())), expected, "{text}");
        }
        assert_eq!(written(&Cell::Number("-5.00".to_owned())), "-5.00");
        let row = vec![Cell::Text("a".to_owned()), Cell::Number("1".to_owned())];
        assert_eq!(table([row]), "\u{feff}\"a\",1\r\n");
    }
}
