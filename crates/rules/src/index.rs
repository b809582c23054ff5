//! The words of a document, normalised once, in the order in which a person reads them.

use crate::number::{Number, number};
use document::{Block, Document, Paragraph, Place, Table, normalised};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// A paragraph shorter than this, without a full stop, may be a heading.
const HEADING: usize = 48;

/// The words of a document.
#[derive(Debug, Default)]
pub struct Index<'a> {
    /// Paragraphs and filled cells in reading order.
    pub lines: Vec<Line<'a>>,
    /// The first line of each place.
    places: FxHashMap<&'a Place, usize>,
}

/// A paragraph or a cell with its words in normal form.
#[derive(Debug)]
pub struct Line<'a> {
    /// The words as printed.
    pub text: &'a str,
    /// The words without white space, digits and letters in half width, punctuation in full.
    pub words: Cow<'a, str>,
    /// Where it stands.
    pub place: &'a Place,
    /// The outline level of a heading.
    pub level: Option<u8>,
    /// Which block of the document it belongs to.
    pub block: usize,
    /// What it is.
    pub kind: Kind,
    /// The list number it begins with.
    pub number: Option<Number>,
    /// Whether it contains 元, as do all units of money.
    pub says_yuan: bool,
    /// Whether it is a line of the table of contents.
    pub is_contents: bool,
    /// Whether it contains words of the form that should have been filled in or deleted.
    pub is_draft: bool,
}

/// The kind of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Running text, a title or a heading: a paragraph, or the only filled cell of its row.
    Prose,
    /// A cell among others.
    Cell {
        /// Row of the table.
        row: u32,
        /// Column of the table.
        column: u32,
    },
}

impl<'a> Index<'a> {
    /// The words of `document`.
    pub fn new(document: &'a Document) -> Self {
        let lines = document.blocks.iter().map(|block| match block {
            Block::Paragraph(_) => 1,
            Block::Table(table) => table.cells.len(),
        });
        let mut index =
            Self { lines: Vec::with_capacity(lines.sum()), places: FxHashMap::default() };
        for (block, content) in document.blocks.iter().enumerate() {
            match content {
                Block::Paragraph(paragraph) => {
                    let Paragraph { text, place, level } = paragraph;
                    index.push(text, place, (block, *level), Kind::Prose);
                }
                Block::Table(table) => index.table(table, block),
            }
        }
        index.mark_contents();
        index
    }

    /// Running text, titles and headings, the table of contents left out.
    pub fn prose(&self) -> impl DoubleEndedIterator<Item = &Line<'a>> {
        self.lines.iter().filter(|line| line.is_prose() && !line.is_contents)
    }

    /// The lines of the table of contents.
    pub fn contents(&self) -> impl Iterator<Item = &Line<'a>> {
        self.lines.iter().filter(|line| line.is_contents)
    }

    /// The lines of a block, by its index.
    pub fn block(&self, block: usize) -> &[Line<'a>] {
        let start = self.lines.partition_point(|line| line.block < block);
        let end = self.lines.partition_point(|line| line.block <= block);
        self.lines.get(start..end).unwrap_or_default()
    }

    /// Whether a line of a block contains `phrase`.
    pub fn says(&self, block: usize, phrase: &str) -> bool {
        self.block(block).iter().any(|line| line.words.contains(phrase))
    }

    /// The tables of `document` in which a cell contains one of some phrases.
    pub fn tables_with(
        &self,
        document: &'a Document,
        phrases: &[&str],
    ) -> impl Iterator<Item = &'a Table> {
        let tables = document.blocks.iter().enumerate().filter_map(|(at, block)| match block {
            Block::Table(table) => Some((at, table)),
            Block::Paragraph(_) => None,
        });
        let says = |at: usize| phrases.iter().any(|phrase| self.says(at, phrase));
        tables.filter(move |(at, _)| says(*at)).map(|(_, table)| table)
    }

    /// Returns the line at `place`, if there is text.
    pub fn at(&self, place: &Place) -> Option<usize> {
        self.places.get(place).copied()
    }

    fn table(&mut self, table: &'a Table, block: usize) {
        for row in 0..table.rows {
            let filled = || {
                table
                    .row(row)
                    .iter()
                    .filter(|cell| cell.text.contains(|c: char| !c.is_whitespace()))
            };
            let is_alone = filled().count() == 1;
            for cell in filled() {
                let kind = match is_alone {
                    true => Kind::Prose,
                    false => Kind::Cell { row, column: cell.column },
                };
                self.push(&cell.text, &cell.place, (block, None), kind);
            }
        }
    }

    fn push(
        &mut self,
        text: &'a str,
        place: &'a Place,
        (block, level): (usize, Option<u8>),
        kind: Kind,
    ) {
        // A tab before the page number is a leader as well, but white space is not kept.
        let words = match document::listed(text).filter(|_| text.contains('\t')) {
            Some(heading) => {
                let page = text.trim().rsplit('\t').next().unwrap_or_default();
                Cow::Owned(format!("{}……{}", fold(heading), page.trim()))
            }
            None => fold(text),
        };
        if words.is_empty() {
            return;
        }
        let number = number(&words);
        let line = Line {
            text,
            says_yuan: words.contains('元'),
            words,
            place,
            level,
            block,
            kind,
            number,
            is_contents: false,
            is_draft: false,
        };
        self.places.entry(place).or_insert(self.lines.len());
        self.lines.push(line);
    }

    /// Contents run from a line 目录 over the numbered lines below it, until one of them is
    /// printed again as the first heading of the text. A file may contain several documents.
    fn mark_contents(&mut self) {
        let is_title = |line: &Line<'_>| matches!(&*line.words, "目录" | "目次");
        let mut open: Option<Vec<String>> = None;
        for line in &mut self.lines {
            if is_title(line) {
                open = Some(Vec::new());
                continue;
            }
            let Some(seen) = &mut open else { continue };
            let entry = entry(&line.words);
            // A line may contain several entries that the reader could not separate.
            let is_entry = (line.number.is_some() || entry.len() < line.words.len())
                && !entry.contains(['。', '，', '；', '：']);
            if !is_entry || seen.iter().any(|seen| *seen == entry) {
                open = None;
                continue;
            }
            seen.push(entry.to_owned());
            line.is_contents = true;
        }
    }
}

