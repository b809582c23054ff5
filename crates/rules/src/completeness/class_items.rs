#![doc = include_str!("../../pages/YS353.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation};
use crate::quantity::{Quantity, quantities};
use classification::{Classification, Kind};
use ledger::Code;
use message::Message;
use std::collections::{BTreeMap, BTreeSet};

/// The marks behind the levels of a subject.
const LEVELS: [&str; 3] = ["（类）", "（款）", "（项）"];
/// Titles below which other items follow.
const OTHER: [&str; 4] = ["政府性基金", "国有资本", "基本支出", "三公"];
/// What an amount of an item is called that its class has, too, in accounts beside its budget.
const DONE: [&str; 2] = ["决算", "决算数"];

/// A class as a sentence lists it.
struct Class<'a> {
    code: Code,
    amount: Quantity<'a>,
    words: &'a str,
}

/// The items of a class: what they come to, in millionths of a yuan, and half a unit of the last digits.
#[derive(Debug, Default)]
struct Items<'a> {
    /// By what was spent, or by what was planned where no other amount is given.
    sum: i128,
    /// By what was planned.
    planned: i128,
    half: i128,
    first: Option<&'a Line<'a>>,
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    const CLASS: u8 = 1;
    // Tables are compared number by number.
    let mut of_tables =
        context.disclosure.observations.iter().filter(|seen| seen.source.table.is_some());
    if of_tables.any(|seen| seen.scope.function.level() == CLASS) {
        return;
    }
    let lines: Vec<&Line<'_>> = context.index.prose().filter(|line| !line.is_draft).collect();
    let lists: Vec<(usize, Vec<Class<'_>>)> =
        lines.iter().enumerate().filter_map(|(at, line)| Some((at, classes(line)?))).collect();
    for (number, (at, classes)) in lists.iter().enumerate() {
        let end = lists.get(number + 1).map_or(lines.len(), |(next, _)| *next);
        let Some(line) = lines.get(*at) else { continue };
        let items = items(lines.get(at + 1..end).unwrap_or_default());
        let told = items.into_iter().flat_map(|items| uneven(line, classes, &items));
        told.for_each(|violation| found.push(violation));
    }
}

/// The classes that a sentence lists, at least two, each once.
fn classes<'a>(line: &'a Line<'a>) -> Option<Vec<Class<'a>>> {
    let list = |sentence: &'a str| {
        let classes = quantities(sentence).into_iter().filter_map(|amount| {
            amount.yuan()?;
            let code = class(amount.name)?;
            Some(Class { code, amount, words: amount.words(sentence) })
        });
        let classes: Vec<Class<'_>> = classes.collect();
        let codes: BTreeSet<Code> = classes.iter().map(|class| class.code).collect();
        (codes.len() > 1 && codes.len() == classes.len()).then_some(classes)
    };
    line.words.split('。').find_map(list)
}

/// The class that words name: `主要用于社会保障和就业（类）支出`.
fn class(words: &str) -> Option<Code> {
    let words = words.trim_end_matches('为');
    let begins = ["其中", "主要用于", "用于", "包括"];
    let words = begins.iter().find_map(|begin| words.strip_prefix(begin)).unwrap_or(words);
    let plain = words.replace("（类）", "");
    let list = Classification::get(Kind::Function);
    list.class(&plain).or_else(|| list.class(&format!("{plain}支出")))
}

/// What the items below a list come to by class; `None` where one of them is not understood.
fn items<'a>(lines: &[&'a Line<'a>]) -> Option<BTreeMap<Code, Items<'a>>> {
    let mut items: BTreeMap<Code, Items<'_>> = BTreeMap::new();
    let mut paths = BTreeSet::new();
    for line in lines.iter().copied() {
        let is_title = !line.words.contains(['。', '，']);
        if is_title && OTHER.iter().any(|other| line.words.contains(other)) {
            break;
        }
        let Some((path, rest)) = path(line.body()) else { continue };
        let code = class(path.split(LEVELS[0]).next()?)?;
        let (planned, spent) = amounts(rest)?;
        if !paths.insert(path) {
            return None;
        }
        let of = items.entry(code).or_default();
        of.sum += spent.0;
        of.planned += planned.0;
        of.half += spent.1;
        of.first.get_or_insert(line);
    }
    Some(items)
}

