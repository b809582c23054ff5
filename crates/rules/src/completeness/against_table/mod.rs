#![doc = include_str!("../../../pages/YS355.en.md")]

mod rows;

use crate::index::Line;
use crate::lint::{Context, Sink, Violation};
use crate::quantity::{Quantity, quantities};
use message::Message;
use rows::{Amount, Row, is_named, rows};

/// Numbers are compared in millionths.
const SCALE: i128 = 1_000_000;

/// Words before a name that say no more than that all of it is meant.
const ALL: [&str; 19] = [
    "全省", "全市", "全县", "全区", "全镇", "全乡", "全州", "全旗", "全盟", "我省", "我市", "我县",
    "我区", "我镇", "其中", "完成", "实现", "安排", "预计",
];
/// Words behind a name that say no more.
const DONE: [&str; 16] = [
    "累计",
    "完成",
    "实现",
    "达到",
    "达",
    "为",
    "共",
    "安排",
    "拟",
    "预计",
    "预算数",
    "决算数",
    "执行数",
    "预算",
    "决算",
    "执行",
];
/// Words of sentences whose rates are of another base.
const OTHER: [&str; 8] = ["口径", "剔除", "扣除", "可比", "还原", "年均", "环比", "不含"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    // Each of several bodies has tables of its own.
    if !context.disclosure.units.is_empty() {
        return;
    }
    let rows = rows(context.document, &context.index);
    if rows.is_empty() {
        return;
    }
    let lines = context.index.prose().filter(|line| !line.is_draft && line.says_yuan);
    for line in lines {
        for sentence in line.words.split(['。', '；']) {
            of_sentence(line, sentence, &rows, found);
        }
    }
}

/// A row of which a sentence speaks, by the amount that it prints.
struct Told<'r, 'a> {
    row: &'r Row<'a>,
    amount: &'r Amount<'a>,
    /// The words of the sentence that do.
    words: &'r str,
}

fn of_sentence(line: &Line<'_>, sentence: &str, rows: &[Row<'_>], found: &mut Sink) {
    let is_other = OTHER.iter().any(|other| sentence.contains(other));
    let mut told: Option<Told<'_, '_>> = None;
    for said in quantities(sentence) {
        let words = said.words(sentence);
        let violation = match (said.yuan(), &told) {
            (Some(yuan), Some(told)) if direction(said.name).is_some() => {
                if is_other {
                    None
                } else {
                    changed(line, told, &said, yuan)
                }
            }
            (Some(yuan), _) => {
                let named: Vec<&Row<'_>> = rows.iter().filter(|row| row.is_of(said.name)).collect();
                let amounts = named.iter().flat_map(|row| row.amounts.iter().map(|it| (*row, it)));
                let mut same = amounts.clone().filter(|(_, it)| are_same(it.yuan, yuan));
                told = same.next().map(|(row, amount)| Told { row, amount, words });
                let slip = || amounts.clone().find(|(_, it)| it.is_slip_of(&said));
                if told.is_none() { slip().map(|of| misprinted(line, words, of)) } else { None }
            }
            (None, Some(told)) if said.unit == "%" && !is_other => rated(line, told, &said),
            _ => None,
        };
        violation.into_iter().for_each(|it| found.push(it));
    }
}

/// Whether words before a number say that something rose or fell since the year before: `同比增长`, `较上年减少`.
fn direction(name: &str) -> Option<bool> {
    const WAYS: [(&str, bool); 6] = [
        ("增长", true),
        ("增加", true),
        ("上升", true),
        ("下降", false),
        ("减少", false),
        ("降低", false),
    ];
    let (before, is_up) = WAYS.iter().find_map(|(way, up)| Some((name.strip_suffix(way)?, *up)))?;
    let is_annual = before.is_empty()
        || before.starts_with("同比")
        || before.starts_with(['比', '较', '与']) && !before.contains("预算");
    is_annual.then_some(is_up)
}

