//! Parts paragraphs at their line breaks: on many pages `<br>` ends a paragraph.

use crate::ReadError;
use crate::limits::Limits;
use document::{Block, Paragraph};

/// What comes before a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// The end of another block.
    Block,
    /// A line break of the same paragraph.
    Line,
    /// Several of them.
    BlankLine,
}

/// Returns the blocks with a paragraph for each line, and what comes before each of them. Headings
/// stay whole. Fails if there are too many.
pub(super) fn parted(
    blocks: Vec<Block>,
    limits: &Limits,
) -> Result<(Vec<Block>, Vec<Before>), ReadError> {
    let mut parts = Vec::with_capacity(blocks.len());
    let mut before = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Paragraph(it) if it.level.is_none() && it.text.contains('\n') => {
                limits.blocks.check(parts.len() + it.text.matches('\n').count())?;
                let mut next = Before::Block;
                for line in it.text.split('\n') {
                    if line.trim().is_empty() {
                        next = if next == Before::Block { next } else { Before::BlankLine };
                        continue;
                    }
                    let (text, place) = (line.to_owned(), it.place.clone());
                    parts.push(Block::Paragraph(Paragraph { text, level: None, place }));
                    before.push(next);
                    next = Before::Line;
                }
            }
            block => {
                parts.push(block);
                before.push(Before::Block);
            }
        }
    }
    Ok((parts, before))
}
