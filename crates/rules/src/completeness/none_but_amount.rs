#![doc = include_str!("../../pages/YS338.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation};
use crate::quantity::quantities;
use crate::views::titles::year;
use disclosure::Observation;
use ledger::{Node, Scope, Stage, Year, nodes};
use message::Message;

/// Words that say that there is none of what they precede.
const NONE: [&str; 8] =
    ["没有", "未发生", "未安排", "未产生", "本单位无", "本部门无", "我单位无", "我局无"];
/// What may follow a name before its amount.
const NEAR: usize = 6;
/// Words of a clause whose amount is another year's or another stage's.
const OTHER: [&str; 12] =
    ["上年", "去年", "年初", "安排", "预算数", "预算为", "增加", "减少", "比", "较", "原", "其他"];

/// Words that say that there is none of the money that they precede.
const NO_MONEY: [&str; 4] = ["没有", "未安排", "无", "未使用"];
/// Words that say that something was not done, and how the name of what it is may go on.
const NOT_DONE: [&str; 14] = [
    "没有",
    "未发生",
    "未安排",
    "未产生",
    "未召开",
    "未举办",
    "未开展",
    "未组织",
    "未购置",
    "未更新",
    "未新购",
    "未新增",
    "无",
    "不安排",
];
const OTHERS: [&str; 5] = ["参加", "选派", "选送", "承办", "参训"];
const VERBS: [&str; 7] = ["购置", "更新", "召开", "举办", "组织", "开展", "安排"];
const ACTS: [&str; 6] = ["事项", "任务", "活动", "事宜", "人员", "班"];

/// Expenses, and what there has to be for them.
const NEEDED: [(&[&str], &[&str]); 3] = [
    (&["公务用车运行维护费", "公务用车运行费"], &["公务用车", "公务车辆"]),
    (
        &["公务接待费"],
        &["公务接待", "接待任务", "公务接待任务", "公务接待活动", "公务接待支出", "公务接待费"],
    ),
    (
        &["因公出国（境）费"],
        &["因公出国（境）", "出国（境）任务", "因公出国（境）任务", "因公出国（境）费用"],
    ),
];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose().filter(|line| !line.is_draft) {
        let said = contradiction(&line.words).or_else(|| reason(context, &line.words));
        let Some((none, amount)) = said.filter(|_| line.says_yuan) else {
            if let Some(violation) = elsewhere(context, line) {
                found.push(violation);
            }
            continue;
        };
        let message = Message::new(
            format!("“{amount}”与“{none}”矛盾。"),
            format!("“{amount}” and “{none}” contradict each other."),
        );
        found.push(Violation::on(line, message).printed(none).advice(
            "核对有无这项收支，改正其中一处。",
            "Check whether there was any, and correct one of them.",
        ));
    }
}

/// Words that say that something was not done, or that there is no money of a fund, of which the
/// document prints an amount.
fn elsewhere(context: &Context<'_>, line: &Line<'_>) -> Option<Violation> {
    // What several bodies did is not told apart.
    let own = context.disclosure.year.or_else(|| year(&line.words).map(Year));
    let own = own.filter(|_| context.disclosure.units.is_empty())?;
    let is_others = |words: &str| OTHERS.iter().any(|word| words.contains(word));
    let (words, seen) = line.words.split(['。', '；']).find_map(|sentence| {
        let is_own = year(sentence).is_none_or(|year| year == own.0) && is_of_one_year(sentence);
        let is_other = ["上年", "去年", "以前", "除"].iter().any(|it| sentence.contains(it));
        let clauses = sentence.split(['，', '、', '：']).filter(|_| is_own && !is_other);
        let mut none = clauses.filter_map(|words| Some((words, none(words)?)));
        none.find_map(|(words, none)| Some((words, none.printed(context, own)?)))
    })?;
    // Who goes to others' meetings held none.
    let at = context.index.at(&seen.place).and_then(|at| context.index.lines.get(at));
    if is_others(&line.words) || at.is_some_and(|line| is_others(&line.words)) {
        return None;
    }
    let (printed, label) = (seen.value.printed()?.to_string(), &seen.source.label);
    let message = Message::new(
        format!("“{words}”，别处却有“{label}”{printed}。"),
        format!("“{words}”, but “{label}” is {printed} elsewhere."),
    );
    let what = Message::new(label.to_string(), label.to_string());
    let violation = Violation::on(line, message).because(&seen.place, what, &printed);
    Some(violation.printed(words).advice(
        "核对有无这项收支，改正其中一处。",
        "Check whether there was any, and correct one of them.",
    ))
}

