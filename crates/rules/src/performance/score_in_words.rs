#![doc = include_str!("../../pages/YS226.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use crate::quantity::{Quantity, quantities, without_brackets};
use message::Message;

/// Millionths in one.
const ONE: i128 = 1_000_000;
/// The grades by the least points of each.
const GRADES: [(&str, i128); 4] = [("优", 90), ("良", 80), ("中", 60), ("差", 0)];
/// Words of a clause that prints a score.
const SCORES: [&str; 4] = ["得分", "评分", "得分为", "总分"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose().filter(|line| !line.is_draft) {
        let is_score = line.words.contains('分') || line.words.contains('优');
        if !is_score {
            continue;
        }
        for sentence in line.words.split('。') {
            let wrong = sum(sentence)
                .or_else(|| over(sentence))
                .or_else(|| grade(sentence))
                .or_else(|| graded(sentence));
            let Some((words, zh, en)) = wrong else { continue };
            let message = Message::new(format!("“{words}”：{zh}。"), format!("“{words}”: {en}."));
            found.push(Violation::on(line, message).printed(words).advice(
                "核对得分、项目数和等级，改正其中一处。",
                "Compare scores, numbers of projects and grades, and correct one.",
            ));
        }
    }
}

/// What is wrong, with the printed words, in both languages.
type Wrong = (String, String, String);

/// Points of several indicators that are summed up as something else.
fn sum(sentence: &str) -> Option<Wrong> {
    let plain = without_brackets(sentence);
    let (parts, total) = plain.split_once("合计")?;
    let total =
        *quantities(total).first().filter(|it| it.unit == "分" && it.name.chars().count() < 3)?;
    let parts = quantities(parts);
    let are_points = parts.iter().all(|it| it.unit == "分" && !it.name.contains("满分"));
    let sum: i128 = parts.iter().map(|it| it.value).sum();
    let is_list = parts.len() > 2 && are_points && !plain.contains("其中");
    let right = points(sum);
    (is_list && sum != total.value).then(|| {
        (
            format!("合计{}分", total.printed),
            format!("各项相加是{right}分"),
            format!("the parts come to {right} points"),
        )
    })
}

/// A score above the full marks.
fn over(sentence: &str) -> Option<Wrong> {
    let said = quantities(sentence);
    let full = said.iter().find(|it| it.unit == "分" && it.name.ends_with("满分"));
    let full = full.map_or(100 * ONE, |it| it.value);
    let score = said.iter().find(|it| is_score(it) && it.value > full)?;
    // Where extra points are given, or a whole other scale is in use.
    let is_other =
        sentence.contains("加分") || score.value > 2 * full || !sentence.contains("自评");
    (!is_other).then(|| {
        (
            around(sentence, score.at, score.end),
            format!("得分超过满分{}分", points(full)),
            format!("the score is above the full {} points", points(full)),
        )
    })
}

/// A grade that the score in its sentence does not have, where the sentence says what 优 is.
fn grade(sentence: &str) -> Option<Wrong> {
    let (_, scale) = sentence.split_once("90分")?;
    scale.split('，').next().filter(|scale| scale.contains('优'))?;
    let said = quantities(sentence);
    let mut scores = said.iter().filter(|it| is_score(it));
    let (Some(score), None) = (scores.next(), scores.next()) else { return None };
    let (_, rest) = sentence.split_once("等级")?;
    let rest = rest.trim_start_matches(['为', '是', '“']);
    let (printed, _) = GRADES.into_iter().find(|(grade, _)| rest.starts_with(grade))?;
    let (right, _) = GRADES.into_iter().find(|(_, least)| score.value >= least * ONE)?;
    (printed != right).then(|| {
        (
            around(sentence, score.at, score.end),
            format!("{}分的等级是“{right}”，这里写“{printed}”", score.printed),
            format!("{} points are {right}, the text says {printed}", score.printed),
        )
    })
}

/// Projects by grade that are not as many as were graded.
fn graded(sentence: &str) -> Option<Wrong> {
    if !sentence.contains('优') || !sentence.contains('良') || !sentence.contains('差') {
        return None;
    }
    let said = quantities(sentence);
    let (whole, parts) = said.split_first()?;
    let is_grade = |it: &Quantity<'_>| {
        let name = it.name.trim_end_matches(['的', '”', '为', '有']);
        it.unit == "个" && GRADES.iter().any(|(grade, _)| name.ends_with(grade))
    };
    let sum: i128 = parts.iter().map(|it| it.value).sum();
    let is_list =
        whole.unit == "个" && parts.len() >= GRADES.len() - 1 && parts.iter().all(is_grade);
    let is_project = sentence.get(whole.end..)?.starts_with("项目")
        || sentence.get(whole.end..)?.starts_with("预算项目");
    (is_list && is_project && sum != whole.value).then(|| {
        (
            around(sentence, whole.at, whole.end),
            format!("各等级相加是{}个", points(sum)),
            format!("the grades come to {} projects", points(sum)),
        )
    })
}

fn is_score(it: &Quantity<'_>) -> bool {
    it.unit == "分" && SCORES.iter().any(|word| it.name.trim_end_matches('为').ends_with(word))
}

/// A number of millionths as one writes it.
fn points(value: i128) -> String {
    let (whole, rest) = (value / ONE, value % ONE);
    let decimals = format!("{rest:06}");
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { whole.to_string() } else { format!("{whole}.{decimals}") }
}
