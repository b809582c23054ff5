#![doc = include_str!("../../pages/YS312.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, short};
use crate::number::Style;
use crate::quantity::{Quantity, quantities};
use crate::search::places;
use document::Place;
use finding::Severity;
use message::Message;

/// The number of following paragraphs in which the reason may appear.
const NEAR: usize = 4;
const REASONS: [&str; 11] =
    ["原因", "由于", "因为", "主要是", "主要系", "，系", "。系", "变动情况", "所致", "因", "导致"];

/// The expenses of 三公 that have no parts.
const EXPENSES: [&str; 5] =
    ["因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务用车运行费", "公务接待费"];
/// Words of a sentence that compares an amount with another one.
const COMPARED: [&str; 8] = ["增", "减", "持平", "比", "较", "一致", "相同", "完成"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines: Vec<&Line<'_>> = context.index.prose().collect();
    odd_items(&lines, found);
    odd_expenses(&lines, found);
    let mut without: Vec<(&Place, &str)> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| states_change(&line.words)) {
        let near = lines.iter().skip(at).take(NEAR);
        let is_explained =
            near.into_iter().any(|line| REASONS.iter().any(|word| line.words.contains(word)));
        if !is_explained {
            without.push((line.place, line.text));
        }
    }
    let message = |count| {
        Message::new(
            format!("{count} 处写了增减多少，没有说明原因。"),
            format!("{count} changes are stated without a reason."),
        )
    };
    let advice = Message::new("写明增减的主要原因。", "Give the main reason.");
    let all = Violation::all(without, message, advice);
    all.into_iter().for_each(|all| found.push(all.severity(Severity::Note)));
}

/// Returns whether an amount follows 增加, 减少 or a similar word, compared with another year.
fn states_change(words: &str) -> bool {
    let compares = words.contains("比20") || words.contains("相比") || words.contains("上年");
    compares
        && ["增加", "减少", "增长", "下降"].iter().any(|verb| {
            places(words, verb).any(|at| {
                let after = words.get(at + verb.len()..).unwrap_or_default();
                let number = after
                    .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
                number.len() < after.len()
                    && number.starts_with("万元")
                    && !after.starts_with("0万")
                    && !after.starts_with("0.00")
            })
        })
}

/// Items of a list that give no reason, or none that says anything, for spending that differs from
/// its budget, where the others give one.
fn odd_items(lines: &[&Line<'_>], found: &mut Sink) {
    const RARE: usize = 2;
    let mut list: Vec<Item<'_>> = Vec::new();
    let tell = |list: &[Item<'_>], found: &mut Sink| {
        let differing = || list.iter().filter(|item| item.differs);
        let without: Vec<_> = differing().filter(|item| !item.is_explained).collect();
        if without.len() * RARE > differing().count() {
            return;
        }
        for item in without {
            let message = Message::new(
                format!(
                    "“{}”的决算与预算不同，没有说明原因，同一列表的其他各项都有。",
                    short(&item.line.words)
                ),
                format!(
                    "“{}” differs from its budget without a reason; the other items give one.",
                    short(&item.line.words)
                ),
            );
            found.push(odd(item.line, message));
        }
    };
    for line in lines {
        match (line.number, list.last_mut()) {
            // What follows an item without a number belongs to it.
            (None, Some(last)) => last.is_explained |= is_explained(&line.words),
            (None, None) => {}
            (Some(number), last) => {
                let is_next = last.is_none_or(|last| last.style == number.style);
                let differs = differs(&line.words);
                if !is_next || differs.is_none() {
                    tell(&list, found);
                    list.clear();
                }
                let style = number.style;
                list.extend(differs.map(|differs| Item {
                    line,
                    style,
                    differs,
                    is_explained: is_explained(&line.words),
                }));
            }
        }
    }
    tell(&list, found);
}

/// An item that gives the budget of a subject and what was spent.
struct Item<'a> {
    line: &'a Line<'a>,
    style: Style,
    differs: bool,
    is_explained: bool,
}

/// Whether what was spent differs from the budget of the beginning of the year, if both are given.
fn differs(words: &str) -> Option<bool> {
    let [planned, spent] = ["年初预算", "支出决算"];
    if !words.contains(planned) || !words.contains(spent) {
        return None;
    }
    let said = quantities(words);
    let amount = |end: &str| {
        let named = |it: &&Quantity<'_>| it.name.trim_end_matches(['为', '数']).ends_with(end);
        said.iter().filter(|it| it.yuan().is_some()).find(named)?.yuan()
    };
    Some(amount(planned)?.0 != amount(spent)?.0)
}

