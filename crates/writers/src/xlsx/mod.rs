//! Writes workbooks: one sheet per table, with its title and notes, and sheets for the text between
//! tables, each named after its heading.
//!
//! The sheets follow the order of the document, because the part that contains a table may say
//! which unit it belongs to. Amounts are numbers formatted as they were printed; codes are text.

mod list;
mod number;
mod sheets;

use crate::{Annotations, WriteError};
use document::{Cell, Cover, Document, Paragraph, Table, page_setup};
pub use list::lists;
use number::Number;
use rayon::prelude::*;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use sheets::{Sheet, sheets};
use std::collections::BTreeMap;

/// The width of a sheet of text, in characters.
const TEXT_WIDTH: u16 = 100;

/// The number of the paper size A4 in the format.
const A4: u8 = 9;

/// The width of the widest column, in characters.
const MAX_WIDTH: u32 = 48;

/// The heights of a line of text and of a heading, and of the highest row, in points.
const LINE_HEIGHT: u32 = 16;
const HEADING_HEIGHT: u32 = 22;
const MAX_HEIGHT: u32 = 400;

/// Returns a document as a workbook.
///
/// A whole number is written as a number if it is annotated or in a column of amounts; otherwise it
/// is a code and written as text. Fails if the document exceeds the limits of a workbook.
pub fn write(
    document: &Document,
    cover: &Cover,
    annotations: &Annotations,
) -> Result<Vec<u8>, WriteError> {
    let mut workbook = blank_workbook(&cover.title)?;
    // A large department has more than a thousand sheets.
    let worksheets = sheets(document)
        .par_iter()
        .map_init(Looks::new, |looks, sheet| worksheet(sheet, looks, annotations))
        .collect::<Result<Vec<_>, _>>()?;
    worksheets.into_iter().for_each(|worksheet| workbook.push_worksheet(worksheet));
    Ok(workbook.save_to_buffer()?)
}

fn worksheet(
    sheet: &Sheet<'_>,
    looks: &mut Looks,
    annotations: &Annotations,
) -> Result<Worksheet, XlsxError> {
    let mut worksheet = Worksheet::new();
    worksheet.set_name(&sheet.name)?.set_paper_size(A4).set_footer("&C— &P —");
    Writer { worksheet: &mut worksheet, looks, annotations }.sheet(sheet)?;
    Ok(worksheet)
}

/// Returns a workbook without sheets.
fn blank_workbook(title: &str) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    // The creation time is fixed, so that the same document gives the same bytes.
    let time = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&time));
    Ok(workbook)
}

/// The formats of cells.
struct Looks {
    text: Format,
    heading: Format,
    line: Format,
    head: Format,
    label: Format,
    number: Format,
    /// Those of numbers, by their number formats.
    numbers: BTreeMap<String, Format>,
}

impl Looks {
    fn new() -> Self {
        let base = || Format::new().set_font_name("仿宋").set_font_size(11).set_text_wrap();
        let cell = || base().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        Self {
            text: base().set_align(FormatAlign::Top),
            heading: base()
                .set_font_name("黑体")
                .set_font_size(14)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            line: base().set_align(FormatAlign::Left),
            head: cell().set_bold().set_align(FormatAlign::Center),
            label: cell().set_align(FormatAlign::Left).set_num_format("@"),
            number: cell().set_align(FormatAlign::Right),
            numbers: BTreeMap::new(),
        }
    }

    /// The format of a cell.
    fn of(&mut self, cell: &Cell, number: Option<&Number>, is_head: bool) -> &Format {
        match number {
            _ if is_head => &self.head,
            Some(number) => self
                .numbers
                .entry(number.format.clone())
                .or_insert_with(|| self.number.clone().set_num_format(&number.format)),
            None if cell.is_numeral() => &self.number,
            None => &self.label,
        }
    }
}

/// A sheet being written.
struct Writer<'a> {
    worksheet: &'a mut Worksheet,
    looks: &'a mut Looks,
    annotations: &'a Annotations,
}

