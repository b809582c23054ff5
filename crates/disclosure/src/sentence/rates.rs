//! Rates under other names than a share: `预算9万元,支出8万元,执行率89%`, `送审9万元,审减1万元,审减率11%`,
//! `收入9万元,其中税收6万元,税收占比67%`.

use super::figures::{Figure, Role};
use super::marks::percentages;
use crate::model::Assertion;
use ledger::{Amount, Percent};

/// Rates of what was spent or received in what was planned or given.
const DONE: [&str; 10] = [
    "执行率",
    "执行比例",
    "执行进度",
    "支出进度",
    "支出率",
    "使用率",
    "支付率",
    "完成率",
    "支付进度",
    "采购率",
];
/// How what was planned or given is called.
const PLANNED: [&str; 10] = [
    "预算",
    "预算数",
    "预算金额",
    "到位",
    "到位资金",
    "下达",
    "计划",
    "计划数",
    "指标",
    "可用资金",
];
/// How what was spent or received is called.
const SPENT: [&str; 7] = ["执行", "支出", "使用", "完成", "支付", "决算", "采购"];
/// What says of an amount no more than in which stage it is.
const STAGES: [&str; 26] = [
    "总计",
    "合计",
    "年初预算数",
    "年初预算",
    "全年预算",
    "调整预算",
    "预算数",
    "预算",
    "决算数",
    "决算",
    "执行数",
    "执行",
    "支出",
    "使用",
    "完成",
    "支付",
    "采购",
    "资金",
    "实际",
    "全年",
    "累计",
    "收入",
    "为",
    "数",
    "已",
    "共",
];
/// What is saved of something.
const SAVED: [&str; 3] = ["审减", "核减", "节约"];

/// What `text` claims by its rates, and the words that do.
pub(super) fn rates<'t>(text: &'t str, figures: &[Figure<'_>]) -> Vec<(&'t str, Assertion)> {
    if figures.len() < 2 {
        return Vec::new();
    }
    let found = percentages(text).filter_map(|(range, percent)| {
        let before = text.get(..range.start)?;
        // 执行率89%(预算9万元,执行8万元): the rate belongs to the amounts in the brackets.
        let behind = text.get(range.end..)?;
        let own = behind.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        if own.is_some_and(|(inside, _)| inside.contains('元')) {
            return None;
        }
        let clause = before.rsplit([',', ';', '。', '(', '、']).next()?;
        let rate = clause.trim_end_matches(['为', '达', '到', ':', '是']);
        let read: Vec<&Figure<'_>> =
            figures.iter().filter(|it| it.range.end <= range.start).collect();
        let done = done(rate, clause, &read);
        let is_done = done.is_some();
        let (part, wholes) =
            done.or_else(|| saved(rate, &read)).or_else(|| divided(rate, &read))?;
        // Of several, one that fits is meant.
        let fits = |whole: &&&Figure<'_>| part.is_share(percent, whole.printed);
        let fitting = wholes.iter().find(fits);
        // Of what a rate of completion is goes without saying: of any amount before it, or of what several
        // of them come to.
        let others: Vec<&Figure<'_>> =
            read.iter().filter(|it| it.range != part.range).copied().collect();
        if is_done && fitting.is_none() && together_fit(part, percent, &others) {
            return None;
        }
        let whole = fitting.or_else(|| wholes.first())?.printed;
        let is_named = wholes.len() == 1 && (!is_done || others.len() == 1);
        let from = part.range.start.checked_sub(part.words.len())?;
        let says = Assertion::Takes { part: vec![part.term()], whole, percent, is_named };
        Some((text.get(from..range.end)?, says))
    });
    found.collect()
}

type Parted<'f, 'a> = (&'f Figure<'a>, Vec<&'f Figure<'a>>);