/// Whether there is a reason that says more than that the figures differ.
fn is_explained(words: &str) -> bool {
    let repeats = |reason: &str| {
        let reason = reason.trim_start_matches(['：', '是', '为']);
        let reason = reason.split('。').next().unwrap_or_default();
        ["决算数大于预算数", "决算数小于预算数", "决算大于预算", "决算小于预算"].contains(&reason)
    };
    let reason = words.split_once("原因").map(|(_, reason)| reason);
    !reason.is_some_and(repeats) && REASONS.iter().any(|word| words.contains(word))
}

/// What a sentence says of one of the expenses of 三公.
struct Said<'a> {
    line: &'a Line<'a>,
    at: usize,
    words: &'a str,
    /// Whether it is reported when it has no comparison.
    is_told: bool,
    changed: bool,
    is_compared: bool,
    is_explained: bool,
}

/// Expenses of 三公 that are not compared, or not explained, where all others beside them are.
fn odd_expenses(lines: &[&Line<'_>], found: &mut Sink) {
    const NEAR: usize = 2;
    const LEAST: usize = 3;
    let said: Vec<Said<'_>> =
        lines.iter().enumerate().flat_map(|(at, line)| expenses(line, at)).collect();
    for list in said.chunk_by(|one, other| other.at - one.at <= NEAR) {
        let without = |has: fn(&Said<'_>) -> bool| {
            let mut without = list.iter().filter(|it| !has(it));
            without.next().filter(|_| without.next().is_none() && list.len() >= LEAST)
        };
        let compared = without(|it| it.is_compared).filter(|it| it.is_told);
        let explained = without(|it| it.is_explained).filter(|it| it.changed);
        for (it, zh, en) in [
            (compared, "没有与预算或上年比较", "is not compared with the budget or last year"),
            (explained, "没有说明增减的原因", "gives no reason for its change"),
        ] {
            let Some(it) = it else { continue };
            let words = short(it.words);
            let message = Message::new(
                format!("“{words}”{zh}，其他各项都有。"),
                format!("“{words}” {en}; the others do."),
            );
            found.push(odd(it.line, message));
            break;
        }
    }
}

fn odd(line: &Line<'_>, message: Message) -> Violation {
    Violation::on(line, message)
        .severity(Severity::Warning)
        .printed(short(line.text))
        .advice("照其他各项补上。", "Add it as the others have it.")
}

/// What the sentences of a paragraph say of expenses with which they begin.
fn expenses<'a>(line: &'a Line<'a>, at: usize) -> Vec<Said<'a>> {
    let mut all: Vec<Said<'_>> = Vec::new();
    for sentence in line.body().split(['。', '；']) {
        let words = sentence.trim_start_matches("其中").trim_start_matches('：');
        let is_it = EXPENSES.iter().any(|name| words.starts_with(name));
        let is_explained =
            ["原因", "由于", "因为", "主要是", "所致"].iter().any(|word| words.contains(word));
        let amount = quantities(words).first().filter(|it| is_it && it.yuan().is_some()).copied();
        let Some(amount) = amount else {
            if let Some(last) = all.last_mut().filter(|_| !is_it) {
                last.is_compared |= COMPARED.iter().any(|word| words.contains(word));
                last.is_explained |= is_explained;
            }
            continue;
        };
        let behind = words.get(amount.end..).unwrap_or_default();
        let (said, _) = behind.split_once("原因").unwrap_or((behind, ""));
        let is_bare = ["", "，主要", "，"].contains(&said);
        let is_compared =
            COMPARED.iter().any(|word| amount.name.contains(word) || said.contains(word));
        let changed = states_amount(said);
        // A sentence that says something else of the amount may be one of another kind.
        let is_told = is_bare && amount.value > 0;
        all.push(Said { line, at, words, is_told, changed, is_compared, is_explained });
    }
    all
}

/// Whether words give by how much an amount changed.
fn states_amount(words: &str) -> bool {
    let is_change = |it: &Quantity<'_>| {
        it.yuan().is_some() && it.value > 0 && it.name.ends_with(['加', '少', '长', '降'])
    };
    quantities(words).iter().any(is_change)
}
