//! The sheets of a workbook as text, and back: what is edited in a browser, right or wrong.

use crate::encode::{Entry, Sheet as Written};
use crate::letters::letters;
use crate::lists::{self, COUNTED, List, MONEY, NO, YES};
use crate::raw::{Cell, Places, Raw, Row as RawRow, Value};
use crate::tables::{
    ALL, BASICS, CODES, CONTENT, Column as Known, GUIDE, Holds as Held, MONEY_UNIT, TOTALS, Table,
    YEAR,
};
use crate::xlsx::{Plain, build_sheets};
use crate::{Form, Problem, ReadFailure, decode, folder, xlsx};
use ledger::{Ledger, MoneyUnit, Printed};
use sheets::{Book, Column, Holds, Row, Sheet, half_width};
use std::collections::BTreeSet;

/// The keys of the sheets in addresses, in the order of [`ALL`].
const KEYS: [&str; 11] = [
    "basics",
    "units",
    "revenue",
    "lines",
    "projects",
    "indicators",
    "purchases",
    "assets",
    "counts",
    "texts",
    "codes",
];

/// A column of words as wide as this holds paragraphs.
const WIDE: u32 = 60;

/// Returns the sheets of a workbook as text. Sheets that it lacks are there without rows; sheets
/// and columns of the preparer's own come last.
///
/// # Errors
/// Fails where it is not a workbook. What is wrong in its cells is no error.
pub fn read_book(bytes: &[u8]) -> Result<Book, ReadFailure> {
    let (raw, problems) = xlsx::raw(bytes).map_err(ReadFailure::NotALedger)?;
    // A sheet that cannot be read would be lost.
    if let Some(problem) = problems.into_iter().find(Problem::is_error) {
        return Err(ReadFailure::NotALedger(problem));
    }
    let known = KEYS.iter().zip(ALL).map(|(key, table)| {
        let raw = raw.iter().find(|raw| raw.name == table.name);
        sheet(key, table, raw)
    });
    let generated = [GUIDE, TOTALS, CODES];
    let is_own = |raw: &&Raw| {
        !ALL.iter().any(|table| table.name == raw.name)
            && !generated.contains(&raw.name.as_str())
            && !raw.rows.is_empty()
    };
    Ok(Book { sheets: known.chain(raw.iter().filter(is_own).map(own_sheet)).collect() })
}

/// Returns the sheets of any table: those of a workbook, or that of a CSV file, by the name of the
/// file. Their columns are called by their letters.
///
/// # Errors
/// Fails where it is neither, or a sheet cannot be read.
pub fn read_table(name: &str, bytes: &[u8]) -> Result<Book, Problem> {
    if !bytes.starts_with(b"PK") {
        let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
        return Ok(Book { sheets: vec![own_sheet(&folder::sheet(name, bytes, &[])?)] });
    }
    let (raw, problems) = xlsx::raw(bytes)?;
    match problems.into_iter().find(Problem::is_error) {
        Some(problem) => Err(problem),
        None => Ok(Book { sheets: raw.iter().map(own_sheet).collect() }),
    }
}

/// Returns sheets of text as the bytes of a workbook.
///
/// # Errors
/// Fails where a text is longer than a cell allows, or there are too many rows.
pub fn write_book(book: &Book) -> Result<Vec<u8>, Problem> {
    let ledger = ledger_of(book).0;
    let form = Form { unit: unit(book), ..Form::default() };
    let written: Vec<Written> = KEYS
        .iter()
        .zip(ALL)
        .map(|(key, table)| written(table, book.sheet(key), form.unit))
        .collect();
    let own: Vec<Plain> =
        book.sheets.iter().filter(|sheet| sheet.key.is_empty()).map(plain).collect();
    build_sheets(&ledger, &written, &own, &form)
}

/// Returns the ledger as far as it can be read from the sheets, and the row of each of its lines in
/// the sheet `lines`, counted from 0.
pub fn ledger_of(book: &Book) -> (Ledger, Vec<usize>) {
    let sheets: Vec<Raw> = book.sheets.iter().filter_map(raw).collect();
    let (ledger, rows) = decode::as_far(&sheets);
    // The headings are the first row.
    (ledger, rows.into_iter().filter_map(|row| usize::try_from(row).ok()?.checked_sub(2)).collect())
}

