//! Reads the text of a Word file: paragraphs and tables in the order of `document.xml`.

use super::numbering::Numbering;
use super::styles::{Properties, Styles};
use super::symbols;
use crate::flow::Flow;
use crate::xml::{Step, Xml, attribute, is_on, local, number, without_prefix};
use crate::{Limits, ReadError, package::Part};
use document::{Document, RemarkKind};
use quick_xml::events::BytesStart;

/// The properties of a run that are read.
const RUN_PROPERTIES: [&str; 2] = ["vanish", "rStyle"];

/// The properties of a cell that are read.
const CELL_PROPERTIES: [&str; 4] = ["gridSpan", "vMerge", "vmerge", "cellDel"];

/// Reads the main part. Fails if it exceeds a limit.
pub(super) fn read(
    part: &Part,
    styles: Styles,
    numbering: Numbering,
    limits: &Limits,
) -> Result<Document, ReadError> {
    let mut body = Body {
        xml: Xml::new(&part.text, limits),
        flow: Flow::new(limits),
        styles,
        numbering,
        skip_below: None,
        in_text: false,
        hidden: Vec::new(),
        chosen: Vec::new(),
        cells: Vec::new(),
    };
    body.run()?;
    if body.xml.damaged() || !part.whole {
        body.flow.remark(RemarkKind::Unfinished);
    }
    if !part.valid {
        body.flow.remark(RemarkKind::UndecodableText);
    }
    Ok(body.flow.finish())
}

/// The body being read.
struct Body<'a> {
    xml: Xml<'a>,
    flow: Flow,
    styles: Styles,
    numbering: Numbering,
    /// The depth of an element whose content is skipped; its end is still read.
    skip_below: Option<usize>,
    /// Whether character data is text, which it is only inside `w:t`.
    in_text: bool,
    /// Whether text is hidden, for each open paragraph and run.
    hidden: Vec<bool>,
    /// For each open `mc:AlternateContent`, whether one of its branches has been read.
    chosen: Vec<bool>,
    /// The properties of the open cells, from the outermost to the innermost.
    cells: Vec<CellProperties>,
}

/// The extent of a cell.
#[derive(Clone, Copy)]
struct CellProperties {
    column_span: u32,
    /// Whether it continues the cell above.
    continues: bool,
    deleted: bool,
}

