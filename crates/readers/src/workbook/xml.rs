//! Reads workbooks in the XML of Excel 2003.

use super::format::Formats;
use super::sheet::{Area, Sheet, hidden_sheet};
use crate::ReadError;
use crate::limits::{Budget, Limits};
use crate::xml::{Step, Xml, attribute, local, number, without_prefix};
use document::{Document, RemarkKind};
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// Reads a workbook.
///
/// Fails if it exceeds a limit.
pub(crate) fn read(text: &str, limits: &Limits) -> Result<Document, ReadError> {
    let mut reading = Reading {
        xml: Xml::new(text, limits),
        budget: Budget::new(limits),
        styles: Styles::default(),
        formats: Formats::default(),
        days_since_1904: false,
    };
    let mut document = Document::default();
    let mut count = 0;
    while let Some(step) = reading.xml.next() {
        let Step::Start(start) = step else { continue };
        match local(&start) {
            "Styles" => reading.formats = reading.read_styles()?,
            "Date1904" => reading.days_since_1904 = true,
            "Worksheet" => {
                count += 1;
                limits.members.check(count)?;
                let name = attribute(&start, "Name").unwrap_or_default();
                let Some(mut sheet) = reading.sheet(&name)? else {
                    document.remarks.push(hidden_sheet(&name));
                    continue;
                };
                if reading.xml.damaged() {
                    sheet.mark_unfinished();
                }
                sheet.add_to(&mut document, &mut reading.budget)?;
            }
            _ => {}
        }
    }
    reading.xml.check_depth()?;
    Ok(document)
}

/// A workbook being read.
struct Reading<'a> {
    xml: Xml<'a>,
    budget: Budget,
    styles: Styles,
    formats: Formats,
    days_since_1904: bool,
}

/// The styles by their ids, as indices of [`Formats`].
#[derive(Default)]
struct Styles {
    indices: BTreeMap<String, usize>,
    /// The number of the format of each style.
    formats: Vec<u16>,
    codes: BTreeMap<u16, String>,
}

/// A sheet being read.
struct Position {
    /// The open row, or the next one.
    row: u32,
    /// The next column of the row.
    column: u32,
    /// The next column to be described.
    described: u32,
    /// The styles of the columns.
    columns: BTreeMap<u32, String>,
    row_style: Option<String>,
    /// The cells that are the number zero, which a sheet may hide.
    zeros: Vec<(u32, u32)>,
}

