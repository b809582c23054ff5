//! Texts of a document to be exchanged for others.

use disclosure::Disclosure;
use document::{Block, Document, Place};

/// Texts to be exchanged for others.
#[derive(Debug)]
pub struct Edit {
    /// The texts; each holds what the document does not.
    pub changes: Vec<Change>,
}

/// One text to be exchanged.
#[derive(Debug, Clone)]
pub struct Change {
    /// Where it stands.
    pub place: Place,
    /// What is printed.
    pub printed: String,
    /// What is meant.
    pub meant: String,
    spot: Spot,
}

/// Where a text is kept: a block, and a cell of it if it is a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The block.
    pub block: usize,
    /// The cell.
    pub cell: Option<usize>,
}

impl Change {
    /// The exchange of the text at `spot` for `meant`; `None` if there is no text.
    pub fn new(document: &Document, spot: Spot, meant: impl Into<String>) -> Option<Self> {
        let (text, place) = match (document.blocks.get(spot.block)?, spot.cell) {
            (Block::Paragraph(paragraph), None) => (&paragraph.text, &paragraph.place),
            (Block::Table(table), Some(cell)) => {
                let cell = table.cells.get(cell)?;
                (&cell.text, &cell.place)
            }
            _ => return None,
        };
        let (place, printed) = (place.clone(), text.clone());
        Some(Self { place, printed, meant: meant.into(), spot })
    }

    /// The same change with another text.
    pub fn saying(&self, meant: String) -> Self {
        Self { meant, ..self.clone() }
    }

    /// The block of its text.
    pub const fn block(&self) -> usize {
        self.spot.block
    }
}

impl Edit {
    /// The exchange of one text.
    pub fn one(change: Change) -> Self {
        Self { changes: vec![change] }
    }

    /// Exchanges the texts; done twice, the document is as it was.
    pub fn exchange(&self, document: &mut Document) {
        for change in &self.changes {
            let Some(text) = text_mut(document, change.spot) else { continue };
            let other = if *text == change.printed { &change.meant } else { &change.printed };
            text.clone_from(other);
        }
    }

    /// The titles of the tables to which the texts belong.
    pub fn table(&self, document: &Document, disclosure: &Disclosure) -> Option<String> {
        let block = self.changes.first()?.block();
        let places = places(document, block);
        let index = disclosure
            .observations
            .iter()
            .find(|seen| places.contains(&&seen.place))
            .and_then(|seen| seen.source.table)?;
        disclosure.tables.get(index).map(|table| table.title.clone())
    }
}

/// The block of a table that was read, by its first number.
pub fn block_of(document: &Document, disclosure: &Disclosure, table: usize) -> Option<usize> {
    let mut seen = disclosure.observations.iter();
    let first = seen.find(|seen| seen.source.table == Some(table) && seen.source.row > 0)?;
    Some(spot_at(document, &first.place)?.block)
}

/// The places of the cells of the table at `block`, or of the next one below a paragraph.
pub fn places(document: &Document, block: usize) -> Vec<&Place> {
    let mut tables = document.blocks.iter().skip(block).filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let cells = tables.next().into_iter().flat_map(|table| &table.cells);
    cells.map(|cell| &cell.place).collect()
}

/// The spot at which the text of that place is kept.
pub fn spot_at(document: &Document, place: &Place) -> Option<Spot> {
    document.blocks.iter().enumerate().find_map(|(block, content)| match content {
        Block::Paragraph(paragraph) => {
            (paragraph.place == *place).then_some(Spot { block, cell: None })
        }
        Block::Table(table) => {
            let cell = table.cells.iter().position(|cell| cell.place == *place)?;
            Some(Spot { block, cell: Some(cell) })
        }
    })
}

fn text_mut(document: &mut Document, spot: Spot) -> Option<&mut String> {
    match (document.blocks.get_mut(spot.block)?, spot.cell) {
        (Block::Paragraph(paragraph), None) => Some(&mut paragraph.text),
        (Block::Table(table), Some(cell)) => Some(&mut table.cells.get_mut(cell)?.text),
        _ => None,
    }
}