/// A subject named by its three levels, and what follows it.
fn path(words: &str) -> Option<(&str, &str)> {
    let end = LEVELS.iter().try_fold(0, |from, level| {
        let at = words.get(from..)?.find(level)?;
        Some(from + at + level.len())
    })?;
    let (path, rest) = words.split_at_checked(end)?;
    (!path.contains(['。', '，'])).then_some((path, rest))
}

/// An amount in millionths of a yuan, with half a unit of its last digit.
type Yuan = (i128, i128);

/// What was planned for an item and what was spent; both are the only amount where there is one.
fn amounts(words: &str) -> Option<(Yuan, Yuan)> {
    let said = quantities(words);
    let is_level =
        |it: &&Quantity<'_>| !["增", "减", "比", "较"].iter().any(|word| it.name.contains(word));
    let levels: Vec<&Quantity<'_>> =
        said.iter().filter(is_level).filter(|it| it.yuan().is_some()).collect();
    let first = levels.first()?.yuan()?;
    let is_done = |it: &&&Quantity<'_>| {
        let name = it.name.trim_end_matches(['为', '是']);
        DONE.iter().any(|done| name.ends_with(done))
    };
    let done = levels.iter().find(is_done).and_then(|it| it.yuan());
    let is_of_accounts = words.contains("决算");
    (done.is_some() || !is_of_accounts).then(|| (first, done.unwrap_or(first)))
}

/// The classes whose items come to more than they do, or to less where the items of all others are
/// complete.
fn uneven(
    line: &Line<'_>,
    classes: &[Class<'_>],
    items: &BTreeMap<Code, Items<'_>>,
) -> Vec<Violation> {
    let off = |class: &Class<'_>| {
        let (of, (amount, half)) = (items.get(&class.code)?, class.amount.yuan()?);
        let fits = |sum: i128| (sum - amount).abs() <= half + of.half;
        let is_more = of.sum > amount && of.planned > amount;
        Some((!fits(of.sum) && !fits(of.planned), is_more))
    };
    let offs: Vec<Option<(bool, bool)>> = classes.iter().map(off).collect();
    let is_off = |it: &Option<(bool, bool)>| !matches!(it, Some((false, _)));
    let is_only = offs.iter().filter(|it| is_off(it)).count() == 1;
    let told = classes.iter().zip(&offs).filter_map(|(class, off)| {
        let is_told = off.is_some_and(|(is_off, is_more)| is_off && (is_more || is_only));
        let of = items.get(&class.code).filter(|_| is_told)?;
        let (words, sum) = (class.words, plain(of.sum, class.amount.unit));
        let message = Message::new(
            format!("“{words}”与下面逐项所列的不符：各项合计{sum}。"),
            format!("“{words}” does not agree with the items below, which come to {sum}."),
        );
        let violation = Violation::on(line, message).printed(words).expected(sum);
        let first = of.first?;
        let what = Message::new("第一项", "the first item");
        let violation = violation.because(first.place, what, first.text);
        Some(violation.advice(
            "对照支出表核对类与各项的金额，改正其中一处。",
            "Compare the class and its items with the table and correct one.",
        ))
    });
    told.collect()
}

/// Millionths of a yuan in a unit of money.
fn plain(value: i128, unit: &str) -> String {
    let factor = match unit {
        "万元" => 10_000,
        "亿元" => 100_000_000,
        _ => 1,
    };
    let hundredths = value * 100 / factor / 1_000_000;
    format!("{}.{:02}{unit}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_known_by_their_names() {
        let code = |words: &str| class(words).map(|code| code.to_string());
        assert_eq!(code("主要用于社会保障和就业支出").as_deref(), Some("208"));
        assert_eq!(code("农林水（类）支出").as_deref(), Some("213"));
        assert_eq!(code("行政运行"), None);
    }

    #[test]
    fn an_item_has_what_was_planned_and_what_was_spent() {
        let of = |words: &str| amounts(words).map(|(one, other)| (one.0, other.0));
        let yuan = |it: i128| it * 10_000 * 1_000_000;
        assert_eq!(
            of("：年初预算为3万元，支出决算为4万元，比上年增加1万元"),
            Some((yuan(3), yuan(4)))
        );
        assert_eq!(of("2031年预算数为3万元，主要用于机关运转"), Some((yuan(3), yuan(3))));
        assert_eq!(of("。主要用于机关运转"), None);
    }
}