/// Whether a rate is of a budget: `为预算的`, `完成年初预算的`.
fn is_of_budget(name: &str) -> bool {
    ["为", "占", "完成"].iter().any(|verb| name.starts_with(verb)) && name.ends_with("预算的")
}

/// Returns whether two amounts are one, one of them printed more coarsely.
fn are_same((one, half): (i128, i128), (other, other_half): (i128, i128)) -> bool {
    (one - other).abs() <= half.max(other_half)
}

impl<'r, 'a> Told<'r, 'a> {
    fn others(&self) -> impl Iterator<Item = &'r Amount<'a>> {
        let own = self.amount;
        self.row.amounts.iter().filter(move |it| !std::ptr::eq(*it, own))
    }

    /// What the amount is compared with: that of the year before.
    fn last_year(&self) -> Option<&'r Amount<'a>> {
        let before = year(&self.amount.head).map(|year| format!("{}年", year - 1));
        let is_last = |it: &&Amount<'_>| {
            let is_named = before.as_ref().is_some_and(|before| it.head.contains(before));
            is_named || ["上年", "去年"].iter().any(|last| it.head.contains(last))
        };
        let mut last = self.others().filter(is_last);
        last.next().filter(|_| last.next().is_none())
    }

    /// What was planned for it.
    fn budget(&self) -> Option<&'r Amount<'a>> {
        let own = year(&self.amount.head);
        let is_plan = |it: &&Amount<'_>| {
            it.head.contains("预算") && !it.head.contains("决算") && year(&it.head) == own
        };
        let mut plans = self.others().filter(is_plan);
        plans.next().filter(|_| plans.next().is_none())
    }

    fn violation(
        &self,
        line: &Line<'_>,
        said: &Quantity<'_>,
        right: &str,
        of: &Amount<'_>,
    ) -> Violation {
        let (words, name) = (self.words, self.row.label);
        let wrong = format!("{}{}{}", said.name, said.printed, said.unit);
        let message = Message::new(
            format!("“{words}……{wrong}”：按表中“{name}”一行的{}计算，应为{right}。", of.text),
            format!("“{words}……{wrong}”: by {} in the row “{name}” it is {right}.", of.text),
        );
        told(line, message, &wrong, self.row).expected(right)
    }
}

/// What is told of a line that a row contradicts.
fn told(line: &Line<'_>, message: Message, printed: &str, row: &Row<'_>) -> Violation {
    let what = Message::new("表中这一行", "this row of the table");
    Violation::on(line, message).because(row.place, what, row.label).printed(printed).advice(
        "核对正文和表，改正其中一处。",
        "Compare the text with the table and correct one of them.",
    )
}

/// An amount of which the table prints another one that differs by a slip of the pen.
fn misprinted(line: &Line<'_>, words: &str, (row, amount): (&Row<'_>, &Amount<'_>)) -> Violation {
    let (name, text) = (row.label, amount.text);
    let message = Message::new(
        format!("“{words}”与表中“{name}”一行的{text}不一致，像是错了一个数字或者颠倒了两个。"),
        format!("“{words}” differs by a slip of the pen from {text} in the row “{name}”."),
    );
    told(line, message, words, row).expected(text)
}

/// `增加3万元`, where the columns of the row differ by another amount.
fn changed(
    line: &Line<'_>,
    told: &Told<'_, '_>,
    said: &Quantity<'_>,
    by: (i128, i128),
) -> Option<Violation> {
    let change = |base: &Amount<'_>| (told.amount.yuan.0 - base.yuan.0).abs();
    let loose = |base: &Amount<'_>| (change(base), told.amount.yuan.1 + base.yuan.1);
    if told.others().any(|it| are_same(loose(it), by) || are_same(it.yuan, by)) {
        return None;
    }
    let base = told.last_year().filter(|it| it.unit == said.unit)?;
    let right = said.printed_like(change(base), base.factor());
    is_slip(said.printed, &right)
        .then(|| told.violation(line, said, &format!("{right}{}", said.unit), base))
}

