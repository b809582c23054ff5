//! What the groups of an RTF file set.

use encoding_rs::{Encoding, GBK};

/// Destinations with text that is not part of the page.
pub(super) const NOT_SHOWN: [&str; 29] = [
    "annotation",
    "atnauthor",
    "atnid",
    "colortbl",
    "fldinst",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "footnote",
    "ftnsep",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "info",
    "listoverridetable",
    "listtable",
    "mmath",
    "nonesttables",
    "nonshppict",
    "pict",
    "revtbl",
    "rxe",
    "shprslt",
    "sp",
    "stylesheet",
    "tc",
    "xe",
];

/// Destinations that are read although programs may skip them.
pub(super) const READ: [&str; 3] = ["shpinst", "shptxt", "nesttableprops"];

/// What the text of a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    Text,
    Fonts,
    /// Something that is not shown.
    Skipped,
}

/// The properties that a group inherits and that end with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub destination: Destination,
    pub hidden: bool,
    pub deleted: bool,
    pub encoding: &'static Encoding,
    /// The number of characters that stand in for a Unicode character.
    pub substitutes: u32,
    pub in_table: bool,
    pub depth: u32,
    pub level: Option<u8>,
    pub is_number: bool,
    /// Whether the group is the text of a text box.
    pub is_box: bool,
}

impl State {
    /// Returns the properties of text without any.
    pub fn new() -> Self {
        Self {
            destination: Destination::Text,
            hidden: false,
            deleted: false,
            encoding: GBK,
            substitutes: 1,
            in_table: false,
            depth: 0,
            level: None,
            is_number: false,
            is_box: false,
        }
    }
}
