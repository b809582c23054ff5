//! Writes the workbook for the preparer: headings with comments, lists to choose from, and running
//! totals that are protected against accidental changes.

use crate::encode::{Entry, Sheet, encode};
use crate::letters::letters;
use crate::lists::{self, COUNTED, DEPARTMENT, List, MONEY, NO, YES};
use crate::tables::{BASICS, CODES, Column, GUIDE, Holds, PROJECTS, TOTALS, UNITS};
use crate::totals::Cell;
use crate::{Form, Problem, Spot, guide, money, totals};
use classification::Kind;
use ledger::{Ledger, MoneyUnit, Stage};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime,
    Format, FormatAlign, FormatBorder, Formula, Note, Workbook, Worksheet, XlsxError,
};

/// The number of rows of a sheet that offer lists to choose from.
const ROWS_WITH_LISTS: u32 = 5_000;

/// The number of the paper size A4 in the format.
const A4: u8 = 9;

/// The most characters in a cell, counted in UTF-16 code units.
const MAX_TEXT: usize = 32_767;

/// Returns a ledger as the bytes of an `.xlsx` file. The same ledger and form give the same bytes.
///
/// A ledger is written even if [`crate::read_xlsx`] would find errors in it.
///
/// # Errors
/// Fails if the ledger exceeds the limits of a workbook: too many rows, or a text longer than a
/// cell allows.
pub fn write_xlsx(ledger: &Ledger, form: &Form) -> Result<Vec<u8>, Problem> {
    build_sheets(ledger, &encode(ledger, form), &[], form)
}

/// A sheet of the preparer's own: its rows with their numbers.
pub(crate) struct Plain {
    pub name: String,
    pub rows: Vec<(u32, Vec<String>)>,
}

/// Returns sheets as the bytes of an `.xlsx` file; totals and lists are those of the ledger.
pub(crate) fn build_sheets(
    ledger: &Ledger,
    sheets: &[Sheet],
    own: &[Plain],
    form: &Form,
) -> Result<Vec<u8>, Problem> {
    if let Some(problem) = sheets.iter().find_map(too_long) {
        return Err(problem);
    }
    build(ledger, sheets, own, form).map_err(|error| {
        Problem::error(
            Spot::Whole,
            format!("无法写成工作簿（{error}）。可以改用 CSV 文件夹。"),
            format!("This cannot be written as a workbook ({error}). Use a folder of CSV files."),
        )
    })
}

/// Returns a problem for the first text that is too long for a cell.
fn too_long(sheet: &Sheet) -> Option<Problem> {
    let is_long =
        |cell: &Entry| matches!(cell, Entry::Text(text) if text.encode_utf16().count() > MAX_TEXT);
    let long = |(row, cells): (usize, &Vec<Entry>)| Some((row, cells.iter().position(is_long)?));
    let (row, column) = sheet.rows.iter().enumerate().find_map(long)?;
    Some(Problem::error(
        Spot::Cell { sheet: sheet.table.name.to_owned(), row: row as u64 + 2, column },
        format!("文字超过 {MAX_TEXT} 个字符，一个单元格放不下。请分成几段，或改用 CSV 文件夹。"),
        format!(
            "The text is longer than the {MAX_TEXT} characters of a cell. Split it, or use a folder of CSV files."
        ),
    ))
}

/// The cell formats of a workbook.
struct Formats {
    head: Format,
    needed: Format,
    words: Format,
    money: Format,
    count: Format,
    /// As `money`, but zero is shown as blank.
    total: Format,
    title: Format,
}

fn build(
    ledger: &Ledger,
    sheets: &[Sheet],
    own: &[Plain],
    form: &Form,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The creation time is fixed, so that the same ledger gives the same bytes.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let formats = Formats::new(form.unit);
    let columns = lists(ledger);
    write_guide(book.add_worksheet(), form, &formats)?;
    for sheet in sheets {
        write_sheet(book.add_worksheet(), sheet, form, &formats, &columns)?;
    }
    for plain in own {
        write_plain(book.add_worksheet(), plain)?;
    }
    write_totals(book.add_worksheet(), ledger, form, &formats)?;
    write_lists(book.add_worksheet(), &columns, &formats)?;
    book.save_to_buffer()
}

impl Formats {
    fn new(unit: MoneyUnit) -> Self {
        let head = Format::new()
            .set_bold()
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::Center)
            .set_background_color(0x00E7_E6E6);
        let money = match unit {
            MoneyUnit::Yuan => "#,##0.00",
            _ => "#,##0.00####",
        };
        Self {
            needed: head.clone().set_background_color(0x00FF_E699),
            head,
            words: Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top),
            money: Format::new().set_num_format(money).set_align(FormatAlign::Top),
            // In a cell formatted as text, a typed number would become text.
            count: Format::new().set_num_format("0").set_align(FormatAlign::Top),
            total: Format::new().set_num_format(format!("{money};-{money};;@")),
            title: Format::new().set_bold().set_font_size(14),
        }
    }
}

