//! Subjects as sentences name them: `一般公共服务支出（类）财政事务（款）行政运行（项）`.

use crate::index::Line;
use crate::lint::Context;
use crate::search::place;
use classification::{Classification, Kind};
use ledger::Code;
use std::collections::BTreeSet;

/// One name of a path with the level that its mark gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'a> {
    /// The name.
    pub name: &'a str,
    /// 1 类, 2 款, 3 项.
    pub level: u8,
}

/// Words between which year it is and a name: `2030年教育支出（类）`, `本年度教育支出（类）`.
const YEARS: [&str; 8] = ["年度", "年", "本年度", "本年", "上年度", "上年", "当年", "全年"];

/// Returns the names of functions that the document's tables print.
pub(super) fn own_names<'c>(context: &'c Context<'_>) -> BTreeSet<&'c str> {
    let rows = context.rows().iter().filter(|row| row.kind == Kind::Function);
    rows.map(|row| &*row.name).collect()
}

/// The lines of running text that name subjects in this way, with the names.
pub(super) fn said<'c, 'a>(context: &'c Context<'a>) -> Vec<(&'c Line<'a>, Vec<Part<'c>>)> {
    let prose = context.index.prose().filter(|line| !line.is_draft);
    let said = prose.map(|line| (line, parts(&line.words)));
    said.filter(|(_, parts)| !parts.is_empty()).collect()
}

/// The names in folded `words` that are followed by （类）, （款） or （项）.
fn parts(words: &str) -> Vec<Part<'_>> {
    let marks = [("（类）", 1), ("（款）", 2), ("（项）", 3)];
    let mut parts = Vec::new();
    if !marks.iter().any(|(mark, _)| words.contains(mark)) {
        return parts;
    }
    let mut from = 0;
    let next = |from: usize| {
        let rest = words.get(from..)?;
        marks
            .iter()
            .filter_map(|(mark, level)| Some((place(rest, mark)? + from, mark.len(), *level)))
            .min()
    };
    while let Some((at, length, level)) = next(from) {
        let before = words.get(from..at).unwrap_or_default();
        let begin =
            before.rfind(|c: char| "，。；：、“”\"’‘《》%元".contains(c) || c.is_ascii_digit());
        let name = begin.map_or(before, |begin| {
            let length =
                before.get(begin..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            before.get(begin + length..).unwrap_or_default()
        });
        let name = name.trim_start_matches(['.', '．', '）']);
        let name = YEARS.iter().find_map(|year| name.strip_prefix(year)).unwrap_or(name);
        if !name.is_empty() {
            parts.push(Part { name, level });
        }
        from = at + length;
    }
    parts
}

/// The codes of a name at a level; 类 are often named without their last word.
pub(super) fn codes(name: &str, level: u8) -> impl Iterator<Item = Code> {
    let list = Classification::get(Kind::Function);
    let full = format!("{name}支出");
    let named = list.called(name).chain(list.called(&full)).map(|named| named.code);
    let named: Vec<Code> = named.filter(|code| code.level() == level).collect();
    named.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_apart() {
        assert_eq!(parts("（1）教育支出（类）").first().map(|part| part.name), Some("教育支出"));
        for words in
            ["2030年教育支出（类）3.00万元", "2030年度教育支出（类）", "9%，本年教育支出（类）"]
        {
            assert_eq!(parts(words).first().map(|part| part.name), Some("教育支出"));
        }
        let words = "1.“农林水支出（类）水利（款）行政运行（项）”3.00万元，卫生健康支出（类）";
        let names: Vec<_> = parts(words).iter().map(|part| (part.name, part.level)).collect();
        assert_eq!(names, [("农林水支出", 1), ("水利", 2), ("行政运行", 3), ("卫生健康支出", 1)]);
    }
}
