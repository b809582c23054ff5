//! Reads the paragraphs, cells and rows of an RTF file in order.

use super::encodings::{character_set, code_page};
use super::items::{CellProperties, Content, Item, Paragraph, Row};
use super::state::{Destination, NOT_SHOWN, READ, State};
use super::tokens::{Token, Tokens};
use crate::ReadError;
use crate::limits::{Budget, Limits};
use encoding_rs::{Encoding, GBK};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A file being read.
struct Parser<'l> {
    budget: Budget,
    limits: &'l Limits,
    content: Content,
    states: Vec<State>,
    state: State,
    /// The encodings of the fonts by their numbers.
    fonts: BTreeMap<i32, &'static Encoding>,
    font: i32,
    default: &'static Encoding,
    /// Bytes that are not decoded yet, because a character may have two.
    bytes: Vec<u8>,
    /// The first half of a character beyond the first 65,536.
    half: Option<u16>,
    /// The number of characters to be skipped after a Unicode character.
    skip: u32,
    /// Whether the group that began has no word yet, and whether it may be skipped.
    begins: bool,
    optional: bool,
    text: String,
    /// The text of the paragraphs that text boxes interrupt.
    outer: Vec<String>,
    /// The content of text boxes, which follows the paragraph or table that they are in.
    boxed: Vec<Item>,
    left: i16,
    cells: Rc<Vec<CellProperties>>,
    next_cell: CellProperties,
}

/// Reads a file. Fails if it exceeds a limit.
pub(super) fn parse(file: &[u8], limits: &Limits) -> Result<Content, ReadError> {
    let mut parser = Parser::new(limits);
    for token in Tokens::new(file) {
        parser.token(token)?;
        // The document is the outermost group.
        if token == Token::End && parser.states.is_empty() {
            break;
        }
    }
    parser.content.cut = !parser.states.is_empty();
    parser.decode();
    if !parser.text.is_empty() {
        parser.end_paragraph(false)?;
    }
    parser.content.items.append(&mut parser.boxed);
    Ok(parser.content)
}

impl<'l> Parser<'l> {
    fn new(limits: &'l Limits) -> Self {
        Self {
            budget: Budget::new(limits),
            limits,
            content: Content::default(),
            states: Vec::new(),
            state: State::new(),
            fonts: BTreeMap::new(),
            font: 0,
            default: GBK,
            bytes: Vec::new(),
            half: None,
            skip: 0,
            begins: false,
            optional: false,
            text: String::new(),
            outer: Vec::new(),
            boxed: Vec::new(),
            left: 0,
            cells: Rc::default(),
            next_cell: CellProperties::default(),
        }
    }

    fn token(&mut self, token: Token<'_>) -> Result<(), ReadError> {
        let begins = std::mem::replace(&mut self.begins, token == Token::Begin);
        match token {
            Token::Begin | Token::End => {
                self.decode();
                (self.skip, self.optional) = (0, false);
                if token == Token::Begin { self.begin()? } else { self.end()? }
            }
            Token::Symbol(b'*') if begins => (self.optional, self.begins) = (true, true),
            Token::Byte(_) | Token::Symbol(_) if self.skip > 0 => {
                self.skip -= 1;
            }
            Token::Byte(byte) => self.bytes.push(byte),
            Token::Text(text) => {
                let skipped = text.len().min(self.skip as usize);
                self.skip -= u32::try_from(skipped).unwrap_or(self.skip);
                self.bytes.extend(text.iter().skip(skipped));
            }
            Token::Symbol(symbol) => self.symbol(symbol)?,
            Token::Word(word, number) => {
                self.decode();
                self.skip = 0;
                if begins {
                    self.destination(word);
                }
                self.word(word, number)?;
            }
        }
        Ok(())
    }

    fn begin(&mut self) -> Result<(), ReadError> {
        self.limits.element_depth.check(self.states.len() + 1)?;
        self.states.push(self.state);
        Ok(())
    }