fn write_guide(sheet: &mut Worksheet, form: &Form, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(GUIDE)?.set_column_width(0, 110)?.set_paper_size(A4);
    let wrapped = Format::new().set_text_wrap();
    for (row, line) in (0..).zip(guide::lines(form, guide::Place::Workbook)) {
        let format = if row == 0 { &formats.title } else { &wrapped };
        sheet.write_string_with_format(row, 0, line, format)?;
    }
    Ok(())
}

fn write_sheet(
    to: &mut Worksheet,
    sheet: &Sheet,
    form: &Form,
    formats: &Formats,
    lists: &[(String, Vec<String>)],
) -> Result<(), XlsxError> {
    let table = sheet.table;
    to.set_name(table.name)?
        .set_freeze_panes(1, 0)?
        .set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0);
    to.set_repeat_rows(0, 0)?;
    for (at, column) in (0..).zip(table.columns) {
        let format = match column.holds {
            Holds::Money => &formats.money,
            Holds::Count => &formats.count,
            _ => &formats.words,
        };
        to.set_column_width(at, column.width)?.set_column_format(at, format)?;
        let head = if column.required { &formats.needed } else { &formats.head };
        to.write_string_with_format(0, at, column.heading, head)?;
        to.insert_note(0, at, &note(column.help))?;
        if let Some(validation) = validation(column, lists) {
            to.add_data_validation(1, at, ROWS_WITH_LISTS, at, &validation)?;
        }
    }
    for (at, heading) in (table.columns.len()..).zip(&sheet.own) {
        let at = u16::try_from(at).unwrap_or(u16::MAX);
        to.set_column_width(at, 16)?.set_column_format(at, &formats.words)?;
        to.write_string_with_format(0, at, heading, &formats.head)?;
    }
    if table.name == BASICS.name {
        choose_basics(to)?;
    }
    for (row, cells) in (1..).zip(&sheet.rows) {
        for (at, cell) in (0..).zip(cells) {
            write_cell(to, (row, at), cell, form, formats)?;
        }
    }
    Ok(())
}

/// Numbers stay numbers where they look the same.
fn write_plain(to: &mut Worksheet, plain: &Plain) -> Result<(), XlsxError> {
    to.set_name(&plain.name)?;
    for (number, cells) in &plain.rows {
        for (at, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            let row = number.saturating_sub(1);
            match money::number(text) {
                Some(number) => to.write_number(row, at, number)?,
                None => to.write_string(row, at, text)?,
            };
        }
    }
    Ok(())
}

fn write_cell(
    to: &mut Worksheet,
    (row, at): (u32, u16),
    cell: &Entry,
    form: &Form,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Entry::Text(text) if text.is_empty() => {}
        Entry::Text(text) => {
            to.write_string_with_format(row, at, text, &formats.words)?;
        }
        Entry::Count(count) => {
            to.write_number_with_format(row, at, *count, &formats.count)?;
        }
        Entry::Money(amount) => {
            let decimal = money::decimal(*amount, form.unit);
            match money::number(&decimal) {
                Some(number) => to.write_number_with_format(row, at, number, &formats.money)?,
                // The number has more digits than a workbook keeps.
                None => to.write_string_with_format(row, at, decimal, &formats.money)?,
            };
        }
    }
    Ok(())
}

fn note(words: &str) -> Note {
    Note::new(words).add_author_prefix(false).set_author("yusuan").set_width(260).set_height(90)
}

/// Returns the validation of a column with a list. Other values are accepted after a warning,
/// because a code may be new.
fn validation(column: &Column, lists: &[(String, Vec<String>)]) -> Option<DataValidation> {
    let of_sheet = |sheet: &str, at: usize| {
        let column = letters(at);
        format!("={sheet}!${column}$2:${column}${ROWS_WITH_LISTS}")
    };
    let source = match column.holds {
        Holds::Words | Holds::Money => return None,
        Holds::Count => return a_count(column),
        Holds::Unit => of_sheet(UNITS.name, UNITS.place("单位名称")?),
        Holds::Project => of_sheet(PROJECTS.name, 1),
        Holds::Function
        | Holds::Economic
        | Holds::OneOf(_)
        | Holds::Counted
        | Holds::Section
        | Holds::YesNo => {
            let name = list_name(column.holds);
            let at = lists.iter().position(|(known, _)| known == name)?;
            let column = letters(at);
            let last = lists.get(at)?.1.len() + 1;
            format!("={CODES}!${column}$2:${column}${last}")
        }
    };
    let words = format!("“{}”一般从列表中选。仍要填这个吗？", column.heading);
    let validation = DataValidation::new()
        .allow_list_formula(Formula::new(source))
        .ignore_blank(true)
        .set_error_style(DataValidationErrorStyle::Warning);
    validation.set_error_message(words).ok()
}