/// What a clause says that there is none of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nothing {
    /// An expense, as what it pays for was not done.
    Expense(Node),
    /// Income of a fund, or spending from it.
    Money { fund: Node, flow: Node },
}

impl Nothing {
    /// An amount of it in the document's year that is not nothing; none if any is.
    fn printed<'c>(self, context: &'c Context<'_>, year: Year) -> Option<&'c Observation> {
        let all = context.disclosure.observations.iter();
        let own = all.filter(|seen| seen.scope.year == Some(year));
        let is_done = own.clone().any(|seen| seen.scope.stage == Stage::FinalAccounts);
        let stage = if is_done { Stage::FinalAccounts } else { Stage::Budget };
        let is_it = |seen: &&Observation| match self {
            Self::Expense(memo) => seen.scope.memo == memo,
            // What is received need not be spent at once, but is planned to be.
            Self::Money { fund, flow } => {
                let is_planned = !is_done && flow == nodes().spent;
                let is_flow =
                    seen.scope.flow == flow || is_planned && seen.scope.flow == nodes().received;
                seen.scope.fund == fund && is_flow && is_whole(&seen.scope)
            }
        };
        let own = own.filter(|seen| seen.scope.stage == stage && seen.value.printed().is_some());
        let mut own = own.filter(is_it).peekable();
        let first = *own.peek()?;
        own.all(|seen| !seen.value.is_zero()).then_some(first)
    }
}

/// Whether a scope is of all functions and purposes, so that an amount of nothing says that there is none.
fn is_whole(scope: &Scope) -> bool {
    let whole = Scope::whole(scope.entity, scope.year, scope.stage);
    let Scope { fund, flow, memo, .. } = *scope;
    *scope == Scope { fund, flow, memo, ..whole }
}

/// What a clause says that there is none of, if it names just that.
fn none(clause: &str) -> Option<Nothing> {
    let nodes = nodes();
    let behind = |words: &[&str]| {
        let ends = words.iter().filter_map(|word| Some(clause.find(word)? + word.len()));
        ends.max().and_then(|end| clause.get(end..))
    };
    if let Some(name) = behind(&NO_MONEY) {
        let name = name.trim_start_matches("使用").trim_start_matches("安排");
        let funds = [("政府性基金", nodes.government_fund), ("国有资本经营", nodes.state_capital)];
        let flows = [("收入", nodes.received), ("支出", nodes.spent)];
        let fund = funds.into_iter().find(|(words, _)| name.starts_with(words));
        let flow = flows.into_iter().find(|(words, _)| name.ends_with(words));
        if let (Some((_, fund)), Some((_, flow))) = (fund, flow) {
            return Some(Nothing::Money { fund, flow });
        }
    }
    let name = behind(&NOT_DONE)?;
    let bare = VERBS.iter().fold(name, |name, verb| name.strip_prefix(verb).unwrap_or(name));
    let bare = ACTS.iter().fold(bare, |name, act| name.strip_suffix(act).unwrap_or(name));
    let buys = ["购置", "更新", "新购"].iter().any(|verb| clause.contains(verb));
    let memo = match bare {
        "因公出国（境）" | "因公出国" | "因公临时出国（境）" => nodes.abroad,
        "会议" => nodes.meetings,
        "培训" => nodes.training,
        "公务接待" => nodes.reception,
        "公务用车" | "公务车辆" | "车辆" if buys => nodes.vehicle_purchase,
        "“三公”经费支出" | "“三公”经费财政拨款支出" => nodes.three_public,
        _ => return None,
    };
    Some(Nothing::Expense(memo))
}

