//! Forms of objectives and self-evaluation sheets against themselves and against what the text says of
//! them.

use super::super::score_sum::{is, number, points};
use super::{FISCAL, OTHERS, TOTALS, amount, name};
use crate::index::{Line, fold};
use crate::lint::{Context, Sink, Violation};
use crate::quantity::{Quantity, quantities};
use crate::search::parted;
use document::{Cell, Table};
use ledger::{Amount, Printed};
use message::Message;

/// The money of a project's year in forms that list where it comes from and what it is for.
const YEAR: &str = "项目当年预算";
/// The heads of both lists, the second of which names parts of the project.
const SOURCES: &str = "资金来源";
const PARTS: &str = "子项目名称";
/// Millionths of a yuan in 分.
const FEN: i128 = 10_000;

/// A form with its project.
struct Form<'t> {
    table: &'t Table,
    project: String,
    /// Whether it is one of self-evaluation.
    is_evaluation: bool,
}

pub(super) fn check(context: &Context<'_>, found: &mut Sink) {
    let tables = context.index.tables_with(context.document, &["项目名称"]);
    let forms: Vec<Form<'_>> = tables.filter_map(form).collect();
    for form in &forms {
        found_in(form.table, found);
        against_text(context, form, &forms, found);
    }
    counted(context, &forms, found);
    for line in context.index.prose() {
        if let Some(violation) = listed(line) {
            found.push(violation);
        }
    }
}

/// A table with indicators and the name of its project.
fn form(table: &Table) -> Option<Form<'_>> {
    let label = table.cells.iter().find(|cell| name(cell) == "项目名称")?;
    let project = beside(table, label)?;
    let has = |head: &str| table.cells.iter().any(|cell| is(cell, head));
    let is_evaluation = has("得分");
    (has("三级指标") || has("指标名称")).then(|| Form {
        table,
        project: fold(&project.text).into_owned(),
        is_evaluation,
    })
}

/// The filled cell to the right of a label.
fn beside<'t>(table: &'t Table, label: &Cell) -> Option<&'t Cell> {
    let mut right = table.row(label.row).iter().filter(|cell| cell.column > label.column);
    right.find(|cell| !cell.text.trim().is_empty())
}

/// The lists of a form that do not come to its money, and dates of which the second is first.
fn found_in(table: &Table, found: &mut Sink) {
    let labelled = |label: &str| table.cells.iter().find(|cell| name(cell) == label);
    let dates = ["计划开始日期", "计划完成日期"].map(|label| beside(table, labelled(label)?));
    if let [Some(begin), Some(end)] = dates
        && let (Some(from), Some(to)) = (date(&begin.text), date(&end.text))
        && to < from
    {
        let (from, to) = (begin.text.trim(), end.text.trim());
        let message = Message::new(
            format!("计划完成日期{to}在开始日期{from}之前。"),
            format!("The project ends on {to}, before it begins on {from}."),
        );
        found.push(
            Violation::new(&end.place, message)
                .printed(to)
                .advice("更正日期。", "Correct the date."),
        );
    }
    let Some((_, whole)) = labelled(YEAR).and_then(|label| amount(table, label)) else { return };
    for head in [SOURCES, PARTS] {
        let Some(label) = labelled(head) else { continue };
        let rows = (label.row + 1..table.rows).map_while(|row| {
            let first = table.row(row).iter().find(|cell| !cell.text.trim().is_empty())?;
            let is_source = [&FISCAL[..], &OTHERS[..]].iter().any(|it| it.contains(&&*name(first)));
            let (cell, _) = amount(table, first)?;
            // The list's own head gives the unit.
            let head = beside(table, label)?;
            let unit = fold(&head.text).contains("（元）").then_some(ledger::MoneyUnit::Yuan)?;
            let printed = Printed::parse(fold(&cell.text).trim(), unit).ok()?;
            (head.row == label.row && (is_source || head.text.contains("预算")))
                .then_some((cell, printed))
        });
        let rows: Vec<(&Cell, Printed)> = rows.collect();
        let sum: i64 = rows.iter().map(|(_, printed)| printed.nominal().fen()).sum();
        let Some((first, _)) = rows.first().filter(|_| sum != whole.nominal().fen()) else {
            continue;
        };
        let sum = whole.in_format_of(Amount::from_fen(sum));
        let message = Message::new(
            format!("{YEAR}{whole}，按“{head}”相加是{sum}。"),
            format!("The project's money is {whole}; its list “{head}” comes to {sum}."),
        );
        found.push(
            Violation::new(&first.place, message)
                .printed(first.text.as_str())
                .expected(whole.to_string())
                .advice("核对各项金额，改正其中一处。", "Compare the amounts and correct one."),
        );
    }
}

