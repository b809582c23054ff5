//! The administrative division of a document, from the name of its body and from its title.

use crate::model::Disclosure;
use crate::vocabulary::normal::normal;
use divisions::{Division, Place};
use document::{Block, Document};

/// How many lines at the beginning of a document may be its title.
const LINES: usize = 8;

/// The longest line of a title, in characters.
const MAX_TITLE: usize = 50;

/// Returns the division of a document: what the name of its body says, and where that leaves it
/// open what the lines at its beginning say in addition.
pub fn division(document: &Document, read: &Disclosure) -> Option<&'static Division> {
    let body = match (&read.department, read.units.as_slice()) {
        (None, [unit]) => Some(unit),
        (department, _) => department.as_ref(),
    };
    let of_body = body.map_or(Place::Unnamed, |body| Place::of(&normal(&body.name), read.year));
    if let Place::Certain(division) = of_body {
        return Some(division);
    }
    let places = title_lines(document).map(|line| Place::of(&normal(line), read.year));
    places.fold(of_body, Place::and).certain()
}

/// The lines above the first sentence and the first table.
fn title_lines(document: &Document) -> impl Iterator<Item = &str> {
    let paragraphs = document.blocks.iter().map_while(|block| match block {
        Block::Paragraph(paragraph) => Some(paragraph.text.trim()),
        Block::Table(_) => None,
    });
    let lines = paragraphs.flat_map(str::lines).filter(|line| !line.trim().is_empty());
    lines.take(LINES).take_while(|line| line.chars().count() <= MAX_TITLE && !line.contains('。'))
}

#[cfg(test)]
mod tests {
    use crate::testing::{document, packed};

    fn code(lines: &[&str]) -> &'static str {
        let rows: [&[&str]; 2] = [&["项目", "预算数"], &["收入总计", "3.00"]];
        crate::read(&document(lines, packed(&rows))).division.map_or("", |division| division.code)
    }

    #[test]
    fn the_name_of_the_body_says_it() {
        let caption = "编制部门：宁晋县水务局  预算年度：2023  单位：万元";
        assert_eq!(code(&["部门收支总表", caption]), "130528");
        assert_eq!(code(&["邢台市汇编", "部门收支总表", caption]), "130528");
    }

    #[test]
    fn the_title_says_what_the_name_leaves_open() {
        let caption = "编制部门：桥西区水务局  预算年度：2023  单位：万元";
        assert_eq!(code(&["部门收支总表", caption]), "");
        assert_eq!(code(&["石家庄市2023年部门预算", "部门收支总表", caption]), "130104");
        let caption = "编制部门：水务局  预算年度：2023  单位：万元";
        assert_eq!(code(&["宁晋县水务局", "2023年部门预算", caption]), "130528");
    }

    #[test]
    fn a_place_in_a_sentence_says_nothing() {
        let caption = "编制部门：水务局  预算年度：2023  单位：万元";
        assert_eq!(code(&["宁晋县是本单位的结对县。", "部门收支总表", caption]), "");
    }
}
