//! Finds the root element of a text with markup, which says what the text is.

use crate::xml::without_prefix;
use message::Fixed;

/// What a text with markup is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Root {
    /// A web page, or a piece of one.
    Page,
    /// A workbook of Excel 2003.
    Workbook,
    /// A document of Word 2003.
    Document,
    /// The parts of an office file in one XML file ("flat OPC").
    Package,
    /// Something that is not read.
    Foreign(Fixed),
}

/// Elements with which a web page or a piece of one begins.
const OF_A_PAGE: [&str; 46] = [
    "a",
    "article",
    "aside",
    "b",
    "base",
    "basefont",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "img",
    "li",
    "link",
    "main",
    "meta",
    "ol",
    "p",
    "pre",
    "script",
    "section",
    "small",
    "span",
    "strong",
    "style",
    "table",
    "title",
    "ul",
];

/// Tags that say of a page with an unknown root that it is one.
const MARKS: [&str; 9] =
    ["<html", "<!doctype html", "<head", "<body", "<table", "<div", "<p", "<h1", "<meta"];

/// The number of characters in which these tags are searched for.
const HEAD: usize = 4096;

/// Returns what a text is by its root element, or `None` if it is not markup.
pub(crate) fn find(text: &str) -> Option<Root> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let is_tag = |c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?' | '/');
    text.strip_prefix('<').filter(|rest| rest.starts_with(is_tag))?;
    let (root, prolog) = after_prolog(text);
    let tag = root.strip_prefix('<').unwrap_or_default();
    let tag = tag.get(..tag.find('>').unwrap_or(tag.len())).unwrap_or_default();
    let end = tag.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(tag.len());
    let (name, attributes) = tag.split_at(end);
    let is_page = match prolog.is_xml {
        true => name.eq_ignore_ascii_case("html"),
        false => OF_A_PAGE.iter().any(|known| name.eq_ignore_ascii_case(known)),
    };
    if prolog.is_page || is_page {
        return Some(Root::Page);
    }
    if let Some(office) = office(name, attributes) {
        return Some(office);
    }
    let head: String = text.chars().take(HEAD).collect::<String>().to_lowercase();
    if MARKS.iter().any(|mark| has_tag(&head, mark)) {
        return Some(Root::Page);
    }
    prolog.is_xml.then_some(Root::Foreign(Fixed { zh: "XML 文件", en: "an XML file" }))
}

/// Returns the XML formats of office programs, and drawings, by the name and the namespaces of
/// their root.
fn office(name: &str, attributes: &str) -> Option<Root> {
    const ODF: Fixed =
        Fixed { zh: "单一 XML 的 ODF 文档", en: "a flat XML OpenDocument file" };
    const UOF: Fixed = Fixed { zh: "标文通（UOF）文档", en: "a UOF document" };
    const SVG: Fixed = Fixed { zh: "SVG 图片", en: "an SVG image" };
    match without_prefix(name) {
        "Workbook" if attributes.contains("office:spreadsheet") => Some(Root::Workbook),
        "wordDocument" => Some(Root::Document),
        "package" if attributes.contains("/xmlPackage") => Some(Root::Package),
        "document" if attributes.contains("opendocument") => Some(Root::Foreign(ODF)),
        "UOF" => Some(Root::Foreign(UOF)),
        "svg" => Some(Root::Foreign(SVG)),
        _ => None,
    }
}

/// Returns whether a text has a tag that begins with `mark`.
fn has_tag(text: &str, mark: &str) -> bool {
    text.match_indices(mark).any(|(at, _)| {
        let after = text.get(at + mark.len()..).unwrap_or_default();
        !after.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_'))
    })
}

/// What stands before the root.
#[derive(Default)]
struct Prolog {
    /// Whether there is an XML declaration.
    is_xml: bool,
    /// Whether the document type is that of a web page.
    is_page: bool,
}

/// Returns the text from its root on, without the declarations and comments before it.
fn after_prolog(text: &str) -> (&str, Prolog) {
    let mut prolog = Prolog::default();
    let mut rest = text;
    loop {
        let after = if rest.starts_with("<!--") {
            rest.split_once("-->")
        } else if rest.starts_with("<?") {
            prolog.is_xml |= rest.starts_with("<?xml ");
            rest.split_once('>')
        } else if rest.starts_with("<!") {
            let kind = rest.get(2..).unwrap_or_default().to_ascii_lowercase();
            let kind = kind.strip_prefix("doctype").unwrap_or_default().trim_start();
            prolog.is_page |= kind.starts_with("html");
            let subset = rest.find('[').filter(|at| rest.find('>').is_some_and(|end| *at < end));
            rest.split_once(if subset.is_some() { "]>" } else { ">" })
        } else {
            return (rest, prolog);
        };
        // What does not end has no root behind it.
        let Some((_, after)) = after else { return ("", prolog) };
        rest = after.trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_says_what_a_text_is() {
        let page = "<html xmlns:x='urn:schemas-microsoft-com:office:excel'>\
                    <meta name=ProgId content=Excel.Sheet><svg></svg>";
        let workbook = "\u{feff}<?xml version='1.0'?>\n<?mso-application progid='Excel.Sheet'?>\
                        <!-- <html> --><ss:Workbook xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'>";
        for (text, root) in [
            (page, Some(Root::Page)),
            (" <!DOCTYPE HTML><svg>", Some(Root::Page)),
            ("<!--[if gte mso 9]><xml></xml><![endif]--><TABLE>", Some(Root::Page)),
            ("<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a '>'>]><x>", Some(Root::Page)),
            ("<ucapcontent><p>正文</p>", Some(Root::Page)),
            (workbook, Some(Root::Workbook)),
            ("<w:wordDocument xmlns:w='x'>", Some(Root::Document)),
            (
                "<pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'>",
                Some(Root::Package),
            ),
            ("<a1> 甲", None),
            ("甲<html>", None),
            ("<!-- ", None),
        ] {
            assert_eq!(find(text), root, "{text}");
        }
        let foreign = |text| match find(text) {
            Some(Root::Foreign(foreign)) => foreign.en,
            other => panic!("{other:?}"),
        };
        assert_eq!(foreign("<?xml version='1.0'?><svg>"), "an SVG image");
        assert_eq!(foreign("<?xml version='1.0'?><package><part>"), "an XML file");
        assert_eq!(foreign("<?xml version='1.0'?><uof:UOF xmlns:uof='x'>"), "a UOF document");
    }
}
