#![doc = include_str!("../../pages/YS334.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, around};
use crate::quantity::{Quantity, quantities};
use crate::views::titles::year;
use disclosure::Observation;
use ledger::{Node, nodes};
use message::Message;

/// How many bytes may stand between two counts of one list.
const LISTED: usize = 30;

/// An expense and the count that goes with it.
struct Expense {
    memo: Node,
    /// What a paragraph calls the amount, and what it calls the count.
    amount: &'static [&'static str],
    count: &'static [&'static str],
    units: &'static [&'static str],
    /// Whether a count contradicts that nothing was spent, and no count that something was.
    some_costs: bool,
    none_is_free: bool,
    /// Whether the amount may stand in another paragraph, or in a table.
    far: bool,
}

fn expenses() -> [Expense; 6] {
    let nodes = nodes();
    [
        Expense {
            memo: nodes.vehicle_running,
            amount: &["公务用车运行维护费", "公务用车运行费", "公务用车运行维护"],
            count: &["保有量"],
            units: &["辆"],
            some_costs: false,
            none_is_free: true,
            far: false,
        },
        Expense {
            memo: nodes.reception,
            amount: &["公务接待费", "公务接待"],
            count: &["接待", "来访团组", "来宾"],
            units: &["批次", "批", "个", "人次", "人"],
            some_costs: true,
            none_is_free: true,
            far: false,
        },
        Expense {
            memo: nodes.vehicle_purchase,
            amount: &["公务用车购置费"],
            count: &[
                "公务用车购置",
                "购置公务用车",
                "购置公车",
                "购置车辆",
                "更新公务用车",
                "新购公务用车",
            ],
            units: &["辆"],
            some_costs: true,
            none_is_free: true,
            far: true,
        },
        // Who travels may travel with others' missions.
        Expense {
            memo: nodes.abroad,
            amount: &["因公出国（境）费"],
            count: &["出国（境）团组", "出国团组"],
            units: &["个"],
            some_costs: true,
            none_is_free: false,
            far: true,
        },
        Expense {
            memo: nodes.meetings,
            amount: &["会议费"],
            count: &["会议", "参会", "参会人", "参会人员", "人"],
            units: &["次", "场", "个", "人次", "人"],
            some_costs: false,
            none_is_free: true,
            far: false,
        },
        Expense {
            memo: nodes.training,
            amount: &["培训费"],
            count: &["培训", "培训班", "培训人", "培训人员", "人"],
            units: &["次", "期", "场", "个", "人次", "人"],
            some_costs: false,
            none_is_free: true,
            far: false,
        },
    ]
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    // The counts of several bodies are not told apart.
    if !context.disclosure.units.is_empty() {
        return;
    }
    let expenses = expenses();
    for line in context.index.prose() {
        let mut said = quantities(&line.words);
        // 主要原因是2030年更新公务用车1辆
        said.retain(|it| !is_of_other_year(context, it.name));
        if let Some(violation) = batches(line, &said) {
            found.push(violation);
        }
        let beside = |it: &Expense| it.beside(line, &said).or_else(|| it.none(line, &said));
        let mut told: Vec<_> = expenses.iter().filter_map(beside).collect();
        if told.is_empty() && !line.words.contains("上年") {
            let far = expenses.iter().filter(|it| it.far);
            told.extend(far.filter_map(|it| it.elsewhere(context, line, &said)));
        }
        told.into_iter().for_each(|violation| found.push(violation));
    }
}

