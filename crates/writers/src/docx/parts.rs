//! The parts of a Word file that are the same, or nearly the same, for all documents.

use crate::markup::escape;
use std::fmt::Write as _;

/// The declaration of the WordprocessingML namespace.
pub(super) const NAMESPACE: &str =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

pub(super) const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
<Override PartName=\"/word/fontTable.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml\"/>\
<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
</Types>";

pub(super) const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
</Relationships>";

pub(super) const DOCUMENT_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/>\
<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable\" Target=\"fontTable.xml\"/>\
<Relationship Id=\"rId4\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/>\
</Relationships>";

pub(super) const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
<w:zoom w:percent=\"100\"/><w:characterSpacingControl w:val=\"compressPunctuation\"/>\
<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>";

/// The fonts of official documents and free fonts that can replace them.
pub(super) const FONTS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<w:fonts xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
<w:font w:name=\"方正小标宋简体\"><w:altName w:val=\"FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,Noto Serif CJK SC,Source Han Serif SC\"/><w:charset w:val=\"86\"/><w:family w:val=\"auto\"/></w:font>\
<w:font w:name=\"仿宋\"><w:altName w:val=\"FangSong,FZFangSong-Z02,Noto Serif CJK SC,Source Han Serif SC\"/><w:charset w:val=\"86\"/><w:family w:val=\"modern\"/></w:font>\
<w:font w:name=\"黑体\"><w:altName w:val=\"SimHei,Noto Sans CJK SC,Source Han Sans SC\"/><w:charset w:val=\"86\"/><w:family w:val=\"modern\"/></w:font>\
<w:font w:name=\"楷体\"><w:altName w:val=\"KaiTi,Noto Serif CJK SC,Source Han Serif SC\"/><w:charset w:val=\"86\"/><w:family w:val=\"modern\"/></w:font>\
<w:font w:name=\"宋体\"><w:altName w:val=\"SimSun,Noto Serif CJK SC,Source Han Serif SC\"/><w:charset w:val=\"86\"/><w:family w:val=\"auto\"/></w:font>\
</w:fonts>";

/// The page number, which the program that shows the file fills in.
pub(super) const FOOTER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<w:ftr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p>\
<w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:t xml:space=\"preserve\">— </w:t></w:r>\
<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
<w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>";

/// The shorter side of A4 in twentieths of a point.
const SHORT: u32 = 11_906;

/// The font of titles, bold Song type.
const TITLE_FONT: &str = "方正小标宋简体";

/// The height of a line of the list of contents in twentieths of a point.
pub(super) const CONTENTS_LINE: u32 = 480;

/// The longer side of A4 in twentieths of a point.
const LONG: u32 = 16_838;

/// The margins of a page in twentieths of a point.
struct Margins {
    top: u32,
    right: u32,
    bottom: u32,
    left: u32,
}

/// Those of official documents (GB/T 9704): 37 mm above, 28 mm on the left, and between them an
/// area of 156 by 225 mm.
const UPRIGHT: Margins = Margins { top: 2_098, right: 1_474, bottom: 1_984, left: 1_588 };

/// Those of a page with a wide table.
const TURNED: Margins = Margins { top: 1_418, right: 1_219, bottom: 1_304, left: 1_219 };

/// Returns the width and the height between the margins in twentieths of a point.
pub(super) fn text_area(landscape: bool) -> (u32, u32) {
    let (page, Margins { top, right, bottom, left }) =
        if landscape { ((LONG, SHORT), TURNED) } else { ((SHORT, LONG), UPRIGHT) };
    (page.0 - left - right, page.1 - top - bottom)
}

/// Returns the width between the margins in twentieths of a point.
pub(super) fn text_width(landscape: bool) -> u32 {
    text_area(landscape).0
}

/// Returns the section properties of the pages up to here.
pub(super) fn section(landscape: bool) -> String {
    properties(landscape, "")
}

/// Returns the section properties of the front page, which has no number, and of the contents.
pub(super) fn front() -> String {
    properties(false, "<w:titlePg/>")
}

fn properties(landscape: bool, title_page: &str) -> String {
    let (width, height, orientation, margins) = if landscape {
        (LONG, SHORT, " w:orient=\"landscape\"", TURNED)
    } else {
        (SHORT, LONG, "", UPRIGHT)
    };
    let Margins { top, right, bottom, left } = margins;
    format!(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:type w:val=\"nextPage\"/>\
         <w:pgSz w:w=\"{width}\" w:h=\"{height}\"{orientation}/>\
         <w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" w:left=\"{left}\" \
         w:header=\"720\" w:footer=\"992\" w:gutter=\"0\"/>{title_page}</w:sectPr>"
    )
}

