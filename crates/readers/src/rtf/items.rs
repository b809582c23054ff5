//! What an RTF file contains.

use std::rc::Rc;

/// The content of a file, in order.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub items: Vec<Item>,
    /// Whether the file ends inside a group.
    pub cut: bool,
    /// Whether some bytes were no text in their encoding.
    pub undecodable: bool,
}

/// A paragraph or the end of a row.
#[derive(Debug)]
pub(super) enum Item {
    Paragraph(Paragraph),
    Row(Row),
}

/// A paragraph.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub text: String,
    /// The level of a heading, from 1.
    pub level: Option<u8>,
    /// The number of tables around it.
    pub depth: u32,
    pub ends_cell: bool,
}

/// The end of a row, with the cells that the row has.
#[derive(Debug)]
pub(super) struct Row {
    pub depth: u32,
    pub left: i16,
    pub cells: Rc<Vec<CellProperties>>,
}

/// The properties of a cell.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CellProperties {
    pub right: i16,
    /// Whether it continues the cell above.
    pub continues: bool,
    /// Whether it is merged into the cell to its left.
    pub covered: bool,
}
