#![doc = include_str!("../../pages/YS414.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation};
use crate::views::codes::{certainty, certainty_beside, official, plain};
use classification::{Classification, Kind, Named};
use ledger::Code;
use message::Message;

/// The lengths of codes of 类, 款 and 项.
const LENGTHS: [usize; 3] = [3, 5, ITEM];
const ITEM: usize = 7;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose().filter(|line| !line.is_draft && !line.is_contents) {
        for (digits, name) in coded(&line.words) {
            let Some(code) = Code::parse(digits) else { continue };
            let Some(right) = official(code, context.disclosure.year) else { continue };
            let Some((name, other)) = of_another(code, name) else { continue };
            let message = Message::new(
                format!(
                    "{code} 是“{}”，这里写作“{name}”，那是 {} 的名称。",
                    right.name, other.code
                ),
                format!(
                    "{code} is “{}”; the text says “{name}”, which is {}.",
                    right.name, other.code
                ),
            );
            found.push(
                Violation::on(line, message)
                    .severity(certainty_beside(right, other))
                    .printed(name)
                    .expected(right.name)
                    .advice("核对编码、名称和金额。", "Check code, name and amount."),
            );
        }
        for violation in paths(line) {
            found.push(violation);
        }
    }
}

/// The name beside a code, and the code that has it, if that is another one of the same level.
fn of_another(code: Code, words: &str) -> Option<(&str, &'static Named)> {
    let list = Classification::of(code)?;
    let names = names(list, code, words);
    // A name of this code, today's or a former one, may begin longer words.
    let is_own = |name: &&str| {
        list.names_of(code).iter().any(|named| plain(named.name) == *name)
            || list.called(name).any(|named| named.code == code)
    };
    if names.iter().any(is_own) {
        return None;
    }
    names.into_iter().find_map(|name| {
        let called = list.called(name).filter(|named| named.evidence.names());
        let mut called = called.filter(|named| named.code.level() == code.level());
        // What many 款 have may be shortened: only one beside the code is another one's.
        let is_whole = name.len() == words.len();
        let other = called.find(|named| is_whole || named.code.parent() == code.parent())?;
        Some((name, other))
    })
}

/// The names that words beside a code may be: themselves, without 支出 at their end, and without the
/// name of the 款 before them.
fn names<'w>(list: &Classification, code: Code, words: &'w str) -> Vec<&'w str> {
    let bare = words.strip_suffix("支出").unwrap_or(words);
    let mut names = vec![words];
    if bare.len() < words.len() && !bare.is_empty() {
        names.push(bare);
    }
    let parent = code.parent().map(|parent| list.names_of(parent)).unwrap_or_default();
    for named in parent {
        let shorter = bare.strip_prefix(&*plain(named.name)).filter(|rest| !rest.is_empty());
        names.extend(shorter);
    }
    names
}

/// Codes behind the names of 款 and 项 that are of another 款: `财政事务（款）行政运行（项）2010301`.
fn paths(line: &Line<'_>) -> Vec<Violation> {
    let words = &*line.words;
    let ends = words.match_indices("（项）").map(|(at, mark)| words.split_at(at + mark.len()));
    let found = ends.filter_map(|(path, behind)| {
        let (digits, code) = code_at(behind.trim_start_matches('（'))?;
        let (above, _) = path.rsplit_once("（款）")?;
        let name = above.rsplit(['）', '，', '。', '；', '：', '“']).next()?;
        let right = of_another_group(code, name)?;
        let message = Message::new(
            format!("{code} 属于“{}”，这里写在“{name}”之下。", right.name),
            format!("{code} belongs to “{}”; the text puts it under “{name}”.", right.name),
        );
        let violation = Violation::on(line, message).severity(certainty(right.evidence));
        Some(violation.printed(digits).advice("核对编码和名称。", "Check the code and the names."))
    });
    found.collect()
}

/// The code of an item with which words begin, unless it is an amount.
fn code_at(words: &str) -> Option<(&str, Code)> {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = words.get(..words.len() - rest.len()).filter(|it| it.len() == ITEM)?;
    let is_amount = rest.starts_with(['元', '万', '亿', '.', ',']);
    Some((digits, Code::parse(digits).filter(|_| !is_amount)?))
}

