//! Lists as a workbook: a sheet each, with a filter, a fixed head and choices for the answers.

use super::number::Number;
use super::sheets::Names;
use super::{A4, blank_workbook, column, count};
use crate::WriteError;
use document::list::{Holds, List, ListColumn};
use rust_xlsxwriter::{
    DataValidation, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// What a cell holds at most, in characters.
const MOST: usize = 32_000;

/// Returns lists as a workbook. Texts are never formulas.
///
/// Fails if a list exceeds the limits of a workbook.
pub fn lists(title: &str, lists: &[List]) -> Result<Vec<u8>, WriteError> {
    let mut workbook = blank_workbook(title)?;
    let (looks, mut used) = (Looks::new(), Names::default());
    for list in lists {
        let name = used.free(&list.name);
        add(&mut workbook, &name, list, &looks)?;
    }
    Ok(workbook.save_to_buffer()?)
}

struct Looks {
    title: Format,
    line: Format,
    head: Format,
    words: Format,
    figure: Format,
    answer: Format,
}

impl Looks {
    fn new() -> Self {
        let base = || Format::new().set_font_name("宋体").set_font_size(11);
        let cell =
            || base().set_border(FormatBorder::Thin).set_align(FormatAlign::Top).set_text_wrap();
        Self {
            title: base().set_font_name("黑体").set_font_size(16),
            line: base(),
            head: cell()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(0x00ED_EDED),
            words: cell().set_num_format("@"),
            figure: cell().set_align(FormatAlign::Right),
            answer: cell().set_background_color(0x00FF_F8DC),
        }
    }
}

fn add(workbook: &mut Workbook, name: &str, list: &List, looks: &Looks) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?.set_paper_size(A4).set_landscape().set_footer("&C— &P —");
    sheet.set_print_fit_to_pages(1, 0);
    sheet.write_string_with_format(0, 0, &list.title, &looks.title)?;
    let mut row = 1;
    for line in &list.above {
        sheet.write_string_with_format(row, 0, line, &looks.line)?;
        row += 1;
    }
    let head = row;
    for (at, one) in (0..).zip(&list.columns) {
        sheet.set_column_width(at, one.width)?;
        sheet.write_string_with_format(head, at, &one.head, &looks.head)?;
    }
    for texts in &list.rows {
        row += 1;
        for ((at, one), text) in (0..).zip(&list.columns).zip(texts) {
            write(sheet, (row, at), one, text, looks)?;
        }
    }
    sheet.set_freeze_panes(head + 1, 0)?.set_repeat_rows(head, head)?;
    if let (Some(last), 1..) = (list.columns.len().checked_sub(1), list.rows.len()) {
        sheet.autofilter(head, 0, row, column(count(last)))?;
        choices(sheet, list, (head + 1, row))?;
    }
    for line in &list.below {
        row += 2;
        sheet.write_string_with_format(row, 0, line, &looks.line)?;
    }
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    column: &ListColumn,
    text: &str,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let text: String = text.chars().take(MOST).collect();
    let number = match column.holds {
        Holds::Figures => Number::parse(&text, true),
        Holds::Words | Holds::Answers(_) => None,
    };
    let look = match (&column.holds, &number) {
        (Holds::Answers(_), _) => &looks.answer,
        (Holds::Figures, Some(number)) => &looks.figure.clone().set_num_format(&number.format),
        (Holds::Figures, None) => &looks.figure,
        (Holds::Words, _) => &looks.words,
    };
    match number {
        Some(number) => sheet.write_number_with_format(row, at, number.value, look)?,
        None if text.is_empty() => sheet.write_blank(row, at, look)?,
        None => sheet.write_string_with_format(row, at, text, look)?,
    };
    Ok(())
}

/// Offers the choices of each column of answers.
fn choices(sheet: &mut Worksheet, list: &List, (first, last): (u32, u32)) -> Result<(), XlsxError> {
    for (at, one) in (0..).zip(&list.columns) {
        if let Holds::Answers(choices) = &one.holds
            && !choices.is_empty()
        {
            // Other words may be typed all the same.
            let offered =
                DataValidation::new().allow_list_strings(choices)?.show_error_message(false);
            sheet.add_data_validation(first, at, last, at, &offered)?;
        }
    }
    Ok(())
}