/// Words that say that there is none of a thing, and the amount of it in the same paragraph.
fn contradiction(words: &str) -> Option<(&str, &str)> {
    // Who hires cars has none.
    if !is_of_one_year(words) || words.contains('租') {
        return None;
    }
    let said = quantities(words);
    NONE.iter().find_map(|none| {
        let at = words.find(none)?;
        let rest = words.get(at + none.len()..)?;
        let name = rest.get(..rest.find(['，', '。', '；', '、'])?)?;
        let name = name.strip_prefix("使用").unwrap_or(name);
        let thing = ["收入", "支出"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
        let is_known = (4..=16).contains(&thing.chars().count());
        let amount = said.iter().find(|it| {
            let behind = it.name.rsplit_once(thing).map(|(_, behind)| behind);
            let behind = behind.map(|it| it.trim_end_matches("支出"));
            let is_near = behind.is_some_and(|it| it.chars().count() <= NEAR);
            let is_own = !OTHER.iter().any(|word| it.name.contains(word));
            is_near && is_own && it.value > 0 && it.yuan().is_some()
        })?;
        let none = words.get(at..at + none.len() + (rest.len() - rest.get(name.len()..)?.len()))?;
        is_known.then(|| (none, amount.words(words)))
    })
}

/// The amount of an expense, and a reason that says that there was nothing of what it is for:
/// `公务接待费2.40万元，与上年持平，主要原因是本年无公务接待`.
fn reason<'w>(context: &Context<'_>, words: &'w str) -> Option<(&'w str, &'w str)> {
    const NONE: [&str; 5] = ["没有", "未发生", "未安排", "未产生", "无"];
    const OWN: [&str; 6] = ["本部门", "本单位", "本年度", "本年", "今年", "全年"];
    words.split(['。', '；']).find_map(|sentence| {
        let (head, reason) =
            ["原因是", "原因为", "原因："].iter().find_map(|it| sentence.split_once(it))?;
        let named = NEEDED.iter().filter_map(|(names, needed)| {
            Some((names.iter().filter_map(|name| head.rfind(name)).max()?, needed))
        });
        let (at, needed) = named.max_by_key(|(at, _)| *at)?;
        let said = quantities(head);
        let mut amounts = said.iter().filter(|it| it.at > at && it.yuan().is_some());
        let amount = *amounts.next().filter(|it| it.value > 0)?;
        let is_some = amounts.all(|it| it.value > 0) && !reason.contains('租');
        let none = reason.split(['，', '、']).find(|clause| {
            let own = context.disclosure.year.map(|year| year.0.to_string()).unwrap_or_default();
            let clause = clause.strip_prefix(&own).filter(|_| !own.is_empty()).unwrap_or(clause);
            let clause = clause.trim_start_matches('年').trim_start_matches('度');
            let clause = OWN.iter().fold(clause, |it, own| it.strip_prefix(own).unwrap_or(it));
            let thing = NONE.iter().find_map(|none| clause.strip_prefix(none));
            thing.is_some_and(|thing| needed.contains(&thing))
        })?;
        is_some.then(|| (none, amount.words(head)))
    })
}

/// Whether a paragraph names one year at most.
fn is_of_one_year(words: &str) -> bool {
    let mut years = words.match_indices('年').filter_map(|(at, _)| {
        let year = words.get(at.checked_sub(4)?..at)?;
        year.parse::<u16>().ok()
    });
    let first = years.next();
    years.all(|year| Some(year) == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_none_of_is_named_alone() {
        let nodes = nodes();
        let expense = |node| Some(Nothing::Expense(node));
        assert_eq!(none("全年未安排因公出国（境）任务"), expense(nodes.abroad));
        assert_eq!(none("本单位没有召开会议"), expense(nodes.meetings));
        assert_eq!(none("未更新公务用车"), expense(nodes.vehicle_purchase));
        assert_eq!(none("未发生国（境）外公务接待"), None);
        assert_eq!(none("未召开大型会议"), None);
        assert_eq!(none("没有公务用车"), None);
        let (fund, flow) = (nodes.government_fund, nodes.spent);
        let money = Nothing::Money { fund, flow };
        assert_eq!(none("本部门没有政府性基金预算安排的支出"), Some(money));
        assert_eq!(none("没有政府性基金预算结转"), None);
    }
}
