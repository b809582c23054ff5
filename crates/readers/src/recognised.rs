use std::collections::BTreeMap;

/// What was recognised (OCR) on the pages of a file that show an image, by page from 1.
pub type Recognised = BTreeMap<u32, RecognisedPage>;

/// What was recognised on one page. Lengths are hundredths of a point from the top left
/// corner of the page as it is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecognisedPage {
    /// The words, those of one line one after another.
    pub words: Vec<RecognisedWord>,
    /// The straight lines.
    pub rulings: Vec<RecognisedRuling>,
}

/// A word, or the part of one that was kept together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecognisedWord {
    /// What it says.
    pub text: String,
    /// Left, top, right, bottom of what is printed.
    pub area: [i32; 4],
    /// Which line of the page it stands in.
    pub line: u32,
}

/// A straight line along one of the axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecognisedRuling {
    /// Whether it runs from left to right.
    pub is_flat: bool,
    /// Its position across.
    pub at: i32,
    /// Where it begins.
    pub from: i32,
    /// Where it ends.
    pub to: i32,
}