/// `预算9万元,支出8万元,执行率89%`, `支出8万元,为调整预算的89%`
fn done<'f, 'a>(rate: &str, clause: &str, read: &[&'f Figure<'a>]) -> Option<Parted<'f, 'a>> {
    let of = ['为', '占'].iter().find_map(|verb| clause.strip_prefix(*verb));
    let of = of.or_else(|| clause.strip_prefix("完成")).and_then(|of| of.strip_suffix('的'));
    let of = of.filter(|of| of.ends_with("预算") || of.ends_with("预算数"));
    if of.is_none() && !DONE.iter().any(|name| rate.ends_with(name)) {
        return None;
    }
    let (mut part, before) = read.split_last()?;
    // 支出8万元,预算9万元,完成预算的89%
    let turned: Vec<&'f Figure<'a>> = match of_sentence(read) {
        [one, other] if is_planned(other.words) && !is_planned(one.words) => vec![*other, *one],
        _ => Vec::new(),
    };
    let before = match turned.as_slice() {
        [_, done] => {
            part = done;
            turned.get(..1)?
        }
        _ => before,
    };
    let is_done = part.role == Role::Level && is_done(part.words) && !is_planned(part.words);
    let is_plan = |it: &&&Figure<'_>| {
        let is_same = is_bare(part.words) || name(it.words) == name(part.words);
        it.role == Role::Level && is_planned(it.words) && is_same
    };
    // 年初, 调整: which budget is meant may be said.
    let kind = ["年初", "调整", "全年"].into_iter().find(|kind| clause.contains(kind));
    let is_kind = |it: &&&Figure<'_>| kind.is_none_or(|kind| it.words.contains(kind));
    let own = of_sentence(before);
    let wholes: Vec<&'f Figure<'a>> =
        own.iter().rev().filter(is_plan).filter(is_kind).copied().collect();
    (is_done && !wholes.is_empty()).then_some((part, wholes))
}

/// Whether an amount is that share of one of `others`, or of the sum or the difference of two or three of them:
/// `年初预算9万元,追加2万元,支出8万元,执行率72.73%`.
fn together_fit(part: &Figure<'_>, percent: Percent, others: &[&Figure<'_>]) -> bool {
    const MOST: usize = 8;
    let near = others.get(others.len().saturating_sub(MOST)..).unwrap_or_default();
    let fits = |fen: i128| {
        let whole = i64::try_from(fen).ok().filter(|fen| *fen > 0);
        let like = near.first().map_or(part.printed, |it| it.printed);
        whole.is_some_and(|fen| part.is_share(percent, like.in_format_of(Amount::from_fen(fen))))
    };
    let mut sums: Vec<(usize, i128)> = vec![(0, 0)];
    for _ in 0..3 {
        let next = sums.iter().flat_map(|(from, sum)| {
            let rest = near.iter().enumerate().skip(*from);
            rest.flat_map(move |(at, it)| [(at + 1, sum + it.fen()), (at + 1, sum - it.fen())])
        });
        let next: Vec<(usize, i128)> = next.collect();
        if next.iter().any(|(_, sum)| fits(sum.abs())) {
            return true;
        }
        sums = next;
    }
    false
}

/// What the words of an amount name besides its stage.
fn name(words: &str) -> &str {
    let mut rest = words;
    while let Some(name) = STAGES.iter().find_map(|stage| rest.strip_suffix(stage)) {
        rest = name;
    }
    rest
}

/// Whether the words of an amount name nothing but its stage.
fn is_bare(words: &str) -> bool {
    let mut rest = words;
    while let Some(behind) = STAGES.iter().find_map(|stage| rest.strip_prefix(stage)) {
        rest = behind;
    }
    rest.is_empty()
}

fn is_planned(words: &str) -> bool {
    let words = words.trim_end_matches(['为', '是', '共']);
    PLANNED.iter().any(|name| words.ends_with(name))
}

fn is_done(words: &str) -> bool {
    SPENT.iter().any(|name| words.contains(name))
}

/// `送审9万元,审定8万元,审减1万元,审减率11%`
fn saved<'f, 'a>(rate: &str, read: &[&'f Figure<'a>]) -> Option<Parted<'f, 'a>> {
    let name =
        SAVED.iter().find(|name| rate.strip_suffix('率').is_some_and(|it| it.ends_with(**name)))?;
    let (part, before) = read.split_last().filter(|(part, _)| part.words.contains(name))?;
    let own = of_sentence(before);
    let levels = || own.iter().filter(|it| it.role == Role::Level);
    // What was asked for is what was given and what was saved.
    let whole = levels().find(|it| levels().any(|rest| rest.fen() + part.fen() == it.fen()))?;
    Some((part, vec![whole]))
}