/// Returns the document properties.
pub(super) fn core(title: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title>\
         <dc:language>zh-CN</dc:language></cp:coreProperties>",
        escape(title)
    )
}

/// Returns the styles of official letters, with smaller ones for tables.
pub(super) fn styles() -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:styles {NAMESPACE}>\
         <w:docDefaults><w:rPrDefault><w:rPr>{}<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>\
         <w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>\
         <w:pPr><w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/></w:pPr></w:style>",
        fonts("仿宋")
    );
    for level in 1..=9 {
        push_heading(&mut out, level);
    }
    let plain = "<w:spacing w:before=\"20\" w:after=\"20\" w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>";
    let no_indent = "<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>";
    let cover = format!("{}<w:sz w:val=\"52\"/><w:szCs w:val=\"52\"/>", fonts(TITLE_FONT));
    let contents = format!("{}<w:sz w:val=\"36\"/><w:szCs w:val=\"36\"/>", fonts("黑体"));
    let first = format!("{}<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>", fonts("黑体"));
    for (id, paragraph, run) in [
        ("Cell", format!("{plain}<w:jc w:val=\"left\"/>"), "<w:sz w:val=\"18\"/>"),
        ("Number", format!("{plain}<w:jc w:val=\"right\"/>"), "<w:sz w:val=\"18\"/>"),
        ("Head", format!("{plain}<w:jc w:val=\"center\"/>"), "<w:b/><w:sz w:val=\"18\"/>"),
        ("Unit", format!("<w:keepNext/>{plain}<w:jc w:val=\"right\"/>"), "<w:sz w:val=\"21\"/>"),
        ("Note", format!("{plain}<w:jc w:val=\"left\"/>"), "<w:sz w:val=\"21\"/>"),
        ("Footer", format!("{plain}<w:jc w:val=\"center\"/>"), "<w:sz w:val=\"28\"/>"),
        ("Cover", "<w:spacing w:before=\"480\" w:line=\"800\" w:lineRule=\"atLeast\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/>".to_owned(), &cover),
        ("ContentsTitle", format!("<w:pageBreakBefore/><w:spacing w:before=\"240\" w:after=\"240\"/>{no_indent}<w:jc w:val=\"center\"/>"), &contents),
        ("TOC1", toc(0), &first),
        ("TOC2", toc(320), "<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>"),
        ("TOC3", toc(640), "<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>"),
        (
            "Break",
            "<w:spacing w:line=\"20\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>".to_owned(),
            "<w:sz w:val=\"2\"/>",
        ),
    ] {
        let name = match id {
            "Footer" => "footer",
            "TOC1" => "toc 1",
            "TOC2" => "toc 2",
            "TOC3" => "toc 3",
            id => id,
        };
        let _ = write!(
            out,
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
             <w:basedOn w:val=\"Normal\"/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        );
    }
    out.push_str("</w:styles>");
    out
}

/// Returns the layout of a line of the list of contents, with leaders up to its page number.
fn toc(indent: u32) -> String {
    let (right, _) = text_area(false);
    format!(
        "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{right}\"/></w:tabs>\
         <w:spacing w:line=\"{CONTENTS_LINE}\" w:lineRule=\"exact\"/>\
         <w:ind w:left=\"{indent}\" w:firstLineChars=\"0\" w:firstLine=\"0\"/>"
    )
}

/// Adds the style of a heading in running text, and that of the same level above a table, which is
/// centred and smaller.
fn push_heading(out: &mut String, level: u8) {
    let (font, size) = match level {
        1 => (TITLE_FONT, 44),
        2 => ("黑体", 32),
        3 => ("楷体", 32),
        _ => ("仿宋", 32),
    };
    let outline = level - 1;
    let place = match level {
        1 => "<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
        _ => "",
    };
    let _ = write!(
        out,
        "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/>\
         <w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>\
         <w:spacing w:before=\"120\" w:after=\"120\" w:line=\"560\" w:lineRule=\"atLeast\"/>{place}<w:outlineLvl w:val=\"{outline}\"/></w:pPr>\
         <w:rPr>{}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Title{level}\"><w:name w:val=\"Table Title {level}\"/>\
         <w:basedOn w:val=\"Heading{level}\"/><w:pPr><w:spacing w:before=\"240\" w:after=\"60\" w:line=\"400\" w:lineRule=\"atLeast\"/>\
         <w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"center\"/></w:pPr>\
         <w:rPr>{}<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr></w:style>",
        fonts(font),
        fonts("黑体"),
    );
}

fn fonts(chinese: &str) -> String {
    format!(
        "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"{chinese}\" w:cs=\"Times New Roman\"/>"
    )
}
