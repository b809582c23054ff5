//! Lists as a Word file: one after the other on landscape pages, each with room for answers.

use super::parts::{NAMESPACE, section, text_width};
use super::run::push_run;
use super::{package, table};
use crate::WriteError;
use document::list::{Holds, List};
use std::fmt::Write as _;

/// The size of the text in a table, in half points.
const HALF_POINTS: u32 = 18;

/// Returns lists as a Word file.
///
/// Fails if its parts cannot be packed.
pub fn lists(title: &str, lists: &[List]) -> Result<Vec<u8>, WriteError> {
    let mut body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document {NAMESPACE} \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>"
    );
    for (index, list) in lists.iter().enumerate() {
        let style = if index == 0 { "Heading1" } else { "Heading2" };
        push_line(&mut body, &list.title, style);
        list.above.iter().for_each(|line| push_line(&mut body, line, "Note"));
        if !list.rows.is_empty() {
            push_table(&mut body, list);
        }
        push_line(&mut body, "", "Note");
        list.below.iter().for_each(|line| push_line(&mut body, line, "Note"));
    }
    body.push_str(&section(true));
    body.push_str("</w:body></w:document>");
    package(title, |package| package.add(&body))
}

fn push_line(out: &mut String, text: &str, style: &str) {
    let _ = write!(out, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
    push_run(out, text);
    out.push_str("</w:p>");
}

fn push_table(out: &mut String, list: &List) {
    let widths = widths(list);
    let across: u32 = widths.iter().sum();
    table::push_start(out, across, &widths);
    let heads = list.columns.iter().map(|column| (column.head.as_str(), "Head"));
    push_row(out, heads, &widths, "<w:cantSplit/><w:tblHeader/>");
    for row in &list.rows {
        let cells = row.iter().zip(&list.columns).map(|(text, column)| {
            (text.as_str(), if column.holds == Holds::Figures { "Number" } else { "Cell" })
        });
        push_row(out, cells, &widths, "");
    }
    out.push_str("</w:tbl>");
}

/// The widths of the columns in twentieths of a point, all together the width of the page.
fn widths(list: &List) -> Vec<u32> {
    let all: u32 = list.columns.iter().map(|column| u32::from(column.width)).sum();
    let across = text_width(true);
    list.columns.iter().map(|column| across * u32::from(column.width) / all.max(1)).collect()
}

fn push_row<'a>(
    out: &mut String,
    cells: impl Iterator<Item = (&'a str, &'a str)>,
    widths: &[u32],
    properties: &str,
) {
    let _ = write!(out, "<w:tr><w:trPr>{properties}</w:trPr>");
    for ((text, style), width) in cells.zip(widths) {
        let _ = write!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
        for line in text.split('\n') {
            table::push_text(out, line, style, "", HALF_POINTS);
        }
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr>");
}