/// Returns a validation that accepts whole numbers only.
fn a_count(column: &Column) -> Option<DataValidation> {
    let words = format!("“{}”只能是 0 或正整数。", column.heading);
    let least = DataValidationRule::GreaterThanOrEqualTo(0);
    DataValidation::new().allow_whole_number(least).set_error_message(words).ok()
}

/// Adds the lists for stage and money unit.
fn choose_basics(to: &mut Worksheet) -> Result<(), XlsxError> {
    let stages = Stage::ALL.map(Stage::name_zh);
    let units = MONEY.map(MoneyUnit::name);
    for (row, words) in [(2, &stages), (3, &units)] {
        let validation = DataValidation::new().allow_list_strings(words)?;
        to.add_data_validation(row, 1, row, 1, &validation)?;
    }
    Ok(())
}

fn write_totals(
    to: &mut Worksheet,
    ledger: &Ledger,
    form: &Form,
    formats: &Formats,
) -> Result<(), XlsxError> {
    to.set_name(TOTALS)?
        .set_freeze_panes(1, 3)?
        .set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .protect();
    to.set_column_width(0, 12)?.set_column_width(1, 26)?;
    let last = u16::try_from(totals::units(ledger) + 2).unwrap_or(u16::MAX);
    to.set_column_range_width(2, last, 18)?;
    for (row, cells) in (0..).zip(totals::rows(ledger, form)) {
        for (at, cell) in (0..).zip(cells) {
            let format = if row == 0 { &formats.head } else { &formats.total };
            match cell {
                Cell::Words(words) => to.write_string_with_format(row, at, words, format)?,
                Cell::Formula(formula, result) => {
                    // An empty result would be written as zero.
                    let result = if result.is_empty() { " ".to_owned() } else { result };
                    let formula = Formula::new(formula).set_result(result);
                    to.write_formula_with_format(row, at, formula, format)?
                }
            };
        }
    }
    Ok(())
}

/// Returns the lists that cells are filled from, each with its heading.
fn lists(ledger: &Ledger) -> Vec<(String, Vec<String>)> {
    let owned = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let of = |holds: Holds| {
        let words = match holds {
            Holds::Function => lists::codes(ledger, Kind::Function, 3),
            Holds::Economic => lists::codes(ledger, Kind::Economic, 2),
            Holds::OneOf(list) => owned(list.offered().into_iter().chain(list.none()).collect()),
            Holds::YesNo => owned(vec![YES, NO]),
            Holds::Counted => owned(COUNTED.to_vec()),
            Holds::Section => owned(lists::section_names()),
            Holds::Unit => owned(vec![DEPARTMENT]),
            Holds::Words | Holds::Money | Holds::Count | Holds::Project => Vec::new(),
        };
        (list_name(holds).to_owned(), words)
    };
    let listed = [List::Source, List::Used, List::Fund, List::Purpose, List::Memo, List::Bought];
    [Holds::Function, Holds::Economic, Holds::YesNo, Holds::Counted, Holds::Section]
        .into_iter()
        .chain(listed.map(Holds::OneOf))
        .map(of)
        .collect()
}

const fn list_name(holds: Holds) -> &'static str {
    match holds {
        Holds::Function => "功能科目",
        Holds::Economic => "经济科目",
        Holds::OneOf(List::Source) => "来源",
        Holds::OneOf(List::Used) => "去向",
        Holds::OneOf(List::Fund) => "资金",
        Holds::OneOf(List::Purpose) => "支出性质",
        Holds::OneOf(List::Memo) => "三公经费",
        Holds::OneOf(List::Bought) => "采购类别",
        Holds::YesNo => "是否",
        Holds::Counted => "人员和车辆",
        Holds::Section => "文字部分",
        Holds::Words | Holds::Money | Holds::Count | Holds::Unit | Holds::Project => "",
    }
}

fn write_lists(
    to: &mut Worksheet,
    lists: &[(String, Vec<String>)],
    formats: &Formats,
) -> Result<(), XlsxError> {
    to.set_name(CODES)?.set_freeze_panes(1, 0)?.protect();
    for (at, (name, words)) in (0..).zip(lists) {
        to.set_column_width(at, if at < 2 { 40 } else { 20 })?;
        to.write_string_with_format(0, at, name, &formats.head)?;
        for (row, word) in (1..).zip(words) {
            to.write_string(row, at, word)?;
        }
    }
    Ok(())
}
