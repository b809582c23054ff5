//! Titles of tables and sections as they are compared: without number, year and owner.

use crate::index::{Index, Line, entry, fold};
use disclosure::{Disclosure, TableKind, TableRead};

/// The funds that a title or a note may name, each with its words.
pub(crate) const FUNDS: [(&str, &[&str]); 3] = [
    ("政府性基金", &["政府性基金", "政府基金"]),
    ("国有资本经营", &["国有资本经营"]),
    ("三公", &["三公"]),
];

/// Returns the fund or memo item that the words name, if they name exactly one.
pub(crate) fn fund(words: &str) -> Option<&'static str> {
    let words: String = fold(words).chars().filter(|c| !"“”\"".contains(*c)).collect();
    let mut named = FUNDS.iter().filter(|(_, names)| names.iter().any(|name| words.contains(name)));
    let (fund, _) = named.next()?;
    named.next().is_none().then_some(*fund)
}

/// Returns the words without list number, dot leader and year.
pub(crate) fn core(words: &str) -> String {
    let words = entry(words);
    let words = crate::number::number(words)
        .map_or(words, |number| words.get(number.length..).unwrap_or_default());
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年')).unwrap_or(words);
    rest.chars().filter(|c| !"“”\"".contains(*c)).collect()
}

/// Returns whether a title consists of the contents entry `core`, alone or after a
/// year or an owner.
pub(crate) fn is_title_of(title: &str, core_: &str) -> bool {
    let title = core(&fold(title));
    let Some(before) = title.strip_suffix(core_) else { return false };
    before.is_empty()
        || ["年", "年度", "部门", "单位", "局", "委", "会", "办公室", "表", "："]
            .iter()
            .any(|end| before.ends_with(end))
}

/// The tables of amounts, by their number, with the lines of their titles.
pub(crate) fn placed(disclosure: &Disclosure, index: &Index<'_>) -> Vec<(usize, usize)> {
    let tables = disclosure.tables.iter().enumerate();
    let tables = tables.filter(|(_, table)| is_of_amounts(table));
    tables.filter_map(|(number, table)| Some((number, index.at(&table.place)?))).collect()
}

fn is_of_amounts(table: &TableRead) -> bool {
    let is_kind =
        matches!(table.kind, TableKind::Budget | TableKind::Procurement | TableKind::Assets);
    let title = fold(&table.title);
    is_kind && title.chars().count() < 60 && !title.contains('。')
}

/// The notes among the lines between a table's title and the next: those beginning with 注 or 说明,
/// above the title of a table that is left out.
pub(crate) fn notes<'a, 'b>(lines: &'a [Line<'b>]) -> impl Iterator<Item = &'a Line<'b>> {
    let mut in_prose = 0;
    let mut has_rows = false;
    let below = lines.iter().take_while(move |line| {
        let is_note = is_note(&line.words);
        has_rows |= !line.is_prose();
        if has_rows && is_title(line) && line.words.ends_with('表') {
            return false;
        }
        // After other text, a line that begins with 说明 is not a note.
        in_prose = if line.is_prose() && !is_note { in_prose + 1 } else { 0 };
        in_prose < 4
    });
    below.filter(|line| line.is_prose() && is_note(&line.words))
}

fn is_note(words: &str) -> bool {
    ["注：", "说明：", "备注：", "注1", "注2"].iter().any(|begin| words.starts_with(begin))
}

/// Returns whether a note says that its table is empty.
pub(crate) fn says_empty(words: &str) -> bool {
    ["空表", "无数据", "故本表无", "本表为空", "没有使用", "无内容", "为空"]
        .iter()
        .any(|phrase| words.contains(phrase))
        || ["无", "没有"].iter().any(|word| {
            words.contains(&format!("{word}政府性基金"))
                || words.contains(&format!("{word}国有资本"))
                || words.contains(&format!("{word}此项"))
        })
}

/// Returns the first year in `words`, a number before 年.
pub(crate) fn year(words: &str) -> Option<u16> {
    words.match_indices('年').find_map(|(at, _)| {
        let year = words.get(at.checked_sub(4)?..at)?;
        year.parse().ok().filter(|year| (1990..2100).contains(year))
    })
}

/// Returns whether a line is a title: short and without a clause.
pub(crate) fn is_title(line: &Line<'_>) -> bool {
    let ends = ["表", "说明", "情况", "概况", "公开", "预算", "决算", "目标"];
    line.is_prose()
        && line.words.chars().count() < 48
        && !line.words.contains(['，', '。', '；', '《', '：'])
        && ends.iter().any(|end| line.words.ends_with(end))
}
