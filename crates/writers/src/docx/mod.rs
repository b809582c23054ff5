//! Writes Word files in the style of official documents: real headings, tables with repeated header
//! rows, wide tables on landscape pages, page numbers.
//!
//! There is no generated table of contents: its page numbers would be wrong where the fonts differ,
//! and word processors make one from the headings.

mod body;
mod list;
mod parts;
mod run;
mod table;

use crate::WriteError;
use crate::package::pack;
use document::{Cover, Document};
pub use list::lists;

/// Returns a document as a Word file.
///
/// Fails if its parts cannot be packed.
pub fn write(document: &Document, cover: &Cover) -> Result<Vec<u8>, WriteError> {
    package(&cover.title, body::body(document))
}

/// Returns a Word file with this main part.
fn package(title: &str, body: String) -> Result<Vec<u8>, WriteError> {
    let parts = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::RELATIONS.to_owned()),
        ("docProps/core.xml", parts::core(title)),
        ("word/document.xml", body),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS.to_owned()),
        ("word/styles.xml", parts::styles()),
        ("word/settings.xml", parts::SETTINGS.to_owned()),
        ("word/fontTable.xml", parts::FONTS.to_owned()),
        ("word/footer1.xml", parts::FOOTER.to_owned()),
    ];
    Ok(pack(&parts)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small;

    #[test]
    fn the_parts_are_well_formed_and_deterministic() {
        let write = || write(&small(), &Cover { title: "<某局>".to_owned(), ..Cover::default() });
        assert_eq!(write().unwrap(), write().unwrap());
        let body = body::body(&small());
        for text in [body, parts::core("<某局>"), parts::styles(), parts::FONTS.to_owned()] {
            let mut reader = quick_xml::Reader::from_str(&text);
            while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
        }
    }

    #[test]
    fn header_rows_are_repeated_and_rows_are_not_broken() {
        let body = body::body(&small());
        assert_eq!(body.matches("<w:tblHeader/>").count(), 2);
        assert_eq!(body.matches("<w:cantSplit/>").count(), 4);
        assert_eq!(body.matches("<w:vMerge w:val=\"restart\"/>").count(), 2);
        assert!(body.contains("<w:pStyle w:val=\"Heading1\"/>"));
    }
}