fn sheet(key: &str, table: &'static Table, raw: Option<&Raw>) -> Sheet {
    let head = raw.and_then(|raw| raw.rows.first()).map(|row| row.cells.as_slice());
    let text_of = |cell: &Cell| raw.map_or(String::new(), |raw| text(raw.value(*cell)));
    let head: Vec<String> = head.unwrap_or_default().iter().map(text_of).collect();
    let mut columns: Vec<Column> = table.columns.iter().map(|it| column(table, it)).collect();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for column in &mut columns {
        let at = head.iter().position(|heading| *heading == column.heading);
        taken.extend(at);
        column.at = at.and_then(|at| u32::try_from(at).ok()).unwrap_or(u32::MAX);
    }
    let width = raw.map_or(0, |raw| raw.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0));
    let is_filled = |at: &usize| {
        raw.is_some_and(|raw| {
            raw.rows.iter().any(|row| row.cells.get(*at).is_some_and(|it| it.is_something()))
        })
    };
    for at in (0..width).filter(|at| !taken.contains(at)).filter(is_filled) {
        let heading = head.get(at).filter(|heading| !heading.is_empty());
        let is_free = |name: &String| !columns.iter().any(|column| column.heading == *name);
        let heading =
            heading.cloned().filter(is_free).unwrap_or_else(|| format!("列{}", letters(at)));
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        columns.push(Column { heading, at, ..Column::default() });
    }
    let rows = raw.map(|raw| rows(raw, &columns)).unwrap_or_default();
    let (key, name, about) = (key.to_owned(), table.name.to_owned(), table.about.to_owned());
    Sheet { key, name, about, columns, rows }
}

fn rows(raw: &Raw, columns: &[Column]) -> Vec<Row> {
    let cell = |row: &RawRow, column: &Column| {
        let at = usize::try_from(column.at).ok();
        at.and_then(|at| row.cells.get(at)).map(|cell| text(raw.value(*cell))).unwrap_or_default()
    };
    let filled = raw.rows.iter().skip(1).filter(|row| row.cells.iter().any(|it| it.is_something()));
    let row = |row: &RawRow| Row {
        number: u32::try_from(row.number).unwrap_or(u32::MAX),
        cells: columns.iter().map(|column| cell(row, column)).collect(),
    };
    filled.map(row).collect()
}

/// A sheet of the preparer's own; its columns are numbered.
fn own_sheet(raw: &Raw) -> Sheet {
    let width = raw.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let column = |at: usize| {
        let place = u32::try_from(at).unwrap_or(u32::MAX);
        Column { heading: letters(at), at: place, ..Column::default() }
    };
    let text_at = |row: &RawRow, at: usize| {
        row.cells.get(at).map(|cell| text(raw.value(*cell))).unwrap_or_default()
    };
    let row = |row: &RawRow| Row {
        number: u32::try_from(row.number).unwrap_or(u32::MAX),
        cells: (0..width).map(|at| text_at(row, at)).collect(),
    };
    Sheet {
        name: raw.name.clone(),
        columns: (0..width).map(column).collect(),
        rows: raw.rows.iter().map(row).collect(),
        ..Sheet::default()
    }
}

fn column(table: &Table, known: &Known) -> Column {
    let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let (holds, choices) = match known.holds {
        Held::Words if table.name == BASICS.name && known.heading != CONTENT => {
            (Holds::Label, Vec::new())
        }
        Held::Words if known.width >= WIDE => (Holds::Paragraph, Vec::new()),
        Held::Words => (Holds::Words, Vec::new()),
        Held::Money => (Holds::Money, Vec::new()),
        Held::Count => (Holds::Count, Vec::new()),
        Held::Function => (Holds::Function, Vec::new()),
        Held::Economic => (Holds::Economic, Vec::new()),
        Held::Unit => (Holds::Unit, Vec::new()),
        Held::Project => (Holds::Project, Vec::new()),
        Held::OneOf(list) => (Holds::Choice, choices(list)),
        Held::Counted => (Holds::Choice, owned(&COUNTED)),
        Held::YesNo => (Holds::Choice, owned(&[YES, NO])),
        Held::Section => (Holds::Choice, owned(&lists::section_names())),
    };
    Column {
        heading: known.heading.to_owned(),
        help: known.help.to_owned(),
        holds,
        is_required: known.required,
        choices,
        at: 0,
    }
}

