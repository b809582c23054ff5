//! Volumes (分册): a document of thousands of pages is set in parts, each a file.
//!
//! A document is held in memory as a whole while its pages are laid out, a hundred times larger
//! than its words, and no viewer likes a file of ten thousand pages.

use document::{Block, Cover, Document};

/// The most cells and paragraphs of a volume; more only where a unit has more.
const MAX_SIZE: usize = 30_000;

/// The deepest headings at which a volume begins: those of parts and of units.
const LEVEL: u8 = 2;

/// Returns the volumes of a document as ranges of its blocks; one, unless it is large.
fn volumes(document: &Document) -> Vec<&[Block]> {
    let begins = |block: &Block| matches!(block, Block::Paragraph(heading) if heading.level.is_some_and(|it| it <= LEVEL));
    let mut volumes = Vec::new();
    let (mut start, mut end, mut size) = (0, 0, 0);
    for section in document.blocks.chunk_by(|_, next| !begins(next)) {
        let more: usize = section.iter().map(weight).sum();
        if size > 0 && size + more > MAX_SIZE {
            volumes.push(document.blocks.get(start..end).unwrap_or_default());
            (start, size) = (end, 0);
        }
        size += more;
        end += section.len();
    }
    volumes.push(document.blocks.get(start..).unwrap_or_default());
    volumes
}

fn weight(block: &Block) -> usize {
    match block {
        Block::Paragraph(_) => 1,
        Block::Table(table) => table.cells.len(),
    }
}

/// Calls `set` with each volume and its front page; returns the volumes' names, made of the
/// title, with what `set` returned. The pictures are in the first volume.
pub(super) fn each<T, E>(
    document: &Document,
    cover: &Cover,
    mut set: impl FnMut(&Document, &Cover) -> Result<T, E>,
) -> Result<Vec<(String, T)>, E> {
    let volumes = volumes(document);
    if let [_] = volumes.as_slice() {
        return Ok(vec![(cover.title.clone(), set(document, cover)?)]);
    }
    let all = volumes.len();
    let one = |(number, blocks): (usize, &[Block])| {
        let title = format!("{}（第{number}册，共{all}册）", cover.title);
        let mut lines = cover.lines.clone();
        lines.push(format!("第{number}册（共{all}册）"));
        let figures = if number == 1 { cover.figures.clone() } else { Vec::new() };
        let volume = Document { blocks: blocks.to_vec(), remarks: Vec::new() };
        let set = set(&volume, &Cover { title: title.clone(), lines, figures })?;
        Ok((title, set))
    };
    (1..).zip(volumes).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::{Paragraph, Place};

    fn paragraphs(units: usize, each: usize) -> Document {
        let paragraph = |level| {
            let (text, place) = ("某".to_owned(), Place::Paragraph(1));
            Block::Paragraph(Paragraph { text, level, place })
        };
        let unit = |_| (0..each).map(|at| paragraph((at == 0).then_some(LEVEL)));
        Document { blocks: (0..units).flat_map(unit).collect(), remarks: Vec::new() }
    }

    fn set(units: usize, each_unit: usize) -> Vec<(String, usize)> {
        let cover = Cover { title: "某局".to_owned(), ..Cover::default() };
        let document = paragraphs(units, each_unit);
        let size = |volume: &Document, _: &Cover| Ok::<_, ()>(volume.blocks.len());
        each(&document, &cover, size).unwrap()
    }

    #[test]
    fn a_large_document_is_cut_between_units() {
        assert_eq!(set(3, 100), [("某局".to_owned(), 300)]);
        let half = MAX_SIZE / 2;
        let volumes = set(5, half);
        let sizes: Vec<usize> = volumes.iter().map(|(_, size)| *size).collect();
        assert_eq!(sizes, [2 * half, 2 * half, half]);
        assert_eq!(volumes[2].0, "某局（第3册，共3册）");
    }

    #[test]
    fn a_unit_is_never_cut() {
        let sizes: Vec<usize> = set(2, MAX_SIZE + 1).iter().map(|(_, size)| *size).collect();
        assert_eq!(sizes, [MAX_SIZE + 1, MAX_SIZE + 1]);
    }
}
