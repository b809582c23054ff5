//! Puts the lines of broken paragraphs together.
//!
//! Text that was copied out of a PDF or a mail, or that was recognised, has its paragraphs broken
//! into lines of one width, and each line looks like a paragraph of its own. [`breaks`] tells which
//! of them go on in the next line. Between two pages, page numbers and running heads are skipped.
//!
//! The other way round, a line break within a paragraph may end one, as on web pages.

mod breaks;
mod parted;
mod running;
pub mod signs;

use crate::ReadError;
use crate::limits::Limits;
use breaks::{Line, go_on};
use document::{Block, Document};
use parted::{Before, parted};

/// The length in bytes up to which a paragraph may go on.
const LONGEST: usize = 12_000;

/// Puts the lines of broken paragraphs together. A paragraph stands where its first line does.
pub(crate) fn joined(document: Document, limits: &Limits) -> Result<Document, ReadError> {
    let is_text = |block: &Block| matches!(block, Block::Paragraph(_));
    let (blocks, before) = parted(document.blocks, limits)?;
    let mut fates: Vec<Fate> = Vec::with_capacity(blocks.len());
    for run in blocks.chunk_by(|one, next| is_text(one) && is_text(next)) {
        let from = fates.len();
        fates.resize(from + run.len(), Fate::Stays);
        let before = before.get(from..from + run.len()).unwrap_or_default();
        for (block, fate) in fates_of(run, before) {
            fates.get_mut(from + block).into_iter().for_each(|it| *it = fate.below(from));
        }
    }
    Ok(Document { blocks: put_together(blocks, &fates), ..document })
}

/// What is done with a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stays,
    /// The text of that block continues in it.
    GoesOn(usize),
    /// It is a further line of that block's paragraph.
    IsLineOf(usize),
    /// It is a page number or a running head.
    Leaves,
}

impl Fate {
    /// Returns it with indices that count from `from` blocks further up.
    fn below(self, from: usize) -> Self {
        match self {
            Self::GoesOn(above) => Self::GoesOn(from + above),
            Self::IsLineOf(above) => Self::IsLineOf(from + above),
            other => other,
        }
    }
}

/// Returns what is done with the paragraphs of `run` that do not stay as they are.
fn fates_of(run: &[Block], before: &[Before]) -> Vec<(usize, Fate)> {
    let paragraphs = run.iter().zip(before).enumerate();
    let paragraphs = paragraphs.filter_map(|(index, (block, before))| match block {
        Block::Paragraph(paragraph) => Some(Line::new(index, paragraph, *before)),
        Block::Table(_) => None,
    });
    let mut lines: Vec<Line<'_>> = paragraphs.collect();
    let leave = running::take(&mut lines).into_iter().map(|block| (block, Fate::Leaves));
    let pairs = lines.iter().zip(lines.iter().skip(1)).zip(go_on(&lines));
    let fates = pairs.filter_map(|((one, next), goes_on)| {
        let fate = if goes_on { Fate::GoesOn(one.block) } else { Fate::IsLineOf(one.block) };
        (goes_on || next.is_line_of(one)).then_some((next.block, fate))
    });
    fates.chain(leave).collect()
}

fn put_together(blocks: Vec<Block>, fates: &[Fate]) -> Vec<Block> {
    if fates.iter().all(|fate| *fate == Fate::Stays) {
        return blocks;
    }
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    // Where the text of each block has come to.
    let mut places: Vec<usize> = Vec::with_capacity(blocks.len());
    for (block, fate) in blocks.into_iter().zip(fates) {
        let place = match fate {
            Fate::GoesOn(above) | Fate::IsLineOf(above) => places.get(*above).copied(),
            Fate::Stays | Fate::Leaves => None,
        };
        let open = place.and_then(|place| joined.get_mut(place));
        if let (Some(Block::Paragraph(open)), Block::Paragraph(next)) = (open, &block)
            && open.text.len() < LONGEST
        {
            match fate {
                Fate::IsLineOf(_) => open.text.extend(["\n", &next.text]),
                _ => add(&mut open.text, next.text.trim()),
            }
            places.extend(place);
            continue;
        }
        places.push(joined.len());
        if *fate != Fate::Leaves {
            joined.push(block);
        }
    }
    joined
}

/// Adds a line to the text of its paragraph.
fn add(text: &mut String, line: &str) {
    text.truncate(text.trim_end().len());
    let (last, first) = (text.chars().next_back(), line.chars().next());
    text.extend(last.zip(first).and_then(|(last, first)| signs::between(last, first)));
    text.push_str(line);
}

#[cfg(test)]
mod tests;