impl Expense {
    /// The amount and the count of one paragraph, where they contradict each other.
    fn beside(&self, line: &Line<'_>, said: &[Quantity<'_>]) -> Option<Violation> {
        let is_of_amount = |it: &&Quantity<'_>| it.yuan().is_some() && spent(it, self.amount);
        let amount = only(said.iter().filter(is_of_amount))?;
        let counts = self.counts_of(amount, said);
        let count = *counts.first()?;
        // Who goes to others' meetings needs none of his own, and who hires needs none that is his.
        let is_others = ["参加", "租"].iter().any(|word| line.words.contains(word));
        let is_free = is_others || !self.none_is_free && !line.words.contains("0人次");
        let is_foreign = ["外宾", "外事", "国外"].iter().any(|word| line.words.contains(word));
        let is_none = counts.iter().all(|it| it.value == 0);
        let contradicts = match (amount.value > 0, is_none) {
            (true, true) => !is_free && !is_foreign_paid(said),
            (false, false) => self.some_costs && !is_foreign && counts.len() == 1,
            _ => false,
        };
        let (one, other) = (amount.words(&line.words), count.words(&line.words));
        let message = Message::new(
            format!("“{one}”与“{other}”矛盾。"),
            format!("“{one}” and “{other}” contradict each other."),
        );
        contradicts.then(|| advised(Violation::on(line, message).printed(other)))
    }

    /// The count of what its sentence says that nothing was spent on: `因公出国（境）费未发生支出，出国团组1个`.
    fn none(&self, line: &Line<'_>, said: &[Quantity<'_>]) -> Option<Violation> {
        const NONE: [&str; 4] = ["未发生", "没有发生", "无支出", "未产生"];
        let (at, end) = self.amount.iter().find_map(|name| {
            let at = line.words.find(name)?;
            let behind = line.words.get(at + name.len()..)?.trim_start_matches("支出");
            let none = NONE.iter().find(|none| behind.starts_with(**none))?;
            Some((at, line.words.len() - behind.len() + none.len()))
        })?;
        let sentence = line.words.get(end..)?.split('。').next()?.len() + end;
        let count =
            self.counts(said).find(|it| (end..sentence).contains(&it.at) && it.value > 0)?;
        let (none, count) = (line.words.get(at..end)?, count.words(&line.words));
        let message = Message::new(
            format!("“{none}”与“{count}”矛盾。"),
            format!("“{none}” and “{count}” contradict each other."),
        );
        self.some_costs.then(|| advised(Violation::on(line, message).printed(count)))
    }

    /// The count of a paragraph and the amounts of the document, where all contradict it.
    fn elsewhere(
        &self,
        context: &Context<'_>,
        line: &Line<'_>,
        said: &[Quantity<'_>],
    ) -> Option<Violation> {
        let count = self.counts(said).next().filter(|it| it.value > 0 || self.none_is_free)?;
        let is_some = count.value > 0;
        let seen = contradicting(context, self.memo, is_some)?;
        let around = around(&line.words, count.at, count.end);
        let amount = if is_some { "0" } else { "不是0" };
        let (name, english) = (self.memo.name_zh(), self.memo.name_en());
        let message = Message::new(
            format!("“{around}”与{name}的金额（{amount}）矛盾。"),
            format!(
                "“{around}” contradicts the amount of {english}, which is {}.",
                if is_some { "nothing" } else { "not nothing" }
            ),
        );
        let printed = seen.value.printed().map(|it| it.to_string()).unwrap_or_default();
        let what = Message::new(name, english);
        let violation = Violation::on(line, message).printed(around);
        Some(advised(violation.because(&seen.place, what, &printed)))
    }

    fn counts<'q, 'w>(&self, said: &'q [Quantity<'w>]) -> impl Iterator<Item = &'q Quantity<'w>> {
        // 保有量为0
        let is_unit = |it: &Quantity<'_>| {
            self.units.contains(&it.unit) || it.unit.is_empty() && it.value == 0
        };
        said.iter().filter(move |it| is_unit(it) && named(it, self.count))
    }

    /// The counts behind an amount, before another one; if there are none, all of the paragraph.
    fn counts_of<'q, 'w>(
        &self,
        amount: &Quantity<'_>,
        said: &'q [Quantity<'w>],
    ) -> Vec<&'q Quantity<'w>> {
        let behind = said.iter().filter(|it| it.at > amount.at);
        let end = behind.into_iter().find(|it| it.yuan().is_some()).map_or(usize::MAX, |it| it.at);
        let all: Vec<_> = self.counts(said).filter(|it| !it.name.contains("上年")).collect();
        let own: Vec<_> =
            all.iter().copied().filter(|it| (amount.at..end).contains(&it.at)).collect();
        if own.is_empty() { all } else { own }
    }
}

