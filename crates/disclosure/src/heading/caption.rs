//! Captions: the line above a table with its entity, year and unit of money.

use crate::vocabulary::lexicon;
use crate::vocabulary::normal::normal;
use classification::{Classification, Kind};
use ledger::{Code, MoneyUnit, Year};

/// The contents of a caption.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caption {
    /// The budget code of the department or unit.
    pub code: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Whether the caption names a department or a unit.
    pub owner: Option<Owner>,
    /// The budget year.
    pub year: Option<Year>,
    /// The unit of money.
    pub unit: Option<MoneyUnit>,
}

/// The level of an entity: the department as a whole or one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// 部门
    Department,
    /// 单位
    Unit,
}

/// Words at the beginning of a caption, and whether a name follows them.
const NAME_KEYS: [(&str, Owner); 14] = [
    ("编制部门", Owner::Department),
    ("填报部门", Owner::Department),
    ("公开部门", Owner::Department),
    ("预算部门", Owner::Department),
    ("部门名称", Owner::Department),
    ("主管部门", Owner::Department),
    ("部门", Owner::Department),
    ("编制单位", Owner::Unit),
    ("填报单位", Owner::Unit),
    ("公开单位", Owner::Unit),
    ("预算单位", Owner::Unit),
    ("单位名称", Owner::Unit),
    ("单位", Owner::Unit),
    ("名称", Owner::Unit),
];

/// What is counted in tables that are not about money: `单位:人`.
const COUNTED: [&str; 14] =
    ["人", "人次", "名", "个", "辆", "台", "套", "台(套)", "件", "户", "次", "家", "平方米", "%"];

/// Parses the pieces of a caption line; returns `None` for other lines.
pub fn caption<'a>(pieces: impl IntoIterator<Item = &'a str>) -> Option<Caption> {
    let mut caption = Caption::default();
    let mut is_caption = false;
    for piece in pieces.into_iter().filter(|line| may_be_caption(line)).flat_map(split) {
        is_caption |= caption.take(&piece);
    }
    is_caption.then_some(caption)
}

/// Returns whether a line has a colon or a code and no sentence. Most lines have neither, so this
/// is
/// a quick test.
fn may_be_caption(line: &str) -> bool {
    line.contains(|c| matches!(c, ':' | '：' | '0'..='9' | '０'..='９')) && !line.contains('。')
}

/// Splits a line at wide gaps, and before a year or a unit of money.
fn split(line: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    for piece in gaps(line) {
        let piece = normal(piece);
        let at = piece.find("预算年度:").unwrap_or_default();
        let (before, piece) = piece.split_at(at);
        if !before.is_empty() {
            pieces.push(before.to_owned());
        }
        match piece.rfind("单位:").filter(|at| *at > 0 && money_unit(&piece[*at..]).is_some()) {
            Some(at) => {
                let (before, unit) = piece.split_at(at);
                pieces.push(before.trim_end_matches("金额").to_owned());
                pieces.push(unit.to_owned());
            }
            None if !piece.is_empty() => pieces.push(piece.to_owned()),
            None => {}
        }
    }
    pieces
}

/// Returns the pieces of a line between gaps: tabs, line breaks, or at least two blanks of any
/// width.
fn gaps(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut begin, mut blanks, mut gap) = (0, 0, 0);
    for (at, c) in line.char_indices() {
        if !c.is_whitespace() {
            if blanks > 1 {
                pieces.push(line.get(begin..gap).unwrap_or_default());
                begin = at;
            }
            blanks = 0;
            continue;
        }
        if blanks == 0 {
            gap = at;
        }
        blanks += if matches!(c, '\t' | '\n') { 2 } else { 1 };
    }
    pieces.push(line.get(begin..).unwrap_or_default());
    pieces
}

impl Caption {
    fn take(&mut self, piece: &str) -> bool {
        if let Some(unit) = money_unit(piece) {
            self.unit = self.unit.or(Some(unit));
        } else if let Some(year) = year_of(piece) {
            self.year = self.year.or(Some(year));
        } else if let Some((owner, name)) = named(piece) {
            self.owner = self.owner.or(Some(owner));
            self.take_name(name);
        } else if !self.take_coded(piece) {
            return false;
        }
        true
    }

    /// Splits a code from the name that directly follows it: `224某局`, `[224001]某局`, `224-某局`.
    fn take_coded(&mut self, piece: &str) -> bool {
        let start = piece.trim_start_matches(['[', '(']);
        let name = start.trim_start_matches(|c: char| c.is_ascii_digit());
        let code = &start[..start.len() - name.len()];
        let name = name.trim_start_matches([']', ')', '-', '—', '_', ':']);
        let is_coded = (3..=12).contains(&code.len())
            && name.chars().count() >= 3
            && name.chars().all(|c| !c.is_ascii_digit())
            && !name.starts_with(['年', '.', '月', '元', '万'])
            && !is_subject(code, name);
        if is_coded {
            self.code = self.code.take().or_else(|| Some(code.to_owned()));
            self.name = self.name.take().or_else(|| Some(name.to_owned()));
        }
        is_coded
    }

