//! Text as it is compared: without white space, in half width, with one form of every bracket and quote.

use document::normalised;
use std::borrow::Cow;

/// Returns the normal form of `text`, in which phrases, heads and labels are recognised.
pub fn normal(text: &str) -> Cow<'_, str> {
    normalised(text, |words, c, _| words.extend(kept(c)))
}

/// The characters of the normal form of `text`, each with its byte offset in `text`.
pub fn normal_chars(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter_map(|(at, c)| Some((at, kept(c)?)))
}

/// Returns the normal form of a character; `None` for white space.
fn kept(c: char) -> Option<char> {
    (!c.is_whitespace() && !is_ignored(c)).then(|| half_width(c))
}

/// Quotes and invisible characters do not change what is counted.
fn is_ignored(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '‘' | '’' | '「' | '」' | '\u{feff}' | '\u{200b}' | '\u{00ad}')
}

fn half_width(c: char) -> char {
    match c {
        '〔' | '【' | '［' => '(',
        '〕' | '】' | '］' => ')',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// A row's label without its number, and whether it is marked 其中 (one of several parts).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label<'a> {
    /// The words.
    pub words: &'a str,
    /// Whether it is marked 其中.
    pub is_partial: bool,
    /// Whether a list number such as 一、 preceded it.
    pub is_numbered: bool,
    /// Whether that number was in brackets: (一).
    pub is_bracketed: bool,
    /// The depth of its list number in nested lists: 一、 1, (一) 2, 1. 3, (1) 4, ① 5, —— 6; 0 without one.
    pub depth: u8,
}

/// Removes the list number and 其中 from a label in normal form.
pub fn label(text: &str) -> Label<'_> {
    let mut label =
        Label { words: text, is_partial: false, is_numbered: false, is_bracketed: false, depth: 0 };
    loop {
        if let Some(rest) = label.words.strip_prefix("其中") {
            label.words = rest.trim_start_matches([':', ',', '、']);
            label.is_partial = true;
        } else if let Some(rest) = after_number(label.words) {
            label.is_bracketed |= label.words.starts_with('(');
            label.depth = depth(label.words);
            label.words = rest;
            label.is_numbered = true;
        } else {
            return label;
        }
    }
}

/// Returns the text after a list number: `一、`, `(一)`, `1.`, `1、`, `①`, `第一部分`, or after `——`.
fn after_number(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix("——") {
        return (!rest.is_empty() && !rest.starts_with('—')).then_some(rest);
    }
    if let Some(rest) = text.strip_prefix(|c| ('①'..='⑳').contains(&c)) {
        return Some(rest);
    }
    if let Some(rest) = text.strip_prefix('第') {
        let rest = rest.trim_start_matches(is_numeral);
        return rest.strip_prefix("部分").map(|rest| rest.trim_start_matches(['、', ':']));
    }
    if let Some(rest) = text.strip_prefix('(') {
        let after = rest.trim_start_matches(is_numeral);
        return (after.len() < rest.len()).then(|| after.strip_prefix(')')).flatten();
    }
    let after = text.trim_start_matches(is_numeral);
    let rest = after.strip_prefix(['、', '.', ')'])?;
    // 1.5万元, but 1.2031年
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_year = digits == 4 && rest.get(digits..).is_some_and(|it| it.starts_with('年'));
    let is_decimal = after.starts_with('.') && digits > 0 && !is_year;
    (after.len() < text.len() && !is_decimal).then_some(rest)
}

/// Returns the depth of the list number at the start of `text`.
fn depth(text: &str) -> u8 {
    let (bracketed, text) = text.strip_prefix('(').map_or((0, text), |inside| (1, inside));
    match text.chars().next() {
        Some('①'..='⑳') => 5,
        Some('—') => 6,
        Some(first) if first.is_ascii_digit() => 3 + bracketed,
        _ => 1 + bracketed,
    }
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '零'
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use classification::{Classification, Kind};

    #[test]
    fn the_classes_of_the_code_lists_are_in_normal_form() {
        for kind in [Kind::Function, Kind::Economic] {
            for (name, _) in Classification::get(kind).classes() {
                assert_eq!(normal(name), name);
            }
        }
    }

    #[test]
    fn texts_that_look_alike_are_equal() {
        assert_eq!(normal("因公出国（境）费"), "因公出国(境)费");
        assert_eq!(normal("　“三公”\u{a0}经费 "), "三公经费");
        assert_eq!(normal("财政拨款 收入"), "财政拨款收入");
        assert_eq!(normal("预算年度：２０２３"), "预算年度:2023");
    }

    #[test]
    fn list_numbers_are_no_part_of_a_label() {
        for text in [
            "一、事业收入",
            "(一)事业收入",
            "1.事业收入",
            "二十七、事业收入",
            "①事业收入",
            "1)事业收入",
        ] {
            assert_eq!(label(text).words, "事业收入", "{text}");
            assert!(label(text).is_numbered);
        }
        let partial = label("其中:1.事业收入");
        assert!(partial.is_partial && partial.words == "事业收入");
        assert_eq!(label("第一部分部门预算").words, "部门预算");
        assert_eq!(label("4、2031年某费用").words, "2031年某费用");
    }

    #[test]
    fn what_only_begins_like_a_number_stays() {
        for text in ["三公经费", "一般公共预算", "2013701", "3.5", "(境)费"] {
            assert_eq!(label(text).words, text);
        }
    }
}
