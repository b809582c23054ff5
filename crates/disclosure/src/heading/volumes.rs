//! A file that holds the whole documents of several bodies, or of several years, one behind the other:
//! what one of them prints says nothing of the others.
//!
//! Only what no single document has begins another one: below the tables of one a further cover with
//! its list of contents, or a further first part (第一部分 某某概况), and tables below that as well.

use crate::vocabulary::lexicon;
use crate::vocabulary::normal::normal;
use document::{Block, Document};
use std::borrow::Cow;
use std::ops::Range;

/// The most lines of a cover above the list of contents, and the most characters of one.
const COVER: usize = 6;
const LONGEST: usize = 40;

/// Returns the documents in a file that holds several; none where it holds one.
pub fn volumes(document: &Document) -> Vec<Document> {
    let blocks = &document.blocks;
    let mut begins = begins(blocks);
    if begins.len() < 2 {
        return Vec::new();
    }
    // The first document includes the lines above its cover.
    if let Some(first) = begins.first_mut() {
        *first = 0;
    }
    let ends = begins.iter().skip(1).copied().chain([blocks.len()]);
    let part = |range: Range<usize>| Document {
        blocks: blocks.get(range).unwrap_or_default().to_vec(),
        remarks: document.remarks.clone(),
    };
    begins.iter().zip(ends).map(|(from, to)| part(*from..to)).collect()
}

/// Returns the first block of each document: none where no block marks it.
fn begins(blocks: &[Block]) -> Vec<usize> {
    let mut begins: Vec<usize> = Vec::new();
    let mut has_table = true;
    for (at, block) in blocks.iter().enumerate() {
        let begin = match block {
            Block::Table(_) => {
                has_table = true;
                continue;
            }
            Block::Paragraph(line) if !may_begin(&line.text) => continue,
            Block::Paragraph(line) => begin(blocks, at, &normal(&line.text)),
        };
        if let Some(begin) = begin.filter(|_| has_table) {
            begins.push(begin);
            has_table = false;
        }
    }
    // Below the last one there has to be a table, too.
    if !has_table {
        begins.pop();
    }
    begins
}

/// Whether a line may be the heading of a list of contents or of a first part: a quick test.
fn may_begin(line: &str) -> bool {
    line.len() <= LONGEST * 4 && line.contains(['录', '概'])
}

/// Returns the first line of the cover above a list of contents, or the heading of a first part.
fn begin(blocks: &[Block], at: usize, line: &str) -> Option<usize> {
    if line.starts_with("第一部分") && line.ends_with("概况") {
        return Some(at);
    }
    if line != "目录" {
        return None;
    }
    let above = blocks.get(..at)?.iter().rev().map_while(|block| match block {
        Block::Paragraph(line) => Some(normal(&line.text)),
        Block::Table(_) => None,
    });
    let is_short =
        |line: &str| line.chars().count() <= LONGEST && !line.contains(['。', '；', ';']);
    let cover: Vec<Cow<'_, str>> = above.take(COVER).collect();
    let lines = cover.iter().take_while(|line| is_short(line)).count();
    let is_title = |line: &str| {
        let names_year = lexicon::years(line).next().is_some();
        names_year && ["预算", "决算"].iter().any(|it| line.contains(it))
    };
    cover.iter().take(lines).any(|line| is_title(line)).then_some(at - lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::packed;
    use document::{Paragraph, Place};

    fn document(lines: &[&str]) -> Document {
        let block = |line: &&str| match *line {
            "#" => Block::Table(packed(&[&["项目", "预算数"], &["事业收入", "3.00"]])),
            text => {
                let place = Place::Paragraph(1);
                Block::Paragraph(Paragraph { text: text.into(), level: None, place })
            }
        };
        Document { blocks: lines.iter().map(block).collect(), ..Document::default() }
    }

    fn lengths(lines: &[&str]) -> Vec<usize> {
        volumes(&document(lines)).iter().map(|it| it.blocks.len()).collect()
    }

    #[test]
    fn a_second_cover_begins_a_document_of_its_own() {
        let one =
            ["某县水务局", "2031年部门预算", "目 录", "第一部分 概况", "第一部分 某局概况", "#"];
        let other =
            ["完。", "某县农业局", "2030年度部门决算", "目录", "第一部分 概况", "#", "完。"];
        assert_eq!(lengths(&[&one[..], &other].concat()), [7, 6]);
        assert!(lengths(&one).is_empty());
        let bare = ["第一部分 某校概况", "甲。", "#"];
        assert_eq!(lengths(&[bare, bare].concat()), [3, 3]);
    }

    #[test]
    fn other_lists_of_contents_and_parts_without_tables_begin_none() {
        let one = ["2031年部门预算", "目录", "第一部分 某局概况", "#"];
        for rest in [&["附件", "目录", "#"][..], &["2031年部门预算", "目录", "甲。"]] {
            assert!(lengths(&[&one[..], rest].concat()).is_empty(), "{rest:?}");
        }
        assert!(lengths(&[&["2031年部门预算", "#"][..], &one].concat()).is_empty());
    }
}