/// Year, month and day of `2031-01-31` or `2031年1月31日`.
fn date(text: &str) -> Option<(u16, u8, u8)> {
    let mut parts = text.trim().trim_end_matches('日').split(['-', '/', '.', '年', '月']);
    let year = parts.next()?.parse().ok().filter(|year| *year > 1900)?;
    let date = (year, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    parts.next().is_none().then_some(date)
}

/// The money of a form where the text gives another amount for the same project.
fn against_text(context: &Context<'_>, form: &Form<'_>, forms: &[Form<'_>], found: &mut Sink) {
    let table = form.table;
    let is_named = |cell: &&Cell| {
        let name = name(cell);
        [&TOTALS[..], &FISCAL[..], &[YEAR]].iter().any(|it| it.contains(&&*name))
    };
    let amounts: Vec<(&Cell, Printed)> =
        table.cells.iter().filter(is_named).filter_map(|cell| amount(table, cell)).collect();
    let is_only = forms.iter().filter(|other| other.project == form.project).count() == 1;
    let Some((cell, printed)) = amounts.first().filter(|_| is_only && !form.is_evaluation) else {
        return;
    };
    let said = context.index.prose().filter(|line| line.words.contains(&form.project));
    let said = said.filter(|line| line.words.contains("绩效目标")).find_map(|line| {
        let all = quantities(&line.words);
        let it = *all.iter().find(|it| it.name == form.project && it.yuan().is_some())?;
        Some((line, it.yuan()?, it.words(&line.words)))
    });
    let Some((line, (yuan, half), words)) = said else { return };
    let agrees =
        |printed: &Printed| (i128::from(printed.nominal().fen()) * FEN - yuan).abs() <= half;
    if amounts.iter().any(|(_, printed)| agrees(printed)) {
        return;
    }
    let message = Message::new(
        format!("绩效目标表里这个项目是{printed}，文中写“{words}”。"),
        format!("The form gives the project {printed}; the text says “{words}”."),
    );
    let what = Message::new("文中的金额", "the amount in the text");
    let violation = Violation::new(&cell.place, message).printed(cell.text.as_str());
    found.push(
        violation
            .because(line.place, what, words)
            .advice("核对两处的金额，改正其中一处。", "Compare both amounts and correct one."),
    );
}

/// The number of projects, their money and their mean score, as the text gives them, against the
/// forms and the sheets.
fn counted(context: &Context<'_>, forms: &[Form<'_>], found: &mut Sink) {
    let plans = forms.iter().filter(|form| !form.is_evaluation).count();
    let sheets: Vec<&Form<'_>> = forms.iter().filter(|form| form.is_evaluation).collect();
    for line in context.index.prose().filter(|line| line.words.contains("项目")) {
        let said = quantities(&line.words);
        let is_of = |it: &&Quantity<'_>, what: &str| {
            it.unit == "个"
                && it.name.contains(what)
                && it.name.trim_end_matches('共').ends_with("项目")
        };
        let goals = said.iter().find(|it| is_of(it, "编报绩效目标")).and_then(Quantity::whole);
        let plans_of = i128::try_from(plans).ok();
        if let Some((goals, plans)) = goals.zip(plans_of).filter(|(goals, plans)| plans > goals) {
            let message = Message::new(
                format!("文中写编报绩效目标的项目{goals}个，后面的绩效目标表有{plans}张。"),
                format!(
                    "The text counts {goals} projects with objectives; there are {plans} forms."
                ),
            );
            found.push(
                Violation::on(line, message)
                    .printed(goals.to_string())
                    .advice("核对项目个数和绩效目标表。", "Compare the count with the forms."),
            );
        }
        if let Some((one, other)) = stages(&line.words, &said) {
            let message = Message::new(
                format!("“{other}”与前面的“{one}”对不上。"),
                format!("“{other}” does not go with “{one}” before it."),
            );
            found.push(Violation::on(line, message).printed(other).advice(
                "核对项目个数和金额，改正其中一处。",
                "Compare the counts and the amounts, and correct one.",
            ));
        }
        let at = said.iter().position(|it| is_of(&it, "绩效自评"));
        let Some((at, count)) = at.and_then(|at| Some((at, said.get(at)?.whole()?))) else {
            continue;
        };
        if i128::try_from(sheets.len()).ok() != Some(count) || count < 2 {
            continue;
        }
        let behind = || said.iter().skip(at + 1).take(2);
        let money = behind().find(|it| it.yuan().is_some());
        let mean = behind().find(|it| it.unit == "分" && it.name.contains("平均"));
        let odd = money
            .and_then(|it| sum_differs(&sheets, it))
            .map(|sum| (sum, "资金", "money"))
            .or_else(|| Some((mean_differs(&sheets, mean?)?, "平均得分", "mean score")));
        let Some((right, what, english)) = odd else { continue };
        let message = Message::new(
            format!("后面{count}张自评表的{what}是{right}，与这里写的不同。"),
            format!("The {english} of the {count} sheets is {right}, not what the text says."),
        );
        found.push(Violation::on(line, message).printed(what).expected(right).advice(
            "核对文中的数和各张自评表，改正其中一处。",
            "Compare the text with the sheets and correct one.",
        ));
    }
}

