//! Builds small Word 97 files byte by byte, with content that office programs rarely write.

use cfb::CompoundFile;
use std::io::{Cursor, Write};

/// The offset of the text in the main stream.
const TEXT: usize = 1024;

/// A Word file being built.
#[derive(Default)]
pub(super) struct DocBuilder {
    /// Runs of text, each a piece of its own: text, properties, whether packed.
    pub runs: Vec<(String, Vec<u8>, bool)>,
    /// The paragraphs: the number of runs before the end of each, and its properties.
    pub paragraphs: Vec<(usize, Vec<u8>)>,
    /// The properties of all pieces.
    pub modifier: u16,
    /// The lists of properties that pieces may refer to.
    pub shared: Vec<u8>,
    pub data: Vec<u8>,
    pub sections: Vec<u32>,
    /// The stated number of characters of the text boxes.
    pub box_text: u32,
    /// The position where each text box begins and where the last one ends.
    pub boxes: Vec<u32>,
    pub flags: u16,
    pub version: u16,
}

/// The streams of a file.
pub(super) struct Streams {
    pub main: Vec<u8>,
    pub table: Vec<u8>,
}

impl DocBuilder {
    /// Returns a file with paragraphs, each with its mark and its properties.
    pub fn of(paragraphs: &[(&str, &[u8])]) -> Self {
        let mut made = Self::default();
        for (words, properties) in paragraphs {
            made = made.run(words, &[]).end(properties);
        }
        made
    }

    /// Adds text as UTF-16.
    pub fn run(mut self, words: &str, properties: &[u8]) -> Self {
        self.runs.push((words.into(), properties.into(), false));
        self
    }

    /// Adds text as single bytes.
    pub fn packed(mut self, words: &str) -> Self {
        self.runs.push((words.into(), Vec::new(), true));
        self
    }

    /// Ends the paragraph after the text added last and sets its properties.
    pub fn end(mut self, properties: &[u8]) -> Self {
        self.paragraphs.push((self.runs.len(), properties.into()));
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let Streams { main, table } = self.streams();
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (name, content) in [("WordDocument", &main), ("0Table", &table), ("Data", &self.data)] {
            file.create_stream(name).unwrap().write_all(content).unwrap();
        }
        file.into_inner().into_inner()
    }

    pub fn streams(&self) -> Streams {
        let mut main = vec![0; TEXT];
        let (mut positions, mut offsets) = (vec![0_u32], vec![TEXT as u32]);
        let mut pieces = Vec::new();
        for (words, _, packed) in &self.runs {
            let place =
                if *packed { (main.len() as u32 * 2) | 0x4000_0000 } else { main.len() as u32 };
            pieces.extend([0, 0]);
            pieces.extend(place.to_le_bytes());
            pieces.extend(self.modifier.to_le_bytes());
            if *packed {
                main.extend(encoding_rs::WINDOWS_1252.encode(words).0.iter());
            } else {
                main.extend(words.encode_utf16().flat_map(u16::to_le_bytes));
            }
            positions.push(positions.last().unwrap() + words.encode_utf16().count() as u32);
            offsets.push(main.len() as u32);
        }
        let mut clx = self.shared.clone();
        let length = (4 * positions.len() + pieces.len()) as u32;
        clx.push(2);
        clx.extend(length.to_le_bytes());
        clx.extend(positions.iter().flat_map(|position| position.to_le_bytes()));
        clx.extend(pieces);
        let characters = self
            .runs
            .iter()
            .map(|(_, properties, _)| [&[properties.len() as u8][..], properties].concat());
        let characters = pages(&mut main, &offsets, 1, characters);
        let ends = self.paragraphs.iter().map(|(runs, _)| offsets[*runs]);
        let marks: Vec<u32> = [TEXT as u32].into_iter().chain(ends).collect();
        let paragraphs = self.paragraphs.iter().map(|(_, properties)| {
            // The style is zero, and the length is in pairs of bytes.
            let half = (properties.len() + 2).div_ceil(2) as u8;
            [&[0, half, 0, 0][..], properties].concat()
        });
        let paragraphs = pages(&mut main, &marks, 13, paragraphs);
        let mut sections: Vec<u8> =
            self.sections.iter().flat_map(|end| end.to_le_bytes()).collect();
        sections.resize(sections.len() + 12 * self.sections.len().saturating_sub(1), 0);
        let mut boxes: Vec<u8> = self.boxes.iter().flat_map(|at| at.to_le_bytes()).collect();
        boxes.resize(boxes.len() + 22 * self.boxes.len().saturating_sub(1), 0);
        let parts = [(33, clx), (12, characters), (13, paragraphs), (6, sections), (56, boxes)];
        let table = self.head(&mut main, *positions.last().unwrap(), parts);
        Streams { main, table }
    }

    /// Writes the file information block and returns the table stream.
    fn head(&self, main: &mut [u8], length: u32, parts: [(usize, Vec<u8>); 5]) -> Vec<u8> {
        let mut put = |at: usize, bytes: &[u8]| main[at..at + bytes.len()].copy_from_slice(bytes);
        let version = if self.version == 0 { 0x00C1 } else { self.version };
        put(0, &0xA5EC_u16.to_le_bytes());
        put(2, &version.to_le_bytes());
        put(10, &self.flags.to_le_bytes());
        put(32, &14_u16.to_le_bytes());
        put(62, &22_u16.to_le_bytes());
        put(76, &length.saturating_sub(self.box_text).to_le_bytes());
        put(100, &self.box_text.to_le_bytes());
        put(152, &93_u16.to_le_bytes());
        let mut table = Vec::new();
        for (number, part) in parts {
            put(154 + 8 * number, &(table.len() as u32).to_le_bytes());
            put(158 + 8 * number, &(part.len() as u32).to_le_bytes());
            table.extend(part);
        }
        table
    }
}

/// Writes each run to a page of its own and returns the list of pages.
fn pages(
    main: &mut Vec<u8>,
    offsets: &[u32],
    entry: usize,
    runs: impl Iterator<Item = Vec<u8>>,
) -> Vec<u8> {
    let mut list: Vec<u8> = offsets.iter().flat_map(|offset| offset.to_le_bytes()).collect();
    for (bounds, run) in offsets.windows(2).zip(runs) {
        main.resize(main.len().next_multiple_of(512), 0);
        let mut page = [bounds[0].to_le_bytes(), bounds[1].to_le_bytes()].concat();
        page.resize(8 + entry, 0);
        page.resize(page.len().next_multiple_of(2), 0);
        page[8] = (page.len() / 2) as u8;
        page.extend(run);
        page.resize(511, 0);
        page.push(1);
        list.extend((main.len() as u32 / 512).to_le_bytes());
        main.extend(page);
    }
    list
}