/// The 款 of a code, if words name another one.
fn of_another_group(code: Code, name: &str) -> Option<&'static Named> {
    let list = Classification::get(Kind::Function);
    let parent = code.parent()?;
    let own = list.names_of(parent);
    let called = list.called(name).filter(|it| it.evidence.names() && it.code.level() == 2);
    let called: Vec<Code> = called.map(|it| it.code).collect();
    let is_own = called.contains(&parent) || own.iter().any(|it| plain(it.name) == name);
    own.last().filter(|_| !is_own && !called.is_empty())
}

/// The codes of a sentence with the names beside them: `2101101行政单位医疗`, `2101101“行政单位医疗”`,
/// `（2101101）行政单位医疗`, `行政单位医疗（2101101）`, `行政单位医疗（项）（科目代码2101101）`.
fn coded(words: &str) -> Vec<(&str, &str)> {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = words.get(from..).and_then(|rest| rest.find(is_digit)).map(|at| at + from)
    {
        let rest = words.get(at..).unwrap_or_default();
        let digits =
            rest.get(..rest.find(|c| !is_digit(c)).unwrap_or(rest.len())).unwrap_or_default();
        from = at + digits.len();
        let (before, after) =
            (words.get(..at).unwrap_or_default(), words.get(from..).unwrap_or_default());
        if LENGTHS.contains(&digits.len()) {
            let is_item = digits.len() == ITEM;
            found.extend(name_behind(before, after, is_item).map(|name| (digits, name)));
            found.extend(name_before(before, after).map(|name| (digits, name)));
        }
    }
    found
}

/// The name behind a code. 210 may be an amount elsewhere in a sentence, and the code of an item
/// (`is_item`) also stands behind a list number: `1.2101101行政单位医疗`.
fn name_behind<'w>(before: &'w str, after: &'w str, is_item: bool) -> Option<&'w str> {
    let begins = |before: &str| {
        before.is_empty() || before.ends_with(['。', '；', '、', '，', '：', '“', '）'])
    };
    let bracketed = before.strip_suffix('（').zip(after.strip_prefix('）'));
    if let Some((before, name)) = bracketed.filter(|_| is_item) {
        return begins(before).then(|| ideographs(name)).filter(|name| !name.is_empty());
    }
    let is_start = begins(before) || is_item && (before.ends_with('.') || after.starts_with('“'));
    let rest = after.strip_prefix(['-', '—']).filter(|_| is_item).unwrap_or(after);
    let name = match rest.strip_prefix('“').and_then(|rest| rest.split_once('”')) {
        Some((name, _)) if name.len() == ideographs(name).len() => name,
        Some(_) => "",
        None => ideographs(rest),
    };
    (is_start && !name.is_empty()).then_some(name)
}

/// The name before a code in a bracket of its own, which may say that it is a code.
fn name_before<'w>(before: &'w str, after: &str) -> Option<&'w str> {
    const CALLED: [&str; 5] = ["科目编码", "科目代码", "功能科目", "编码", "代码"];
    let called =
        CALLED.iter().find_map(|called| before.trim_end_matches('：').strip_suffix(called));
    let head = called.unwrap_or(before).strip_suffix('（').filter(|_| after.starts_with('）'))?;
    let head = head.strip_suffix("（项）").unwrap_or(head);
    let start = head.trim_end_matches(is_ideograph).len();
    head.get(start..).filter(|name| !name.is_empty())
}

/// The ideographs with which words begin.
fn ideographs(words: &str) -> &str {
    words.get(..words.find(|c| !is_ideograph(c)).unwrap_or(words.len())).unwrap_or_default()
}

fn is_ideograph(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_behind_its_code_or_before_it() {
        for words in [
            "2101101行政单位医疗3万元",
            "1.2101101行政单位医疗3万元",
            "2101101-行政单位医疗3万元",
            "列入2101101“行政单位医疗”科目3万元",
            "（2101101）行政单位医疗",
            "行政单位医疗（2101101）支出",
            "行政事业单位医疗（款）行政单位医疗（项）（2101101）",
            "行政单位医疗（科目代码2101101）支出",
        ] {
            assert_eq!(coded(words), [("2101101", "行政单位医疗")], "{words}");
        }
        assert_eq!(coded("支出210万元"), [("", ""); 0]);
    }
}
