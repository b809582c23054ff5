//! Another body where every document has its own as the subject: in the first sentence of its duties, of
//! its offices and of its budget.

use super::{DIVISIONS, OTHERS, is_body, is_sister};
use crate::index::Line;
use crate::lint::Context;

/// Headings below which the first sentence is of the own body.
const SECTIONS: [&str; 6] =
    ["主要职能", "主要职责", "机构设置", "部门职责", "部门职能", "单位职责"];
/// What the first sentence below them says of it.
const SAYS: [&str; 5] = ["是", "设", "内设", "下设", "主要职能"];
/// What a sentence that begins with the year gives of it.
const GIVES: [&str; 4] = ["收入预算", "支出预算", "收支预算", "预算收入"];
/// Accounts of which a body says that it has none.
const ACCOUNTS: [&str; 3] = ["政府性基金", "国有资本经营", "“三公”经费"];

/// The line, and the only body that it names, which is not `own`.
pub(super) fn other<'c, 'a>(
    context: &'c Context<'a>,
    own: &str,
    is_own: impl Fn(&str) -> bool,
) -> Option<(&'c Line<'a>, &'c str)> {
    let lines: Vec<&Line<'_>> = context.index.prose().collect();
    let named = lines.iter().enumerate().filter_map(|(at, line)| {
        let above = at.checked_sub(1).and_then(|at| lines.get(at));
        let is_first = above
            .is_some_and(|above| SECTIONS.iter().any(|section| above.words.ends_with(section)));
        let words = &*line.words;
        let name = of_year(words).or_else(|| without(words));
        let name = name.filter(|name| is_near(name, own));
        let name = name.or_else(|| first(words).filter(|name| is_first && is_twin(name, own)));
        Some((*line, name.filter(|name| is_body(name) && !is_own(name))?))
    });
    let mut named = named.filter(|(line, _)| !OTHERS.iter().any(|it| line.words.contains(it)));
    let (line, name) = named.next()?;
    let is_only = named.next().is_none()
        && context.index.lines.iter().filter(|other| other.words.contains(name)).count() == 1;
    is_only.then_some((line, name))
}

/// `2030年，某市某局收入预算9万元`
fn of_year(words: &str) -> Option<&str> {
    let (year, rest) = words.split_once("年，").or_else(|| words.split_once("年度，"))?;
    let is_year = year.len() == 4 && year.bytes().all(|c| c.is_ascii_digit());
    let end = GIVES.iter().filter_map(|it| rest.find(it)).min()?;
    rest.get(..end).filter(|_| is_year)
}

/// `某市某局2030年度无政府性基金预算财政拨款收入和支出`
fn without(words: &str) -> Option<&str> {
    let (head, behind) = words.split_once('年')?;
    let behind = behind.strip_prefix('度').unwrap_or(behind);
    let has_none = ["无", "没有"].iter().find_map(|none| behind.strip_prefix(none))?;
    let name = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_year = name.len() + 4 == head.len();
    let is_account = ACCOUNTS.iter().any(|account| has_none.starts_with(account));
    Some(name).filter(|_| is_year && is_account)
}

/// `某市某局是主管……的政府组成部门`
fn first(words: &str) -> Option<&str> {
    let ends = super::BODIES.iter().filter_map(|body| {
        let end = words.find(body)? + body.len();
        let behind = words.get(end..)?;
        SAYS.iter().any(|says| behind.starts_with(says)).then_some(end)
    });
    words.get(..ends.min()?)
}

/// Whether a body is of the division of `own`.
fn is_near(name: &str, own: &str) -> bool {
    let same = name.char_indices().zip(own.chars()).take_while(|((_, c), other)| c == other);
    same.into_iter().any(|((_, c), _)| DIVISIONS.contains(&c)) && name.starts_with(city(own))
}

/// Whether it is one of the same kind, or of the same name in another division.
fn is_twin(name: &str, own: &str) -> bool {
    let tail = |name: &'_ str| {
        let at = name.rfind(DIVISIONS).unwrap_or_default();
        name.get(at..).unwrap_or_default().chars().skip(1).collect::<String>()
    };
    is_sister(name, own) || is_near(name, own) && !tail(own).is_empty() && tail(name) == tail(own)
}

fn city(own: &str) -> &str {
    own.find(DIVISIONS).and_then(|at| own.get(..at)).unwrap_or_default()
}