    fn take_name(&mut self, name: &str) {
        if !self.take_coded(name) && !name.is_empty() {
            self.name = self.name.take().or_else(|| Some(name.to_owned()));
        }
    }
}

/// Returns whether code and name are those of a budget subject: `208社会保障和就业支出`.
fn is_subject(code: &str, name: &str) -> bool {
    [Kind::Function, Kind::Economic].into_iter().map(Classification::get).any(|list| {
        let official = || Code::parse(code).and_then(|code| list.name(code));
        list.class(name).is_some() || official().is_some_and(|official| normal(official) == name)
    })
}

/// Returns the unit of money in a piece: `单位:万元`, `金额单位:人民币元`.
pub fn money_unit(piece: &str) -> Option<MoneyUnit> {
    // Few words contain a colon, which is found much faster than the words.
    let name = piece.contains(':').then(|| piece.rsplit_once("单位:"))??.1.trim_matches(['(', ')']);
    let name = name.strip_prefix("人民币").or(name.strip_suffix("人民币")).unwrap_or(name);
    MoneyUnit::ALL.into_iter().find(|unit| unit.name() == name)
}

/// Returns the unit of money in a bracket at the end of the sentence that announces a table:
/// `情况如下表（单位：万元）：`.
pub fn unit_at_end(line: &str) -> Option<MoneyUnit> {
    let words = normal(line);
    let words = words.trim_end_matches([':', '。']).strip_suffix(')')?;
    money_unit(words.rsplit_once('(')?.1)
}

fn year_of(piece: &str) -> Option<Year> {
    let (key, value) = piece.split_once(':')?;
    if !key.ends_with("年度") && !key.ends_with("年份") {
        return None;
    }
    let digits = value.trim_end_matches(['年', '度']);
    lexicon::year(&format!("{digits}年")).map(|(year, _)| year)
}

fn named(piece: &str) -> Option<(Owner, &str)> {
    let (key, name) = piece.split_once(':')?;
    let key = key.trim_matches(['(', ')']);
    let is_name = !COUNTED.contains(&name.trim_matches(['(', ')']));
    let key = NAME_KEYS.iter().find(|(words, _)| key == *words).filter(|_| is_name);
    key.map(|(_, owner)| (*owner, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_with_its_code_is_no_body() {
        for line in ["208社会保障和就业支出", "20805 行政事业单位养老支出", "301工资福利支出"]
        {
            assert_eq!(caption([line]).and_then(|it| it.name), None, "{line}");
        }
        assert!(caption(["208水务局"]).is_some());
    }

    #[test]
    fn cells_of_a_caption_row_are_read() {
        let read = caption(["512某县水务局", "预算年度：2031", "单位：万元"]).unwrap();
        assert_eq!(read.code.as_deref(), Some("512"));
        assert_eq!(read.name.as_deref(), Some("某县水务局"));
        assert_eq!(read.year, Some(Year(2031)));
        assert_eq!(read.unit, Some(MoneyUnit::TenThousandYuan));
        assert_eq!(read.owner, None);
    }

    #[test]
    fn one_line_with_gaps_is_read() {
        let read = caption(["编制部门：某区水务局           单位：元"]).unwrap();
        assert_eq!(read.name.as_deref(), Some("某区水务局"));
        assert_eq!((read.owner, read.unit), (Some(Owner::Department), Some(MoneyUnit::Yuan)));
        let read = caption(["编制部门：某区水务局单位：万元"]).unwrap();
        assert_eq!(read.name.as_deref(), Some("某区水务局"));
        assert_eq!(read.unit, Some(MoneyUnit::TenThousandYuan));
        let read = caption(["部门：某区水务局 预算年度：2031 单位：元"]).unwrap();
        assert_eq!(read.name.as_deref(), Some("某区水务局"));
        assert_eq!((read.year, read.unit), (Some(Year(2031)), Some(MoneyUnit::Yuan)));
    }

    #[test]
    fn what_is_counted_is_no_name() {
        for line in ["单位：人", "人员情况表　　单位：辆", "（单位：个）"] {
            assert_eq!(caption([line]).and_then(|it| it.name), None, "{line}");
        }
    }

    #[test]
    fn other_lines_are_no_captions() {
        for line in
            ["部门预算收支总表", "2031年共安排资金3万元。", "一、单位职责：", "2031年部门预算表"]
        {
            assert!(
                caption([line]).is_none_or(|read| read.name.is_none() && read.unit.is_none()),
                "{line}"
            );
        }
    }
}