/// A rate that the columns of the row do not come to.
fn rated(line: &Line<'_>, told: &Told<'_, '_>, said: &Quantity<'_>) -> Option<Violation> {
    let way = direction(said.name);
    if way.is_none() && !is_of_budget(said.name) {
        return None;
    }
    let now = told.amount.yuan.0;
    let rate = |base: &Amount<'_>| {
        let part = if way.is_some() { now - base.yuan.0 } else { now };
        (part * 100 * SCALE).checked_div(base.yuan.0)
    };
    let signed = if way == Some(false) { -said.value } else { said.value };
    // Digits may be cut off.
    let fits = |base: &Amount<'_>| {
        rate(base).is_some_and(|rate| (rate - signed).abs() <= 2 * said.half() + SCALE / 1_000)
    };
    let is_printed = told.row.rates.iter().any(|rate| (rate - said.value).abs() <= said.half());
    if is_printed || told.others().any(fits) {
        return None;
    }
    let base = if way.is_some() { told.last_year() } else { told.budget() }?;
    let rate = rate(base)?;
    let right = said.printed_like(rate.abs(), 1);
    let is_turned = right == said.printed && way.is_some();
    let direction = match way {
        Some(_) if rate < 0 => "下降",
        Some(_) => "增长",
        None => "",
    };
    (is_turned || is_slip(said.printed, &right))
        .then(|| told.violation(line, said, &format!("{direction}{right}%"), base))
}

/// Returns whether two numbers have the same digits in another order, but for nothings at their end, or
/// differ, being long, by one digit.
fn is_slip(one: &str, other: &str) -> bool {
    const LONG: usize = 4;
    let digits = |number: &str| -> Vec<char> {
        number.trim_end_matches(['0', '.']).chars().filter(char::is_ascii_digit).collect()
    };
    let (mut first, mut second) = (digits(one), digits(other));
    let differ = first.iter().zip(&second).filter(|(one, other)| one != other).count();
    let is_one = first.len() == second.len() && first.len() >= LONG && differ == 1;
    if first == second || is_one {
        return is_one || one != other;
    }
    first.sort_unstable();
    second.sort_unstable();
    first == second
}

/// The year that a head names.
fn year(head: &str) -> Option<u32> {
    let at = head.find('年')?;
    head.get(at.checked_sub(4)?..at)?.parse().ok()
}

/// What words name, without those that say no more.
fn plain(words: &str) -> String {
    let named: String = words.chars().filter(is_named).collect();
    let mut name = named.trim_start_matches(|c: char| c.is_ascii_digit() || "年度月-—".contains(c));
    while let Some(rest) = ALL.iter().find_map(|all| name.strip_prefix(all)) {
        name = rest;
    }
    while let Some(rest) = DONE.iter().find_map(|done| name.strip_suffix(done)) {
        name = rest;
    }
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_has_the_same_digits_or_but_one_other() {
        for (one, other) in
            [("9.2", "2.9"), ("10.0", "1.0"), ("12.53", "12.63"), ("142.68", "124.68")]
        {
            assert!(is_slip(one, other), "{one} {other}");
        }
        for (one, other) in [("9.2", "9.2"), ("9.2", "9.3"), ("12.53", "13.63")] {
            assert!(!is_slip(one, other), "{one} {other}");
        }
    }

    #[test]
    fn names_are_told_without_what_says_no_more() {
        assert_eq!(plain("2031年全县“三公”经费预算安排"), "三公经费");
        assert_eq!(plain("其中税收收入完成"), "税收收入");
        assert_eq!(plain("县本级税收收入"), "县本级税收收入");
        assert_eq!(direction("较上年减少"), Some(false));
        assert_eq!(direction("比年初预算增加"), None);
    }
}