/// Whether a paragraph tells what was spent on foreign guests, which needs no count of others.
fn is_foreign_paid(said: &[Quantity<'_>]) -> bool {
    let is_foreign =
        |name: &str| ["外宾", "外事", "国外", "（境）外"].iter().any(|it| name.contains(it));
    said.iter().any(|it| it.value > 0 && is_foreign(it.name))
}

/// Whether a quantity is what such an expense came to, and not what it came to last year.
fn spent(quantity: &Quantity<'_>, names: &[&str]) -> bool {
    const ENDS: [&str; 6] = ["为", "数", "决算", "预算", "支出", "共"];
    let mut name = quantity.name;
    while let Some(shorter) = ENDS.iter().find_map(|end| name.strip_suffix(end)) {
        name = shorter;
    }
    names.iter().any(|word| name.ends_with(word)) && !name.contains("上年")
}

/// Whether the words before a quantity end with one of these names.
fn named(quantity: &Quantity<'_>, names: &[&str]) -> bool {
    let name = quantity.name.trim_end_matches(['为', '共', '了']);
    let bare = name.trim_end_matches(['数', '量']);
    names.iter().any(|word| name.ends_with(word) || bare.ends_with(word))
}

/// Whether words name a year that is not the document's.
fn is_of_other_year(context: &Context<'_>, words: &str) -> bool {
    let own = context.disclosure.year.map(|year| year.0);
    own.is_some() && year(words).is_some_and(|year| Some(year) != own)
}

/// What is found, if it is one alone.
fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    found.next().filter(|_| found.next().is_none())
}

fn advised(violation: Violation) -> Violation {
    violation.advice(
        "核对数量和金额，改正其中一处；由其他资金负担的，加以说明。",
        "Compare the count and the amount and correct one; say so where other money paid.",
    )
}

/// More receptions than people who were received.
fn batches(line: &Line<'_>, said: &[Quantity<'_>]) -> Option<Violation> {
    let has = |it: &Quantity<'_>, names: &[&str]| names.iter().any(|name| it.name.contains(name));
    let (one, other) = said.iter().zip(said.iter().skip(1)).find(|(one, other)| {
        // 4个批次、累计3人次
        let counts_groups = || {
            let behind = line.words.get(one.end..).unwrap_or_default();
            has(one, &["批次", "团组"]) || behind.starts_with("批次") || behind.starts_with("团组")
        };
        let is_group = ["批次", "批"].contains(&one.unit) || one.unit == "个" && counts_groups();
        // 国内公务接待9批次,8人
        let is_of_people = other.unit == "人次"
            || other.unit == "人" && (other.name.is_empty() || has(other, &["接待", "人次"]));
        let is_pair = is_group && is_of_people && other.at - one.end <= LISTED;
        let is_received = has(one, &["接待", "来访", "来宾", "团组", "批次", "累计"]);
        is_pair && is_received && one.value > other.value && other.value > 0
    })?;
    let words = line.words.get(one.at..other.end)?;
    let message = Message::new(
        format!("“{words}”：接待的批次比人次还多。"),
        format!("“{words}”: there are more receptions than people who were received."),
    );
    let violation = Violation::on(line, message).printed(words);
    Some(
        violation
            .advice("核对批次和人次，可能写反了。", "Compare both; they may have changed places."),
    )
}

/// An amount of such an expense in the document's year, where all of them contradict the count.
fn contradicting<'a>(
    context: &'a Context<'_>,
    memo: Node,
    is_some: bool,
) -> Option<&'a Observation> {
    let year = context.disclosure.year?;
    let all = context.disclosure.observations.iter();
    let own = all.filter(|seen| seen.scope.memo == memo && seen.scope.year == Some(year));
    let mut own = own.filter(|seen| seen.value.printed().is_some()).peekable();
    let first = *own.peek()?;
    own.all(|seen| seen.value.is_zero() == is_some).then_some(first)
}