impl Reading<'_> {
    /// Reads the styles. A style without a format has that of its parent.
    fn read_styles(&mut self) -> Result<Formats, ReadError> {
        let outer = self.xml.depth();
        while let Some(step) = self.xml.next() {
            match step {
                Step::Start(start) if local(&start) == "Style" => {
                    let id = attribute(&start, "ID").unwrap_or_default().into_owned();
                    let parent = attribute(&start, "Parent");
                    let format = self.styles.format(parent.as_deref().unwrap_or("Default"));
                    self.budget.limits.definitions.check(self.styles.formats.len() + 1)?;
                    self.styles.indices.insert(id, self.styles.formats.len());
                    self.styles.formats.push(format);
                }
                Step::Start(start) if local(&start) == "NumberFormat" => {
                    let code = attribute(&start, "Format").unwrap_or_default();
                    self.styles.set_last(&code);
                }
                Step::End(_) if self.xml.depth() < outer => break,
                _ => {}
            }
        }
        Formats::new(&self.styles.codes, self.styles.formats.clone(), &self.budget.limits)
    }

    /// Reads the sheet that just began, and returns it unless it is hidden.
    fn sheet(&mut self, name: &str) -> Result<Option<Sheet>, ReadError> {
        let mut sheet = Sheet::new(name);
        let mut at = Position {
            row: 0,
            column: 0,
            described: 0,
            columns: BTreeMap::new(),
            row_style: None,
            zeros: Vec::new(),
        };
        let mut visible = true;
        let outer = self.xml.depth();
        while let Some(step) = self.xml.next() {
            match step {
                Step::Start(start) => match local(&start) {
                    "Column" => at.describe(&start, &mut sheet),
                    "Row" => at.start_row(&start, &mut sheet),
                    "Cell" => self.cell(&start, &mut at, &mut sheet)?,
                    "Visible" => visible = !self.words().ends_with("idden"),
                    "DoNotDisplayZeros" => {
                        at.zeros.iter().for_each(|zero| drop(sheet.cells.remove(zero)));
                    }
                    _ => {}
                },
                Step::End(_) if self.xml.depth() < outer => break,
                Step::End(end) if without_prefix(&end) == "Row" => {
                    at.row = at.row.saturating_add(1)
                }
                Step::End(_) | Step::Text(_) => {}
            }
        }
        Ok(visible.then_some(sheet))
    }

    fn cell(
        &mut self,
        start: &BytesStart<'_>,
        at: &mut Position,
        sheet: &mut Sheet,
    ) -> Result<(), ReadError> {
        let column = index(start).unwrap_or(at.column);
        let row = at.row;
        let style = attribute(start, "StyleID").map(|id| id.into_owned());
        let style = style.or_else(|| at.row_style.clone());
        let style = style.or_else(|| at.columns.get(&column).cloned());
        let style = self.styles.index(style.as_deref().unwrap_or("Default"));
        let span = |name| number::<u32>(start, name).unwrap_or(0);
        let (across, down) = (span("MergeAcross"), span("MergeDown"));
        if (across, down) != (0, 0) {
            self.budget.cell()?;
            sheet.merges.push(Area {
                rows: row..row.saturating_add(down).saturating_add(1),
                columns: column..column.saturating_add(across).saturating_add(1),
            });
        }
        at.column = column.saturating_add(across).saturating_add(1);
        let has_formula = attribute(start, "Formula").is_some();
        let stored = self.data();
        if has_formula && stored.is_none() {
            self.budget.cell()?;
            sheet.remark(RemarkKind::FormulaWithoutResult, row, column);
        }
        let Some((kind, value)) = stored else { return Ok(()) };
        let value_number = value.trim().parse::<f64>().ok().filter(|_| kind == "Number");
        if value_number == Some(0.0) {
            self.budget.cell()?;
            at.zeros.push((row, column));
        }
        let shown = match value_number {
            Some(value) => self.formats.number(value, style, self.days_since_1904),
            None => self.formats.text(displayed(&kind, value), style),
        };
        sheet.put(row, column, &shown, &mut self.budget)
    }

    /// Returns type and value of the cell that just began, without its comment.
    fn data(&mut self) -> Option<(String, String)> {
        let mut data = None;
        let outer = self.xml.depth();
        while let Some(step) = self.xml.next() {
            match step {
                Step::Start(start) if local(&start) == "Data" => {
                    let kind = attribute(&start, "Type").unwrap_or_default().into_owned();
                    data = Some((kind, self.words()));
                }
                Step::Start(_) => self.xml.skip(),
                Step::End(_) if self.xml.depth() < outer => break,
                Step::End(_) | Step::Text(_) => {}
            }
        }
        data
    }

    /// Returns all text inside the element that just began.
    fn words(&mut self) -> String {
        let mut text = String::new();
        let outer = self.xml.depth();
        while let Some(step) = self.xml.next() {
            match step {
                Step::Text(piece) => text.push_str(&piece),
                Step::End(_) if self.xml.depth() < outer => break,
                Step::Start(_) | Step::End(_) => {}
            }
        }
        text
    }
}

impl Styles {
    fn index(&self, id: &str) -> usize {
        self.indices.get(id).copied().unwrap_or(usize::MAX)
    }

    fn format(&self, id: &str) -> u16 {
        self.formats.get(self.index(id)).copied().unwrap_or(0)
    }

    /// Sets the format of the last style.
    fn set_last(&mut self, code: &str) {
        // The formats of a file have numbers behind those that are built in.
        let Ok(own) = u16::try_from(self.codes.len() + 1000) else { return };
        let Some(format) = self.formats.last_mut() else { return };
        *format = own;
        self.codes.insert(own, long_name(code).into());
    }
}

/// Returns the code of a format that is given by its name.
fn long_name(name: &str) -> &str {
    match name {
        "General Number" | "" => "General",
        "Fixed" => "0.00",
        "Standard" | "Currency" | "Euro Currency" => "#,##0.00",
        "Percent" => "0.00%",
        "Scientific" => "0.00E+00",
        "General Date" => "yyyy/m/d h:mm",
        "Long Date" | "Medium Date" | "Short Date" => "yyyy/m/d",
        "Long Time" => "h:mm:ss",
        "Medium Time" | "Short Time" => "h:mm",
        code => code,
    }
}

/// Returns a value that is not a number as Excel shows it.
fn displayed(kind: &str, value: String) -> String {
    match kind {
        "Boolean" if value.trim() == "1" => "TRUE".into(),
        "Boolean" => "FALSE".into(),
        "DateTime" => {
            let date = value.trim_end_matches(".000").trim_end_matches("T00:00:00");
            date.replace('T', " ")
        }
        _ => value,
    }
}

