use crate::{Block, Document};

/// The deepest level of headings that is listed.
const DEPTH: u8 = 3;

/// The most headings that are listed, as long as there are levels to leave out.
const MAX_ENTRIES: usize = 1_000;

/// A heading in the list of contents (目录).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The block that is the heading, counted from 0.
    pub block: usize,
    /// Its level, from 1.
    pub level: u8,
    /// Its words.
    pub text: &'a str,
}

/// Returns the headings that the list of contents names: those of the upper levels, and of so many
/// levels that the list stays short.
pub fn contents(document: &Document) -> Vec<Entry<'_>> {
    let depth = depth(document);
    all(document).filter(|entry| entry.level <= depth).collect()
}

/// Returns the deepest level that the list of contents names.
pub fn depth(document: &Document) -> u8 {
    let is_short =
        |depth: &u8| all(document).filter(|entry| entry.level <= *depth).count() <= MAX_ENTRIES;
    (1..=DEPTH).rev().find(is_short).unwrap_or(1)
}

fn all(document: &Document) -> impl Iterator<Item = Entry<'_>> {
    document.blocks.iter().enumerate().filter_map(|(block, it)| match it {
        Block::Paragraph(heading) => {
            Some(Entry { block, level: heading.level?, text: &heading.text })
        }
        Block::Table(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Paragraph, Place};

    fn document(levels: &[Option<u8>]) -> Document {
        let block = |level: &Option<u8>| {
            let place = Place::Paragraph(1);
            Block::Paragraph(Paragraph { text: "某".to_owned(), level: *level, place })
        };
        Document { blocks: levels.iter().map(block).collect(), remarks: Vec::new() }
    }

    #[test]
    fn headings_of_three_levels_are_listed() {
        let document = document(&[Some(1), None, Some(2), Some(3), Some(4)]);
        let listed: Vec<_> = contents(&document).iter().map(|it| (it.block, it.level)).collect();
        assert_eq!(listed, [(0, 1), (2, 2), (3, 3)]);
    }

    #[test]
    fn a_long_list_leaves_lower_levels_out() {
        let levels: Vec<_> =
            [Some(1)].into_iter().chain((0..2_000).map(|at| Some(2 + at % 3))).collect();
        assert_eq!(depth(&document(&levels)), 2);
        let units = vec![Some(1); 5_000];
        assert_eq!(contents(&document(&units)).len(), 5_000);
    }
}
