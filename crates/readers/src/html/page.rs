use super::skip::Skip;
use super::tag::Tag;
use crate::ReadError;
use crate::flow::Flow;
use crate::limits::{Limits, SPAN};
use document::{Document, RemarkKind};

/// A page being read.
pub(super) struct Page {
    flow: Flow,
    skip: Option<Skip>,
    /// The level of the open heading.
    heading: Option<u8>,
    /// The number of open elements that keep their line breaks.
    preformatted: u32,
    gap: Gap,
    /// Whether a table was opened but has no row yet: its caption is placed before it.
    table_opened: bool,
    /// The column and row spans of the open cells.
    spans: Vec<(u32, u32)>,
}

/// The white space between the last word and the next one.
#[derive(Default, Clone, Copy)]
enum Gap {
    #[default]
    None,
    Space,
    Lines(usize),
}

/// Elements that begin and end a line of their own.
const BLOCKS: [&str; 37] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
    "xmp",
    "search",
];

impl Page {
    /// Returns an empty page.
    pub fn new(limits: &Limits) -> Self {
        Self {
            flow: Flow::new(limits),
            skip: None,
            heading: None,
            preformatted: 0,
            gap: Gap::default(),
            table_opened: false,
            spans: Vec::new(),
        }
    }

    /// Handles a start tag.
    pub fn start(&mut self, tag: &Tag) -> Result<(), ReadError> {
        let name = tag.name.as_str();
        if self.skip.as_mut().is_some_and(|skip| !skip.ended_by_start(name)) {
            return Ok(());
        }
        self.skip = Skip::begin(name, tag.hidden);
        if self.skip.is_some() {
            // Navigation is skipped, but it separates what is before and after it.
            if name == "nav" && !tag.hidden {
                self.break_block();
            }
            return Ok(());
        }
        if BLOCKS.contains(&name) {
            self.break_block();
        }
        match name {
            "br" => self.line_break(),
            "pre" | "xmp" | "listing" => self.preformatted += 1,
            "table" => self.open_table()?,
            "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" => self.table_part(tag)?,
            _ if heading_level(name).is_some() => {
                self.break_block();
                self.heading = heading_level(name);
            }
            _ => {}
        }
        Ok(())
    }

    /// Handles an end tag.
    pub fn end(&mut self, name: &str) -> Result<(), ReadError> {
        if let Some(skip) = &mut self.skip {
            let (ended, read) = skip.ended_by_end(name);
            if ended {
                self.skip = None;
            }
            if !read {
                return Ok(());
            }
        }
        if BLOCKS.contains(&name) {
            self.break_block();
        }
        match name {
            "pre" | "xmp" | "listing" => self.preformatted = self.preformatted.saturating_sub(1),
            "table" if self.table_opened => self.table_opened = false,
            "table" => self.end_table()?,
            "tr" => self.end_row()?,
            "td" | "th" => self.end_cell()?,
            "thead" | "tbody" | "tfoot" => self.end_group()?,
            _ if heading_level(name).is_some() => {
                self.break_block();
                self.heading = None;
            }
            _ => {}
        }
        Ok(())
    }

    /// Handles text, with white space as in the file.
    pub fn text(&mut self, text: &str) -> Result<(), ReadError> {
        if self.skip.is_some() {
            return Ok(());
        }
        if self.preformatted > 0 {
            return self.lines(text);
        }
        let is_space = |character: char| character.is_ascii_whitespace();
        if text.starts_with(is_space) {
            self.space();
        }
        for word in text.split(is_space).filter(|word| !word.is_empty()) {
            self.word(word)?;
            self.space();
        }
        // A space was added after every word, but the last word may be directly before the next
        // tag.
        if !text.ends_with(is_space) && matches!(self.gap, Gap::Space) {
            self.gap = Gap::None;
        }
        Ok(())
    }

    /// Adds a remark at the current place.
    pub fn remark(&mut self, kind: RemarkKind) {
        self.flow.remark(kind);
    }

    /// Ends everything that is still open. Another page may follow.
    pub fn end_page(&mut self) -> Result<(), ReadError> {
        while self.flow.in_table() {
            self.end_table()?;
        }
        self.break_block();
        (self.skip, self.heading, self.preformatted) = (None, None, 0);
        self.table_opened = false;
        Ok(())
    }

    /// Returns the document.
    pub fn finish(self) -> Document {
        self.flow.finish()
    }

    /// Adds preformatted text, in which every line break counts.
    fn lines(&mut self, text: &str) -> Result<(), ReadError> {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.line_break();
            }
            let line = line.trim_end_matches('\r');
            if !line.is_empty() {
                self.word(line)?;
            }
        }
        Ok(())
    }

    fn word(&mut self, word: &str) -> Result<(), ReadError> {
        if !self.flow.in_paragraph() {
            self.flow.start_paragraph()?;
            if let Some(level) = self.heading {
                self.flow.heading(level);
            }
        }
        match std::mem::take(&mut self.gap) {
            Gap::None => {}
            Gap::Space => self.flow.text(" ")?,
            Gap::Lines(count) => self.flow.text(&"\n".repeat(count.min(SPAN as usize)))?,
        }
        self.flow.text(word)
    }

    /// Adds white space, which counts only between words.
    fn space(&mut self) {
        if let (true, Gap::None) = (self.flow.in_paragraph(), self.gap) {
            self.gap = Gap::Space;
        }
    }

    fn line_break(&mut self) {
        if self.flow.in_paragraph() {
            let lines = if let Gap::Lines(lines) = self.gap { lines } else { 0 };
            self.gap = Gap::Lines(lines + 1);
        }
    }

    fn break_block(&mut self) {
        self.flow.end_paragraph();
        self.gap = Gap::None;
    }

    /// Begins a table. A table inside another but outside its cells ends the other, as in a
    /// browser.
    fn open_table(&mut self) -> Result<(), ReadError> {
        if self.flow.in_table() && !self.flow.in_cell() {
            self.end_table()?;
        }
        self.table_opened = true;
        self.heading = None;
        Ok(())
    }

    /// Begins a row, a cell or a group of rows. Outside of tables these tags have no effect.
    fn table_part(&mut self, tag: &Tag) -> Result<(), ReadError> {
        self.break_block();
        if std::mem::take(&mut self.table_opened) {
            self.flow.start_table()?;
        }
        if !self.flow.in_table() {
            return Ok(());
        }
        match tag.name.as_str() {
            "tr" => {
                self.end_row()?;
                self.flow.start_row()?;
            }
            "td" | "th" => {
                self.end_cell()?;
                if !self.flow.in_row() {
                    self.flow.start_row()?;
                }
                self.flow.start_cell()?;
                self.spans.push((tag.column_span, tag.row_span));
                self.heading = None;
            }
            _ => self.end_group()?,
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        self.break_block();
        if !self.flow.in_cell() {
            return Ok(());
        }
        let (column_span, row_span) = self.spans.pop().unwrap_or((1, 1));
        self.flow.end_cell(|grid, text| grid.put(column_span, row_span, text))
    }

    fn end_row(&mut self) -> Result<(), ReadError> {
        self.end_cell()?;
        self.flow.end_row();
        Ok(())
    }

    fn end_group(&mut self) -> Result<(), ReadError> {
        self.end_row()?;
        if let Some(grid) = self.flow.grid() {
            grid.end_group();
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), ReadError> {
        self.end_row()?;
        self.flow.end_table();
        self.heading = None;
        Ok(())
    }
}

/// Returns the level of a heading element.
fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}