fn choices(list: List) -> Vec<String> {
    list.offered().into_iter().chain(list.none()).map(str::to_owned).collect()
}

/// What is typed again is shown, although it cannot be kept as it was.
fn text(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) | Value::Number(text) => text.as_ref().to_owned(),
        Value::Date => "（日期）".to_owned(),
        Value::Truth => "（逻辑值）".to_owned(),
        Value::Broken(what) => format!("（{what}）"),
    }
}

/// Returns the unit of money that the sheet 基本情况 says.
pub(crate) fn unit(book: &Book) -> MoneyUnit {
    let sheet = book.sheet("basics");
    let said = sheet.and_then(|sheet| {
        let row = (0..sheet.rows.len()).find(|row| sheet.cell(*row, "栏目") == MONEY_UNIT)?;
        MONEY.into_iter().find(|unit| unit.name() == sheet.cell(row, CONTENT))
    });
    said.unwrap_or(MoneyUnit::Yuan)
}

fn raw(sheet: &Sheet) -> Option<Raw> {
    let mut raw = Raw::new(&sheet.name, Places::Sheet, &[]);
    let head = sheet.columns.iter().map(|column| raw.text(&column.heading)).collect();
    raw.push(1, head).ok()?;
    for (number, row) in (2..).zip(&sheet.rows) {
        let cells = row.cells.iter().map(|text| raw.text(text)).collect();
        raw.push(number, cells).ok()?;
    }
    (!sheet.key.is_empty()).then_some(raw)
}

fn written(table: &'static Table, sheet: Option<&Sheet>, unit: MoneyUnit) -> Written {
    let Some(sheet) = sheet else { return Written { table, own: Vec::new(), rows: Vec::new() } };
    let is_own = |column: &&Column| table.place(&column.heading).is_none();
    let own: Vec<String> =
        sheet.columns.iter().filter(is_own).map(|column| column.heading.clone()).collect();
    let row = |row: usize| {
        let is_year = table.name == BASICS.name && sheet.cell(row, "栏目") == YEAR;
        let known = table.columns.iter().map(|column| {
            let text = sheet.cell(row, column.heading);
            let holds =
                if is_year && column.heading == CONTENT { Held::Count } else { column.holds };
            entry(text, holds, unit)
        });
        let rest = own.iter().map(|heading| Entry::Text(sheet.cell(row, heading).to_owned()));
        known.chain(rest).collect()
    };
    let rows = (0..sheet.rows.len()).map(row).collect();
    Written { table, own, rows }
}

fn entry(text: &str, holds: Held, unit: MoneyUnit) -> Entry {
    let narrow = half_width(text);
    let money = || Printed::parse(&narrow, unit).ok().map(|it| Entry::Money(it.nominal()));
    let count = || narrow.parse().ok().map(Entry::Count);
    let number = match holds {
        Held::Money if !text.is_empty() => money(),
        Held::Count => count(),
        _ => None,
    };
    number.unwrap_or_else(|| Entry::Text(text.to_owned()))
}