    fn end(&mut self) -> Result<(), ReadError> {
        let Some(outside) = self.states.pop() else { return Ok(()) };
        let ends_box = self.state.is_box && !outside.is_box;
        if (ends_box || self.states.is_empty()) && !self.text.is_empty() {
            self.end_paragraph(false)?;
        }
        if ends_box {
            self.text = self.outer.pop().unwrap_or_default();
        }
        self.state = outside;
        Ok(())
    }

    /// Reads the word with which a group begins.
    fn destination(&mut self, word: &str) {
        let is_optional = std::mem::take(&mut self.optional);
        if word == "fonttbl" {
            self.state.destination = Destination::Fonts;
        } else if NOT_SHOWN.contains(&word) || is_optional && !READ.contains(&word) {
            self.state.destination = Destination::Skipped;
        } else if matches!(word, "listtext" | "pntext") {
            self.state.is_number = true;
        } else if word == "shptxt" && self.is_shown() && !self.state.is_box {
            self.state.is_box = true;
            (self.state.in_table, self.state.depth) = (false, 0);
            self.outer.push(std::mem::take(&mut self.text));
        }
    }

    fn is_shown(&self) -> bool {
        self.state.destination == Destination::Text
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<(), ReadError> {
        let is_on = number != Some(0);
        match word {
            "ansicpg" => {
                self.default = code_page(number.unwrap_or(936));
                self.state.encoding = self.default;
            }
            "f" | "af" => self.set_font(number.unwrap_or(0)),
            "fcharset" if self.state.destination == Destination::Fonts => {
                self.limits.definitions.check(self.fonts.len() + 1)?;
                self.fonts.insert(self.font, character_set(number, self.default));
            }
            _ if !self.is_shown() => {}
            "plain" => {
                (self.state.hidden, self.state.deleted) = (false, false);
                self.state.encoding = self.default;
            }
            "v" => self.state.hidden = is_on,
            "deleted" => self.state.deleted = is_on,
            "uc" => {
                self.state.substitutes = number.and_then(|n| u32::try_from(n).ok()).unwrap_or(1);
            }
            "u" => self.unicode(number.unwrap_or(0)),
            "pard" => {
                (self.state.in_table, self.state.depth, self.state.level) = (false, 0, None);
            }
            "intbl" => self.state.in_table = is_on,
            "itap" => self.state.depth = number.and_then(|n| u32::try_from(n).ok()).unwrap_or(0),
            "outlinelevel" => {
                let level = number.and_then(|level| u8::try_from(level).ok());
                self.state.level = level.filter(|level| *level < 9).map(|level| level + 1);
            }
            "par" | "sect" => self.end_paragraph(false)?,
            "cell" | "nestcell" => self.end_paragraph(true)?,
            "row" | "nestrow" => self.end_row(word == "row")?,
            _ => {
                return self
                    .property_of_a_row(word, number)
                    .map_or_else(|| self.character(word), Ok);
            }
        }
        Ok(())
    }

    /// Reads a property of a row or of a cell. Returns `None` for other words.
    fn property_of_a_row(&mut self, word: &str, number: Option<i32>) -> Option<()> {
        let twips = |number: Option<i32>| {
            let number = number.unwrap_or(0).clamp(i32::from(i16::MIN), i32::from(i16::MAX));
            i16::try_from(number).unwrap_or_default()
        };
        match word {
            "trowd" => {
                self.cells = Rc::default();
                (self.left, self.next_cell) = (0, CellProperties::default());
            }
            "trleft" => self.left = twips(number),
            "clvmrg" => self.next_cell.continues = true,
            "clmrg" => self.next_cell.covered = true,
            "cellx" => {
                let mut cell = std::mem::take(&mut self.next_cell);
                cell.right = twips(number);
                // One column too many is enough to exceed the limit.
                if self.limits.columns.check(self.cells.len()).is_ok() {
                    Rc::make_mut(&mut self.cells).push(cell);
                }
            }
            _ => return None,
        }
        Some(())
    }

    /// Reads a word that stands for a character.
    fn character(&mut self, word: &str) -> Result<(), ReadError> {
        let character = match word {
            "tab" if !self.state.is_number => '\t',
            "line" | "page" | "column" => '\n',
            "emdash" => '—',
            "endash" => '–',
            "lquote" => '‘',
            "rquote" => '’',
            "ldblquote" => '“',
            "rdblquote" => '”',
            "bullet" => '•',
            "emspace" => '\u{2003}',
            "enspace" => '\u{2002}',
            _ => return Ok(()),
        };
        self.show(character);
        Ok(())
    }

    fn symbol(&mut self, symbol: u8) -> Result<(), ReadError> {
        match symbol {
            b'\\' | b'{' | b'}' => self.bytes.push(symbol),
            b'~' => self.bytes_and('\u{a0}'),
            b'_' => self.bytes_and('-'),
            b'\r' | b'\n' => {
                self.decode();
                if self.is_shown() {
                    self.end_paragraph(false)?;
                }
            }
            b'\t' => self.bytes_and('\t'),
            _ => self.decode(),
        }
        Ok(())
    }

    fn bytes_and(&mut self, character: char) {
        self.decode();
        self.show(character);
    }

    /// Selects a font, which says how bytes are decoded; in the table of fonts, describes it.
    fn set_font(&mut self, number: i32) {
        self.font = number;
        if self.state.destination != Destination::Fonts {
            self.state.encoding = self.fonts.get(&number).copied().unwrap_or(self.default);
        }
    }

    /// Adds a character given by its number in Unicode.
    fn unicode(&mut self, number: i32) {
        self.skip = self.state.substitutes;
        // Numbers from 32,768 on are written as negative ones.
        let unit = if number < 0 { number + 0x1_0000 } else { number };
        match (u16::try_from(unit), self.half.take()) {
            (Ok(unit @ 0xD800..=0xDBFF), _) => self.half = Some(unit),
            (Ok(unit), half) => {
                let units = half.into_iter().chain([unit]);
                for character in char::decode_utf16(units) {
                    self.show(character.unwrap_or(char::REPLACEMENT_CHARACTER));
                }
            }
            (Err(_), _) => {
                let character = u32::try_from(number).ok().and_then(char::from_u32);
                self.show(character.unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
    }

    /// Decodes the bytes since the last character.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        if self.is_shown() {
            let (text, broken) = self.state.encoding.decode_without_bom_handling(&bytes);
            self.content.undecodable |= broken;
            self.show_all(&text);
        }
    }

    fn show(&mut self, character: char) {
        self.show_all(character.encode_utf8(&mut [0; 4]));
    }

    fn show_all(&mut self, text: &str) {
        if self.is_shown() && !self.state.hidden && !self.state.deleted {
            self.text.push_str(text);
        }
    }

    fn end_paragraph(&mut self, ends_cell: bool) -> Result<(), ReadError> {
        self.decode();
        self.budget.block()?;
        let text = std::mem::take(&mut self.text);
        self.budget.text(text.len())?;
        let State { in_table, depth, level, is_box, .. } = self.state;
        let depth = if in_table || ends_cell { depth.max(1) } else { depth };
        self.limits.table_depth.check(depth as usize)?;
        let item = Item::Paragraph(Paragraph { text, level, depth, ends_cell });
        if is_box {
            self.boxed.push(item);
            return Ok(());
        }
        self.content.items.push(item);
        if depth == 0 {
            self.content.items.append(&mut self.boxed);
        }
        Ok(())
    }

    /// Ends a row: of the outermost table, or of the one in which the paragraph is.
    fn end_row(&mut self, outermost: bool) -> Result<(), ReadError> {
        self.budget.block()?;
        for _ in self.cells.iter() {
            self.budget.cell()?;
        }
        self.limits.columns.check(self.cells.len())?;
        let depth = if outermost { 1 } else { self.state.depth.max(1) };
        self.limits.table_depth.check(depth as usize)?;
        // What stands between the last cell and the end of the row belongs to neither.
        self.text.clear();
        let row = Item::Row(Row { depth, left: self.left, cells: Rc::clone(&self.cells) });
        if self.state.is_box {
            self.boxed.push(row)
        } else {
            self.content.items.push(row)
        }
        Ok(())
    }
}
