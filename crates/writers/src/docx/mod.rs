//! Writes Word files in the style of official documents: real headings, tables with repeated header
//! rows, wide tables on landscape pages, page numbers, a front page and the list of contents.

mod body;
mod front;
mod list;
mod pages;
mod parts;
mod run;
mod table;

use crate::WriteError;
use crate::package::Package;
use document::{Cover, Document};
pub use list::lists;
use zip::result::ZipError;

/// Returns a document as a Word file.
///
/// Fails if its parts cannot be packed.
pub fn write(document: &Document, cover: &Cover) -> Result<Vec<u8>, WriteError> {
    package(&cover.title, |package| body::write(document, cover, &mut |text| package.add(text)))
}

/// Returns a Word file whose main part is what `body` adds.
fn package(
    title: &str,
    body: impl FnOnce(&mut Package) -> Result<(), ZipError>,
) -> Result<Vec<u8>, WriteError> {
    let mut package = Package::new();
    for (name, text) in [
        ("[Content_Types].xml", parts::CONTENT_TYPES),
        ("_rels/.rels", parts::RELATIONS),
        ("docProps/core.xml", &parts::core(title)),
    ] {
        package.part(name, text)?;
    }
    package.begin("word/document.xml")?;
    body(&mut package)?;
    for (name, text) in [
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS),
        ("word/styles.xml", &parts::styles()),
        ("word/settings.xml", parts::SETTINGS),
        ("word/fontTable.xml", parts::FONTS),
        ("word/footer1.xml", parts::FOOTER),
    ] {
        package.part(name, text)?;
    }
    Ok(package.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::small;

    #[test]
    fn the_parts_are_well_formed_and_deterministic() {
        let write = || write(&small(), &Cover { title: "<某局>".to_owned(), ..Cover::default() });
        assert_eq!(write().unwrap(), write().unwrap());
        let body = body::whole(&small(), &Cover::default());
        for text in [body, parts::core("<某局>"), parts::styles(), parts::FONTS.to_owned()] {
            let mut reader = quick_xml::Reader::from_str(&text);
            while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
        }
    }

    #[test]
    fn header_rows_are_repeated_and_rows_are_not_broken() {
        let body = body::whole(&small(), &Cover::default());
        assert_eq!(body.matches("<w:tblHeader/>").count(), 2);
        assert_eq!(body.matches("<w:cantSplit/>").count(), 4);
        assert_eq!(body.matches("<w:vMerge w:val=\"restart\"/>").count(), 2);
        assert!(body.contains("<w:pStyle w:val=\"Heading1\"/>"));
    }

    #[test]
    fn each_heading_is_listed_with_a_page_and_marked() {
        let cover = Cover { lines: vec!["某局".to_owned()], ..Cover::default() };
        let body = body::whole(&small(), &cover);
        let entries = document::contents(&small()).len();
        assert!(entries >= 3, "{entries}");
        for part in ["w:anchor=\"_Toc", "w:name=\"_Toc", " PAGEREF _Toc"] {
            assert_eq!(body.matches(part).count(), entries, "{part}");
        }
        assert_eq!(body.matches("<w:titlePg/>").count(), 1);
        let (begun, ended) = ("\"begin\"", "fldCharType=\"end\"");
        assert_eq!(body.matches(begun).count(), body.matches(ended).count());
    }

    #[test]
    fn without_a_front_page_nothing_is_listed() {
        let body = body::whole(&small(), &Cover::default());
        assert!(!body.contains("_Toc") && !body.contains("目录"));
    }
}
