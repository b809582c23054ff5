use super::front::{Numbers, push_front};
use super::parts::{NAMESPACE, section};
use super::run::push_run;
use super::table::push_table;
use document::{Block, Cover, Document, Paragraph, page_setup};
use std::fmt::Write as _;

/// How much text is collected before it is passed on.
const PIECE: usize = 1 << 20;

/// Passes the main part, `word/document.xml`, to `put` piece by piece: the text of a large document
/// is too long to be held as a whole.
///
/// Fails if `put` does.
pub(super) fn write<E>(
    document: &Document,
    cover: &Cover,
    put: &mut impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document {NAMESPACE} \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>"
    );
    let blocks = document.blocks.as_slice();
    let orientations = page_setup::landscape(blocks);
    let mut page = orientations.first().copied().unwrap_or_default();
    let numbers = Numbers::of(document, cover);
    push_front(&mut out, document, cover, &orientations);
    let mut place = Above::Start;
    for (index, (block, landscape)) in blocks.iter().zip(&orientations).enumerate() {
        if out.len() > PIECE {
            put(&out)?;
            out.clear();
        }
        if *landscape != page {
            let _ = write!(
                out,
                "<w:p><w:pPr><w:pStyle w:val=\"Break\"/>{}</w:pPr></w:p>",
                section(page)
            );
            (page, place) = (*landscape, Above::Start);
        }
        match block {
            Block::Paragraph(paragraph) => {
                let rest = blocks.get(index..).unwrap_or_default();
                let in_caption = page_setup::caption(rest).is_some();
                let style = style(paragraph, place, in_caption);
                push_paragraph(&mut out, paragraph, &style, place, numbers.of_block(index));
                place = match (place, in_caption) {
                    (_, true) => Above::Title,
                    (Above::Title, _) if leads_to_table(rest) => Above::Title,
                    (Above::Table, _) if page_setup::is_short_line(block) => Above::Table,
                    _ => Above::Text,
                };
            }
            Block::Table(table) => {
                // Two adjacent tables would be merged into one.
                if matches!(place, Above::Table) {
                    out.push_str("<w:p><w:pPr><w:pStyle w:val=\"Break\"/></w:pPr></w:p>");
                }
                push_table(&mut out, table, page);
                place = Above::Table;
            }
        }
    }
    // The last block of a section must be a paragraph.
    if matches!(place, Above::Table) {
        out.push_str("<w:p><w:pPr><w:pStyle w:val=\"Break\"/></w:pPr></w:p>");
    }
    out.push_str(&section(page));
    out.push_str("</w:body></w:document>");
    put(&out)
}

/// Returns the main part as a whole.
#[cfg(test)]
pub(super) fn whole(document: &Document, cover: &Cover) -> String {
    let mut all = String::new();
    let mut put = |text: &str| {
        all.push_str(text);
        Ok::<(), std::convert::Infallible>(())
    };
    write(document, cover, &mut put).unwrap();
    all
}

/// What is above a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Above {
    /// The top of a page.
    Start,
    /// The title of a table that is still to come.
    Title,
    /// A table, or a note below one.
    Table,
    /// Running text.
    Text,
}

/// Returns whether only lines of a caption are before the next table.
fn leads_to_table(blocks: &[Block]) -> bool {
    let mut lines = blocks.iter().skip_while(|block| page_setup::is_short_line(block));
    matches!(lines.next(), Some(Block::Table(_)))
}

fn style(paragraph: &Paragraph, above: Above, in_caption: bool) -> String {
    match (paragraph.level, above) {
        (Some(_), _) if in_caption => format!("Title{}", level(paragraph)),
        (Some(_), _) => format!("Heading{}", level(paragraph)),
        (None, Above::Title) => "Unit".to_owned(),
        (None, Above::Table) => "Note".to_owned(),
        (None, _) => String::new(),
    }
}

fn level(heading: &Paragraph) -> u8 {
    heading.level.unwrap_or(9).clamp(1, 9)
}

/// Adds a paragraph. A heading in the list of contents is marked by its number there.
fn push_paragraph(
    out: &mut String,
    paragraph: &Paragraph,
    style: &str,
    above: Above,
    listed: Option<usize>,
) {
    out.push_str("<w:p><w:pPr>");
    if !style.is_empty() {
        let _ = write!(out, "<w:pStyle w:val=\"{style}\"/>");
    }
    // A part begins on a new page.
    if paragraph.level == Some(1) && above != Above::Start {
        out.push_str("<w:pageBreakBefore/>");
    }
    out.push_str("</w:pPr>");
    if let Some(number) = listed {
        let _ = write!(out, "<w:bookmarkStart w:id=\"{number}\" w:name=\"_Toc{number}\"/>");
    }
    push_run(out, &paragraph.text);
    if let Some(number) = listed {
        let _ = write!(out, "<w:bookmarkEnd w:id=\"{number}\"/>");
    }
    out.push_str("</w:p>");
}