/// `收入9万元,其中税收6万元,税收占比67%`
fn divided<'f, 'a>(rate: &str, read: &[&'f Figure<'a>]) -> Option<Parted<'f, 'a>> {
    let name = rate.strip_suffix("占比").or_else(|| rate.strip_suffix("比重"))?;
    let name = name.trim_end_matches("收入");
    if name.is_empty() {
        return None;
    }
    // 税收 is in 非税收入, too.
    let is_part = |it: &&&Figure<'_>| {
        let is_other = !name.contains("非税") && it.words.contains("非税");
        it.role == Role::Level && it.words.contains(name) && !is_other
    };
    let part = read.iter().rfind(is_part)?;
    let at = read.iter().position(|it| it.range == part.range)?;
    let first =
        (1..=at).rev().find(|at| read.get(*at).is_some_and(|it| it.gap.contains("其中")))?;
    let whole = read.get(first - 1).filter(|it| it.role == Role::Level)?;
    let is_one = read.get(first..=at)?.iter().all(|it| !it.gap.contains('。'));
    is_one.then(|| (*part, vec![*whole]))
}

/// The figures of the last sentence that has any.
fn of_sentence<'l, 'f, 'a>(before: &'l [&'f Figure<'a>]) -> &'l [&'f Figure<'a>] {
    let begins = |it: &&Figure<'_>| it.gap.contains('。');
    let first = before.iter().rposition(begins).unwrap_or(0);
    before.get(first..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::figures::figures;
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let print = |(_, says)| match says {
            Assertion::Takes { part, whole, percent, .. } => {
                let part = part.first().map(|it| it.printed.to_string()).unwrap_or_default();
                format!("{part}÷{whole}={percent}")
            }
            _ => String::new(),
        };
        rates(text, &figures(text)).into_iter().map(print).collect()
    }

    #[test]
    fn rates_are_of_what_was_planned() {
        assert_eq!(told("项目年初预算50万元,全年执行数46万元,预算执行率96%。"), ["46÷50=96%"]);
        assert_eq!(
            told("年初预算40万元,调整预算50万元,执行46万元,为调整预算的96%。"),
            ["46÷50=96%"]
        );
        assert_eq!(told("收入预算为30万元。执行结果:完成收入29万元,为预算的89%。"), ["29÷30=89%"]);
        assert_eq!(
            told("甲支出总计46万元,甲支出年初预算数50万元,完成年初预算的96%。"),
            ["46÷50=96%"]
        );
        assert_eq!(told("支出46万元,预算执行率96%。"), [""; 0]);
    }

    #[test]
    fn a_rate_may_be_of_what_several_amounts_come_to() {
        for text in [
            "上年结转30万元,当年下达20万元,合计50万元。已支出46万元,执行率92%。",
            "年初预算30万元,追加20万元,实际支出46万元,预算执行率92%。",
            "年初预算60万元,财政收回10万元,实际支出46万元,执行率92%。",
            "总预算90万元,基本支出50万元,执行46万元,执行率92%。",
        ] {
            assert!(told(text).iter().all(|told| told == "46÷50=92%"), "{text}");
        }
        assert_eq!(told("年初预算30万元,实际支出29万元,预算执行率92%。"), ["29÷30=92%"]);
    }

    #[test]
    fn what_is_saved_is_of_what_was_asked_for() {
        assert_eq!(told("送审金额5亿元,审定金额4亿元,审减1亿元,审减率15%。"), ["1÷5=15%"]);
        assert_eq!(told("收入9万元,其中税收收入6万元、非税收入3万元,税收占比66%。"), ["6÷9=66%"]);
        assert_eq!(told("收入9万元,其中税收收入6万元,税收比重66%。"), ["6÷9=66%"]);
        assert_eq!(told("收入9万元,税收收入6万元,税收占比66%。"), [""; 0]);
        assert_eq!(told("收入9万元,其中税收收入6万元,占比67%;非税收入3万元,占比33%。"), [""; 0]);
    }
}