impl Line<'_> {
    /// Whether it consists of ideographs, letters and plain numbers, as most cells do:
    /// no bracket, no punctuation, and no character of any other kind.
    pub fn is_plain(&self) -> bool {
        matches!(self.words, Cow::Borrowed(_))
    }

    /// Whether it is running text, a title or a heading.
    pub fn is_prose(&self) -> bool {
        self.kind == Kind::Prose
    }

    /// Whether it looks like a heading: numbered, short, and not ended like a sentence.
    pub fn is_heading(&self) -> bool {
        self.number.is_some()
            && !self.words.ends_with(['。', '；', '，', '：', '、', '！', '？', '”'])
            && !self.words.contains(['。', '；', '，'])
            && self.words.chars().count() < HEADING
    }

    /// The words after the list number.
    pub fn body(&self) -> &str {
        self.number
            .map_or(&*self.words, |number| self.words.get(number.length..).unwrap_or_default())
    }
}

/// An entry of the contents without its leader and its page number.
pub fn entry(words: &str) -> &str {
    let without_page = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    let without_leader = without_page.trim_end_matches(['.', '…', '·', '．', '⋯']);
    if without_leader.len() < without_page.len() { without_leader } else { words }
}

/// Words without white space, with digits and letters in half width and punctuation in full.
///
/// A comma or a colon between digits belongs to the number and stays.
pub fn fold(text: &str) -> Cow<'_, str> {
    normalised(text, |words, c, rest| {
        if is_ignored(c) {
            return;
        }
        let is_between_digits = || {
            words.ends_with(|c: char| c.is_ascii_digit())
                && rest.chars().find(|c| !is_ignored(*c)).is_some_and(digit)
        };
        words.push(match c {
            ',' | '，' if is_between_digits() => ',',
            ':' if is_between_digits() => c,
            _ => fold_char(c),
        });
    })
}

fn digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_ignored(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{00ad}')
}

fn fold_char(c: char) -> char {
    match c {
        '(' => '（',
        ')' => '）',
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '?' => '？',
        '!' => '！',
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '．' | '＝' | '＋' | '＊' | '＃' => {
            char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_numbers_kept() {
        assert_eq!(fold("预算 1,234.50 万元,其中:"), "预算1,234.50万元，其中：");
        assert_eq!(fold("因公出国(境)费１２％"), "因公出国（境）费12%");
    }

    #[test]
    fn white_space_is_left_out_between_digits_too() {
        assert_eq!(fold(" 1 , 2：3，４ ,a\u{3000}"), "1,2：3,4，a");
        assert_eq!(fold("一\u{200b}丁鿿\u{feff}"), "一丁鿿");
    }

    #[test]
    fn an_entry_loses_its_leader_only() {
        assert_eq!(entry("一、部门职能……3"), "一、部门职能");
        assert_eq!(entry("一、预算2025"), "一、预算2025");
    }
}