/// Returns the position that an element gives itself, from 0.
fn index(start: &BytesStart<'_>) -> Option<u32> {
    number::<u32>(start, "Index")?.checked_sub(1)
}

fn is_hidden(start: &BytesStart<'_>) -> bool {
    attribute(start, "Hidden").as_deref() == Some("1")
}

/// Returns the first and the last of the rows or columns that an element describes, the last one
/// excluded.
fn described(start: &BytesStart<'_>, next: u32) -> std::ops::Range<u32> {
    let first = index(start).unwrap_or(next);
    let more = number::<u32>(start, "Span").unwrap_or(0);
    first..first.saturating_add(more).saturating_add(1)
}

impl Position {
    /// Reads the description of columns.
    fn describe(&mut self, start: &BytesStart<'_>, sheet: &mut Sheet) {
        let range = described(start, self.described);
        self.described = range.end;
        if let Some(style) = attribute(start, "StyleID") {
            let first = range.clone().take(crate::limits::SPAN as usize);
            self.columns.extend(first.map(|column| (column, style.clone().into_owned())));
        }
        if is_hidden(start) {
            sheet.hidden_columns.add(range);
        }
    }

    fn start_row(&mut self, start: &BytesStart<'_>, sheet: &mut Sheet) {
        let range = described(start, self.row);
        self.column = 0;
        self.row_style = attribute(start, "StyleID").map(|id| id.into_owned());
        if is_hidden(start) {
            sheet.hidden_rows.add(range.clone());
        }
        // Several rows of one element have no cells.
        self.row = range.end.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::show;

    fn read(sheets: &str) -> Document {
        let styles = "<Styles><Style ss:ID='Default'/><Style ss:ID='n'><NumberFormat ss:Format='Standard'/></Style>\
                      <Style ss:ID='m' ss:Parent='n'/><Style ss:ID='p'><NumberFormat ss:Format='0.0%'/></Style></Styles>";
        super::read(&format!("<Workbook>{styles}{sheets}</Workbook>"), &Limits::DEFAULT).unwrap()
    }

    fn cell(kind: &str, value: &str) -> String {
        format!("<Cell><Data ss:Type='{kind}'>{value}</Data></Cell>")
    }

    #[test]
    fn values_are_shown_in_their_formats() {
        let document = read(
            "<Worksheet ss:Name='表'><Table><Column ss:Index='3' ss:StyleID='p'/><Row ss:Index='2'>\
             <Cell ss:MergeAcross='1' ss:MergeDown='1' ss:StyleID='m'><Data ss:Type='Number'>1234.5</Data><Comment><ss:Data>no</ss:Data></Comment></Cell>\
             <Cell><Data ss:Type='Number'>0.256</Data></Cell></Row><Row><Cell ss:Index='3' ss:Formula='=A1'/>\
             <Cell ss:Index='5'><ss:Data ss:Type='String'><B>合</B>计</ss:Data></Cell></Row></Table></Worksheet>",
        );
        assert_eq!(
            show(&document),
            ["0,0[2x2] 1,234.50 | 0,2 25.6% | 0,3  | 0,4  | 1,2  | 1,3  | 1,4 合计"]
        );
        assert_eq!(document.remarks.len(), 1);
        let last = &document.tables().next().unwrap().cells[6];
        assert_eq!(last.place.to_string(), "表!E3");
    }

    #[test]
    fn hidden_sheets_rows_columns_and_zeros_are_left_out() {
        let number = |value| cell("Number", value);
        let row = format!("{}{}{}", number("1"), number("2"), number("0"));
        let table = format!(
            "<Table><Column/><Column ss:Hidden='1'/><Row>{row}</Row><Row ss:Hidden='1'>{row}</Row><Row>{}{}{}</Row></Table>",
            cell("Boolean", "1"),
            cell("String", "x"),
            cell("DateTime", "2024-01-31T00:00:00.000")
        );
        let options = |inside| format!("<x:WorksheetOptions>{inside}</x:WorksheetOptions>");
        let document = read(&format!(
            "<Worksheet ss:Name='a'>{table}{}</Worksheet><Worksheet ss:Name='b'>{table}{}</Worksheet>",
            options("<x:DoNotDisplayZeros/>"),
            options("<x:Visible>SheetHidden</x:Visible>")
        ));
        assert_eq!(show(&document), ["0,0 1 | 0,1  | 1,0 TRUE | 1,1 2024-01-31"]);
        let hidden: Vec<_> = document.remarks.iter().map(|it| it.place.to_string()).collect();
        assert_eq!(hidden, ["a!B1", "b!A1"]);
    }
}