impl Writer<'_> {
    fn sheet(&mut self, sheet: &Sheet<'_>) -> Result<(), XlsxError> {
        let Some(table) = sheet.table else {
            self.worksheet.set_column_width(0, TEXT_WIDTH)?.set_print_fit_to_pages(1, 0);
            return self.lines(&sheet.above, 0, (0, u32::from(TEXT_WIDTH)));
        };
        let last = column(table.columns.saturating_sub(1));
        let top = count(sheet.above.len());
        let widths = widths(table);
        let across = widths.iter().map(|width| u32::from(*width)).sum();
        self.lines(&sheet.above, 0, (last, across))?;
        self.table(table, &widths, top)?;
        let below = top.saturating_add(table.rows);
        self.lines(&sheet.below, below, (last, across))?;
        if table.head() > 0 {
            let head = top.saturating_add(table.head());
            self.worksheet.set_freeze_panes(head, 0)?;
            self.worksheet.set_repeat_rows(top, head - 1)?;
        }
        if page_setup::for_table(table).landscape {
            self.worksheet.set_landscape();
        }
        self.worksheet.set_print_fit_to_pages(1, 0);
        Ok(())
    }

    /// Writes paragraphs, each merged up to the last column, `across` characters wide.
    ///
    /// No program makes a row of merged cells as high as its text, so its height is set.
    fn lines(
        &mut self,
        lines: &[&Paragraph],
        top: u32,
        (last, across): (u16, u32),
    ) -> Result<(), XlsxError> {
        let looks = &*self.looks;
        for (row, line) in (top..).zip(lines) {
            let look = match (line.level, last) {
                (Some(_), _) => &looks.heading,
                (None, 0) => &looks.text,
                (None, _) => &looks.line,
            };
            let height = if line.level.is_some() { HEADING_HEIGHT } else { LINE_HEIGHT };
            let of_line = |text: &str| page_setup::width(text).div_ceil(across.max(1)).max(1);
            let count: u32 = line.text.split('\n').map(of_line).sum();
            self.worksheet.set_row_height(row, (count * height).min(MAX_HEIGHT))?;
            if last > 0 {
                self.worksheet.merge_range(row, 0, row, last, &line.text, look)?;
            } else {
                self.worksheet.write_string_with_format(row, 0, &line.text, look)?;
            }
        }
        Ok(())
    }

    fn table(&mut self, table: &Table, widths: &[u16], top: u32) -> Result<(), XlsxError> {
        for (at, width) in (0..).zip(widths) {
            self.worksheet.set_column_width(at, *width)?;
        }
        let amounts = amount_columns(table);
        for cell in &table.cells {
            let is_amount = amounts.get(&cell.column).copied().unwrap_or_default()
                || self.annotations.contains_key(&cell.place);
            self.cell(cell, top, cell.row < table.head_rows, is_amount)?;
        }
        Ok(())
    }

    fn cell(
        &mut self,
        cell: &Cell,
        top: u32,
        is_head: bool,
        is_amount: bool,
    ) -> Result<(), XlsxError> {
        let number = if is_head { None } else { Number::parse(&cell.text, is_amount) };
        let look = self.looks.of(cell, number.as_ref(), is_head);
        let (row, at) = (top.saturating_add(cell.row), column(cell.column));
        if cell.row_span > 1 || cell.column_span > 1 {
            let last_row = row.saturating_add(cell.row_span.saturating_sub(1));
            let last = column(cell.column.saturating_add(cell.column_span.saturating_sub(1)));
            self.worksheet.merge_range(row, at, last_row, last, "", look)?;
        }
        match number {
            Some(number) => self.worksheet.write_number_with_format(row, at, number.value, look)?,
            None if cell.text.is_empty() => self.worksheet.write_blank(row, at, look)?,
            None => self.worksheet.write_string_with_format(row, at, &cell.text, look)?,
        };
        Ok(())
    }
}

/// Returns the columns that contain an amount: a number with decimals or thousands separators.
fn amount_columns(table: &Table) -> BTreeMap<u32, bool> {
    let body = table.cells.iter().filter(|cell| cell.row >= table.head_rows);
    body.filter(|cell| cell.is_numeral()).map(|cell| (cell.column, true)).collect()
}

/// Returns the widths of the columns in characters.
fn widths(table: &Table) -> Vec<u16> {
    let mut widths = vec![8; table.columns as usize];
    for cell in table.cells.iter().filter(|cell| cell.column_span == 1) {
        if let Some(width) = widths.get_mut(cell.column as usize) {
            *width = (*width).max(page_setup::width(&cell.text).saturating_add(2)).min(MAX_WIDTH);
        }
    }
    widths.into_iter().map(|width| u16::try_from(width).unwrap_or(8)).collect()
}

fn column(number: u32) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