/// More projects that are watched or evaluated than have objectives, or as many with ten times the
/// money.
fn stages<'w>(words: &'w str, said: &[Quantity<'_>]) -> Option<(&'w str, &'w str)> {
    let counted = |what: &str| {
        let is_it = |it: &&Quantity<'_>| it.unit == "个" && it.name.contains(what);
        let at = said.iter().position(|it| is_it(&it) && it.name.ends_with("项目"))?;
        Some((said.get(at)?, said.get(at + 1).filter(|it| it.yuan().is_some())))
    };
    let (goals, money) = counted("编报绩效目标")?;
    ["绩效跟踪", "绩效自评"].iter().find_map(|what| {
        let (count, other) = counted(what)?;
        if count.value > goals.value {
            return Some((goals.words(words), count.words(words)));
        }
        let (one, other) = (money?, other?);
        let (large, small) = (one.value.max(other.value), one.value.min(other.value));
        let is_shifted = [10, 100].iter().any(|power| small > 0 && small * power == large);
        (count.value == goals.value && is_shifted && one.unit == other.unit)
            .then(|| (one.words(words), other.words(words)))
    })
}

/// The sum of the sheets' money in 万元, if it is in no column what the text says.
fn sum_differs(sheets: &[&Form<'_>], said: &Quantity<'_>) -> Option<String> {
    let (yuan, half) = said.yuan()?;
    let rows: Vec<Vec<i64>> = sheets.iter().map(|sheet| amounts(sheet.table)).collect();
    let columns = rows.iter().map(Vec::len).min().filter(|columns| *columns > 0)?;
    let sum = |column: usize| rows.iter().filter_map(|row| row.get(column)).sum::<i64>();
    let agrees = |column: usize| (i128::from(sum(column)) * FEN - yuan).abs() <= half;
    let all: Vec<usize> = (0..columns).collect();
    let right = sum(*all.get(1).or_else(|| all.first())?);
    (!all.iter().any(|column| agrees(*column))).then(|| points(right / 10_000))
}

/// The amounts of a sheet's row of all its money, in 分.
fn amounts(table: &Table) -> Vec<i64> {
    const COLUMNS: usize = 3;
    let label = table.cells.iter().find(|cell| TOTALS.contains(&&*name(cell)));
    let Some(label) = label else { return Vec::new() };
    let Some((_, first)) = amount(table, label) else { return Vec::new() };
    let right = table.row(label.row).iter().filter(|cell| cell.column > label.column);
    let unit = first.unit();
    let parsed = right.map_while(|cell| Printed::parse(fold(&cell.text).trim(), unit).ok());
    parsed.take(COLUMNS).map(|printed| printed.nominal().fen()).collect()
}

/// The mean of the sheets' total scores, if it is not what the text says.
fn mean_differs(sheets: &[&Form<'_>], said: &Quantity<'_>) -> Option<String> {
    let score = |form: &&Form<'_>| {
        let total = form.table.cells.iter().find(|cell| is(cell, "总分"))?;
        form.table.row(total.row).iter().rev().find_map(number)
    };
    let scores: Vec<i64> = sheets.iter().map(score).collect::<Option<_>>()?;
    let count = i64::try_from(scores.len()).ok().filter(|count| *count > 0)?;
    let mean = scores.iter().sum::<i64>() / count;
    // Millionths and hundredths.
    let difference = (i128::from(mean) * FEN - said.value).abs();
    (difference > said.half() + FEN).then(|| points(mean))
}

/// Two projects with their money that do not come to all of it:
/// `项目共2个，涉及资金76.00万元。其中：甲46.00万元，乙31.00万元`. Three are a sum that is checked as one.
fn listed(line: &Line<'_>) -> Option<Violation> {
    const TWO: usize = 2;
    let (head, tail) = parted(&line.words, "。其中：")?;
    let head = head.rsplit('。').next()?;
    let tail = tail.split('。').next()?;
    let said = quantities(head);
    let (whole, counts) = said.split_last()?;
    let count = counts.last().filter(|it| it.unit == "个" && it.name.contains("项目"))?;
    let parts = quantities(tail);
    let is_list = parts.len() == TWO
        && count.whole() == Some(2)
        && head.contains("绩效目标")
        && parts.iter().all(|it| it.yuan().is_some());
    let (all, half) = whole.yuan()?;
    let sums = parts.iter().filter_map(Quantity::yuan);
    let (sum, slack) =
        sums.fold((0, half), |(sum, slack), (yuan, half)| (sum + yuan, slack + half));
    if !is_list || (sum - all).abs() <= slack {
        return None;
    }
    let right = points(i64::try_from(sum / FEN / 10_000).ok()?);
    let words = whole.words(head);
    let message = Message::new(
        format!("“{words}”，后面两项相加是{right}万元。"),
        format!("“{words}”; both projects come to {right} 万元."),
    );
    Some(Violation::on(line, message).printed(words).expected(right).advice(
        "核对合计和各项，改正其中一处。",
        "Compare the total with its parts and correct one.",
    ))
}