fn plain(sheet: &Sheet) -> Plain {
    let rows = sheet.rows.iter().map(|row| (row.number, row.cells.clone())).collect();
    Plain { name: sheet.name.clone(), rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{blank, read_xlsx, write_xlsx};
    use ledger::{Stage, Year};
    use sheets::{Edit, merge};

    fn example() -> Book {
        let mut ledger = blank(Some(Year(2031)), Stage::Budget);
        ledger.department.name = "云岭县档案馆".to_owned();
        ledger.units.push(ledger::Body { name: "馆本级".to_owned(), ..ledger::Body::default() });
        read_book(&write_xlsx(&ledger, &Form::default()).unwrap()).unwrap()
    }

    fn add(sheet: &str, cells: &[(&str, &str)]) -> Edit {
        let cells = cells.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
        Edit::Add { sheet: sheet.to_owned(), after: None, cells: cells.collect() }
    }

    fn line(amount: &str) -> Edit {
        add(
            "lines",
            &[
                ("单位", "馆本级"),
                ("来源", "本年收入"),
                ("去向", "本年支出"),
                ("资金", "一般公共预算"),
                ("功能科目", "2012601"),
                ("经济科目", "30201"),
                ("金额", amount),
            ],
        )
    }

    #[test]
    fn a_book_comes_back_as_it_was_written() {
        let mut book = example();
        let base = book.clone();
        // An amount is a number in the workbook, which keeps no zeros at its end.
        merge(&base, &mut book, &[line("12000.5"), line("错"), add("texts", &[("内容", "=1+1")])]);
        book.renumber();
        let again = read_book(&write_book(&book).unwrap()).unwrap();
        assert_eq!(again, book);
    }

    #[test]
    fn mistakes_stay_and_what_can_be_read_is_read() {
        let mut book = example();
        let base = book.clone();
        merge(&base, &mut book, &[line("错"), line("12000.50")]);
        let (ledger, rows) = ledger_of(&book);
        assert_eq!((ledger.lines.len(), rows), (1, vec![1]));
        let failure = read_xlsx(&write_book(&book).unwrap()).unwrap_err();
        let problem = &failure.problems()[0];
        assert_eq!(problem.spot.position(), ("收支明细".to_owned(), 2, 11), "{problem:?}");
    }

    #[test]
    fn what_stands_beside_the_lines_is_known_row_by_row() {
        let mut book = example();
        let base = book.clone();
        let income = |amount| {
            let row = [
                ("单位", "馆本级"),
                ("资金", "一般公共预算"),
                ("来源", "本年收入"),
                ("金额", amount),
            ];
            add("revenue", &row)
        };
        let staff = add("counts", &[("单位", "馆本级"), ("项目", "在职人员"), ("数量", "１2")]);
        merge(&base, &mut book, &[line("1"), income("5.5"), income("4.5"), income("错"), staff]);
        let others = crate::others_of(&book);
        assert_eq!(others["revenue"]["馆本级、一般公共预算、本年收入"], 1000);
        assert_eq!(others["counts"]["馆本级、在职人员"], 12);
        assert_eq!(others.len(), 2, "{others:?}");
    }

    /// They are kept as numbers.
    #[test]
    fn wide_digits_are_read() {
        let mut book = example();
        let base = book.clone();
        merge(&base, &mut book, &[line("１２，０００．５０")]);
        let written = write_book(&book).unwrap();
        assert_eq!(ledger_of(&book).0.lines[0].amount.fen(), 1_200_050);
        let again = read_book(&written).unwrap();
        assert_eq!(again.texts("lines", "金额"), ["12000.5"]);
    }

    #[test]
    fn own_columns_and_sheets_are_echoed() {
        let mut book = example();
        let lines = book.sheets.iter_mut().find(|sheet| sheet.key == "lines").unwrap();
        lines.columns.push(Column { heading: "备注".to_owned(), at: 12, ..Column::default() });
        let own = Row { number: 3, cells: vec!["自己的".to_owned(), "001".to_owned()] };
        book.sheets.push(Sheet {
            name: "草稿".to_owned(),
            columns: ["A", "B"]
                .map(|it| Column { heading: it.to_owned(), ..Column::default() })
                .to_vec(),
            rows: vec![own],
            ..Sheet::default()
        });
        let base = book.clone();
        let mut noted = line("1");
        if let Edit::Add { cells, .. } = &mut noted {
            cells.insert("备注".to_owned(), "查".to_owned());
        }
        merge(&base, &mut book, &[noted]);
        let again = read_book(&write_book(&book).unwrap()).unwrap();
        assert_eq!(again.texts("lines", "备注"), ["查"]);
        let own = again.sheets.iter().find(|sheet| sheet.name == "草稿").unwrap();
        assert_eq!((own.rows[0].number, &own.rows[0].cells[1]), (3, &"001".to_owned()));
    }
}