impl Body<'_> {
    fn run(&mut self) -> Result<(), ReadError> {
        while let Some(step) = self.xml.next() {
            if let Some(depth) = self.skip_below {
                if !matches!(step, Step::End(_)) || self.xml.depth() >= depth {
                    continue;
                }
                self.skip_below = None;
            }
            match step {
                Step::Start(start) => self.start(&start)?,
                Step::End(end) => self.end(without_prefix(&end))?,
                Step::Text(text) if self.in_text => self.words(&text)?,
                Step::Text(_) => {}
            }
        }
        self.xml.check_depth()
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), ReadError> {
        match local(element) {
            "t" => self.in_text = true,
            "p" => {
                self.hidden.push(self.is_hidden());
                self.flow.start_paragraph()?;
            }
            "r" => {
                self.hidden.push(self.is_hidden());
                self.xml.skip_child_unless_contains(element, "rPr", &RUN_PROPERTIES);
            }
            "tbl" => self.flow.start_table()?,
            "tr" => self.flow.start_row()?,
            "tc" => {
                self.cells.push(CellProperties {
                    column_span: 1,
                    continues: false,
                    deleted: false,
                });
                self.flow.start_cell()?;
                self.xml.skip_child_unless_contains(element, "tcPr", &CELL_PROPERTIES);
            }
            "pPr" => self.paragraph_properties(element)?,
            "rPr" => self.run_properties(),
            "trPr" => self.row_properties(),
            "tcPr" => self.cell_properties(),
            "tab" | "ptab" => self.words("\t")?,
            "br" | "cr" => self.words("\n")?,
            "noBreakHyphen" => self.words("-")?,
            "sym" => self.symbol(element)?,
            "AlternateContent" => self.chosen.push(false),
            "Choice" | "Fallback" => self.branch(),
            // Deleted text, the readings of ruby text, and properties without text.
            "del" | "moveFrom" | "rt" | "sdtPr" | "sectPr" | "tblPr" | "tblPrEx" | "tblGrid" => {
                self.skip_below = Some(self.xml.depth());
            }
            // A tracked change of Word 2003.
            "annotation" if is_deletion(element) => self.skip_below = Some(self.xml.depth()),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "t" => self.in_text = false,
            "p" => {
                self.hidden.pop();
                self.flow.end_paragraph();
            }
            "r" => drop(self.hidden.pop()),
            "tc" => self.end_cell()?,
            "tr" => self.flow.end_row(),
            "tbl" => self.flow.end_table(),
            "AlternateContent" => drop(self.chosen.pop()),
            _ => {}
        }
        Ok(())
    }

    fn is_hidden(&self) -> bool {
        self.hidden.last().copied().unwrap_or(false)
    }

    fn words(&mut self, text: &str) -> Result<(), ReadError> {
        if self.is_hidden() { Ok(()) } else { self.flow.text(text) }
    }

    /// Adds a character given by its number in a font.
    fn symbol(&mut self, element: &BytesStart<'_>) -> Result<(), ReadError> {
        let code = attribute(element, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let symbol = code.and_then(symbols::shown);
        self.words(symbol.map(String::from).as_deref().unwrap_or_default())
    }

    /// Reads only the first of several alternatives, because they contain the same text.
    fn branch(&mut self) {
        match self.chosen.last_mut() {
            Some(chosen) if !*chosen => *chosen = true,
            _ => self.skip_below = Some(self.xml.depth()),
        }
    }

    /// Reads the level and number of a paragraph. The paragraph mark says whether it was deleted or
    /// is hidden; such a paragraph is not counted.
    fn paragraph_properties(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        const READ: [&str; 8] =
            ["pStyle", "outlineLvl", "numId", "ilvl", "listPr", "del", "moveFrom", "vanish"];
        let mut style = String::new();
        let mut own = Properties::default();
        let (mut deleted, mut mark_hidden) = (false, false);
        let mut counted = None;
        if !self.xml.skip_unless_contains(start, &READ) {
            self.xml.inside(|name, element| match name {
                "pStyle" => style = attribute(element, "val").unwrap_or_default().into_owned(),
                "outlineLvl" => own.outline = number(element, "val"),
                "numId" => own.number = number(element, "val"),
                "ilvl" => own.number_level = number(element, "val"),
                "del" | "moveFrom" => deleted = true,
                "vanish" => mark_hidden = is_on(element),
                // Word 2003 keeps the number that it shows.
                "t" => counted = attribute(element, "val").map(|shown| shown.into_owned()),
                _ => {}
            });
        }
        let all = own.or(&self.styles.resolve(&style));
        if let Some(outline) = all.outline.filter(|outline| *outline < 9) {
            self.flow.heading(outline + 1);
        }
        if let (Some(hidden), true) = (self.hidden.last_mut(), all.hidden == Some(true)) {
            *hidden = true;
        }
        if deleted {
            self.flow.join_next();
        } else if let (Some(list @ 1..), false) = (all.number, mark_hidden) {
            let shown = self.numbering.next(list, all.number_level, &style);
            self.words(shown.as_deref().unwrap_or_default())?;
        } else if let (Some(counted), false) = (counted, mark_hidden) {
            self.words(&counted)?;
        }
        Ok(())
    }

    fn run_properties(&mut self) {
        let mut own = None;
        let mut style = None;
        self.xml.inside(|name, element| match name {
            "vanish" => own = Some(is_on(element)),
            "rStyle" => style = attribute(element, "val").map(|id| id.into_owned()),
            _ => {}
        });
        let hidden = own.or_else(|| self.styles.resolve(&style?).hidden);
        if let (Some(hidden), Some(state)) = (hidden, self.hidden.last_mut()) {
            *state = hidden;
        }
    }

    /// Reads the properties of a row. A deleted or hidden row is skipped with its content.
    fn row_properties(&mut self) {
        let mut dropped = false;
        let mut before = 0;
        self.xml.inside(|name, element| match name {
            "gridBefore" => before = number(element, "val").unwrap_or(0),
            "del" => dropped = true,
            "hidden" => dropped = is_on(element),
            _ => {}
        });
        if dropped {
            self.flow.drop_row();
            // The row is one level above its properties, whose end has been read.
            self.skip_below = Some(self.xml.depth());
        } else if let Some(grid) = self.flow.grid() {
            grid.skip_columns(before);
        }
    }

    fn cell_properties(&mut self) {
        let Some(cell) = self.cells.last_mut() else { return };
        self.xml.inside(|name, element| match name {
            "gridSpan" => cell.column_span = number(element, "val").unwrap_or(1),
            // Word 2003 writes it in small letters.
            "vMerge" | "vmerge" => {
                cell.continues = attribute(element, "val").as_deref() != Some("restart")
            }
            "cellDel" => cell.deleted = true,
            _ => {}
        });
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let Some(cell) = self.cells.pop() else { return Ok(()) };
        self.flow.end_cell(|grid, text| match cell {
            CellProperties { deleted: true, .. } => Ok(()),
            CellProperties { continues: true, column_span, .. } => {
                grid.put_below(column_span, text)
            }
            CellProperties { column_span, .. } => grid.put(column_span, 1, text),
        })
    }
}

/// Returns whether a tracked change of Word 2003 deletes what it contains.
fn is_deletion(element: &BytesStart<'_>) -> bool {
    attribute(element, "type").as_deref() == Some("Word.Deletion")
}
