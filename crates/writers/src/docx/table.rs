use super::parts::text_width;
use super::run::push_run;
use crate::rows::{Slot, rows};
use document::{Cell, Table, page_setup};
use std::fmt::Write as _;

const BORDERS: &str = "<w:tblBorders><w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/>\
    <w:left w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/>\
    <w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/>\
    <w:right w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/>\
    <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
    <w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/></w:tblBorders>";

const MARGINS: &str = "<w:tblCellMar><w:left w:w=\"60\" w:type=\"dxa\"/>\
    <w:right w:w=\"60\" w:type=\"dxa\"/></w:tblCellMar>";

/// The number of rows kept together at the top of a table whose header is unknown.
const FIRST_ROWS: u32 = 2;

/// The look of a cell.
struct Look {
    half_points: u32,
    is_head: bool,
    keeps_next: bool,
}

/// Adds a table over the whole width of a portrait or landscape page.
pub(super) fn push_table(out: &mut String, table: &Table, landscape: bool) {
    let set = page_setup::for_table(table);
    let across = text_width(landscape);
    let widths: Vec<u32> = set.widths.iter().map(|part| across * part / 10_000).collect();
    push_start(out, across, &widths);
    let head = table.head();
    for (row, number) in rows(table).iter().zip(0..) {
        let is_head = number < head;
        // The first rows are not left alone at the bottom of a page.
        let keeps_next = number < head.max(FIRST_ROWS) && number + 1 < table.rows;
        let look = Look { half_points: set.half_points, is_head, keeps_next };
        push_row(out, row, &widths, &look);
    }
    out.push_str("</w:tbl>");
}

/// Adds the start of a table, up to its first row.
pub(super) fn push_start(out: &mut String, across: u32, widths: &[u32]) {
    let _ = write!(
        out,
        "<w:tbl><w:tblPr><w:tblW w:w=\"{across}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>{BORDERS}\
         <w:tblLayout w:type=\"fixed\"/>{MARGINS}</w:tblPr><w:tblGrid>"
    );
    for width in widths {
        let _ = write!(out, "<w:gridCol w:w=\"{width}\"/>");
    }
    out.push_str("</w:tblGrid>");
}

fn push_row(out: &mut String, row: &[Slot<'_>], widths: &[u32], look: &Look) {
    // Columns without a cell at either end of a row are skipped, but a row needs at least one cell.
    let (mut before, mut after, mut slots) = (0, 0, row);
    if let [Slot::Gap(columns), rest @ ..] = slots
        && !rest.is_empty()
    {
        (before, slots) = (*columns, rest);
    }
    if let [rest @ .., Slot::Gap(columns)] = slots
        && !rest.is_empty()
    {
        (after, slots) = (*columns, rest);
    }
    out.push_str("<w:tr><w:trPr>");
    for (name, columns) in [("gridBefore", before), ("gridAfter", after)] {
        if columns > 0 {
            let _ = write!(out, "<w:{name} w:val=\"{columns}\"/>");
        }
    }
    out.push_str("<w:cantSplit/>");
    if look.is_head {
        out.push_str("<w:tblHeader/>");
    }
    out.push_str("</w:trPr>");
    let mut column = before;
    for slot in slots {
        let from = widths.get(column as usize..).unwrap_or_default();
        let width = from.iter().take(slot.width() as usize).sum();
        push_cell(out, slot, width, look);
        column += slot.width();
    }
    out.push_str("</w:tr>");
}

fn push_cell(out: &mut String, slot: &Slot<'_>, width: u32, look: &Look) {
    let _ = write!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
    if slot.width() > 1 {
        let _ = write!(out, "<w:gridSpan w:val=\"{}\"/>", slot.width());
    }
    match slot {
        Slot::Cell(cell) if cell.row_span > 1 => out.push_str("<w:vMerge w:val=\"restart\"/>"),
        Slot::Below(_) => out.push_str("<w:vMerge/>"),
        Slot::Cell(_) | Slot::Gap(_) => {}
    }
    if look.is_head {
        out.push_str("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EDEDED\"/>");
    }
    out.push_str("<w:vAlign w:val=\"center\"/></w:tcPr>");
    match slot {
        Slot::Cell(cell) => push_texts(out, cell, look),
        Slot::Below(_) | Slot::Gap(_) => push_look(out, "", "Cell", look),
    }
    out.push_str("</w:tc>");
}

/// Adds the paragraphs of a cell, one per line of its text.
fn push_texts(out: &mut String, cell: &Cell, look: &Look) {
    let style = match (look.is_head, cell.is_numeral()) {
        (true, _) => "Head",
        (false, true) => "Number",
        (false, false) => "Cell",
    };
    for line in cell.text.split('\n') {
        push_look(out, line, style, look);
    }
}

fn push_look(out: &mut String, text: &str, style: &str, look: &Look) {
    let keep = if look.keeps_next { "<w:keepNext/>" } else { "" };
    push_text(out, text, style, keep, look.half_points);
}

/// Adds a paragraph of a cell, with more properties of the paragraph and the size of its text in
/// half points.
pub(super) fn push_text(out: &mut String, text: &str, style: &str, keep: &str, size: u32) {
    let _ = write!(out, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{keep}</w:pPr>");
    let mut run = String::new();
    push_run(&mut run, text);
    let properties =
        format!("<w:r><w:rPr><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr>");
    out.push_str(&run.replacen("<w:r>", &properties, 1));
    out.push_str("</w:p>");
}
