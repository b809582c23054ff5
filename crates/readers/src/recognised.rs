use std::collections::BTreeMap;

/// The results of character recognition (OCR) by page number, from 1.
pub type Recognised = BTreeMap<u32, RecognisedPage>;

/// The words and lines recognised on one page. Positions are in hundredths of a point from the top
/// left corner of the page as displayed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecognisedPage {
    /// The words; those of one line are next to one another.
    pub words: Vec<RecognisedWord>,
    /// The ruling lines.
    pub rulings: Vec<RecognisedRuling>,
}

/// A word, or the part of one that was kept together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecognisedWord {
    /// The recognised text.
    pub text: String,
    /// Left, top, right and bottom edge of its characters.
    pub area: [i32; 4],
    /// The number of its line on the page.
    pub line: u32,
}

/// A horizontal or vertical line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecognisedRuling {
    /// Whether it is horizontal.
    pub is_flat: bool,
    /// Its vertical position if it is horizontal, else its horizontal position.
    pub at: i32,
    /// Its start along its direction.
    pub from: i32,
    /// Its end along its direction.
    pub to: i32,
}
