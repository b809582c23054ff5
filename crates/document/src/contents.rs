use crate::{Block, Document};

/// The deepest level of headings that is listed.
const DEPTH: u8 = 3;

/// The most headings that are listed, as long as there are levels to leave out.
const MAX_ENTRIES: usize = 1_000;

/// The fewest points that lead to a page number; fewer may belong to a number.
const LEAST_LEADERS: usize = 3;

/// The most digits of a page number.
const MAX_PAGE_DIGITS: usize = 5;

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

/// Returns the heading that a line of a list of contents names: what stands before leaders or a tab
/// and a page number. Returns `None` for any other line.
pub fn listed(line: &str) -> Option<&str> {
    let line = line.trim();
    let before = line.trim_end_matches(|c: char| c.is_ascii_digit());
    let leader = |c: char| matches!(c, '.' | '…' | '·' | '．' | '⋯' | '\t' | ' ');
    let heading = before.trim_end_matches(leader);
    let leaders = before.get(heading.len()..).unwrap_or_default();
    let count = leaders.chars().filter(|c| *c != ' ').count();
    let is_leader = leaders.contains(['\t', '…', '⋯']) || count >= LEAST_LEADERS;
    let has_page = (1..=MAX_PAGE_DIGITS).contains(&(line.len() - before.len()));
    (has_page && is_leader && !heading.is_empty()).then_some(heading)
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
    fn a_line_of_contents_names_its_heading() {
        assert_eq!(listed("一、部门职能……3"), Some("一、部门职能"));
        assert_eq!(listed("第二部分  说明\t12"), Some("第二部分  说明"));
        assert_eq!(listed("收支总表 . . . . . 128 "), Some("收支总表"));
        for other in ["共安排资金1320.50", "表1", "……3", "一、说明……", "说明 3", "0.1.2"]
        {
            assert_eq!(listed(other), None, "{other}");
        }
    }

    #[test]
    fn a_long_list_leaves_lower_levels_out() {
        let levels: Vec<_> = [Some(1)]
            .into_iter()
            .chain((0..2_000_u16).map(|at| Some(if at % 3 == 0 { 2 } else { 3 })))
            .collect();
        assert_eq!(depth(&document(&levels)), 2);
        let units = vec![Some(1); 5_000];
        assert_eq!(contents(&document(&units)).len(), 5_000);
    }
}
