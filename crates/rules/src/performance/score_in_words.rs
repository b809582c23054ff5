#![doc = include_str!("../../pages/YS226.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use crate::quantity::{Quantity, quantities, without_brackets};
use message::Message;

/// Millionths in one.
const ONE: i128 = 1_000_000;
/// The grades by the least points of each.
const GRADES: [(&str, i128); 4] = [("优", 90), ("良", 80), ("中", 60), ("差", 0)];
/// The points that no scale gives a grade: from here for the better ones, up to here for the worse.
const NEVER: [(&str, i128, i128); 4] =
    [("优", 0, 80), ("良", 0, 65), ("中", 90, 101), ("差", 75, 101)];
/// Fewer points are of a scale that does not go to 100.
const LEAST: i128 = 30;
/// Words of a clause that prints a score.
const SCORES: [&str; 4] = ["得分", "评分", "得分为", "总分"];
/// Words of a clause that prints a grade.
const VERDICTS: [&str; 6] = ["等级", "等次", "档次", "结论", "评价结果", "自评结果"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose().filter(|line| !line.is_draft) {
        let is_score = line.words.contains(['分', '优', '%']);
        if !is_score {
            continue;
        }
        for sentence in line.words.split('。') {
            let wrong = sum(sentence)
                .or_else(|| over(sentence))
                .or_else(|| grade(sentence))
                .or_else(|| never(sentence))
                .or_else(|| graded(sentence))
                .or_else(|| share(sentence));
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

/// A grade that no usual scale gives to the score in its sentence.
fn never(sentence: &str) -> Option<Wrong> {
    let said = quantities(sentence);
    let mut scores = said.iter().filter(|it| it.unit == "分");
    // Points of one indicator are of another scale.
    let is_whole = |it: &&Quantity<'_>| {
        let parts = ["指标", "执行", "产出", "效益", "满意", "过程", "决策", "管理"];
        is_score(it) && it.value >= LEAST * ONE && !parts.iter().any(|part| it.name.contains(part))
    };
    let score = scores.next().filter(is_whole)?;
    let is_other = scores.any(|it| !it.name.contains("满分") || it.value != 100 * ONE);
    let rest = sentence.get(score.end..)?;
    let (_, rest) = VERDICTS.iter().find_map(|word| rest.split_once(word))?;
    let rest = rest.trim_start_matches(['为', '是', '：', '“', '评', '定']);
    let (printed, least, most) = NEVER.into_iter().find(|(grade, ..)| {
        // 中等 and 优秀 are the same grades, 良 of 良好 too.
        rest.strip_prefix(*grade).is_some_and(|it| {
            it.starts_with(['”', '，', '；', '、', '秀', '好', '等', '（']) || it.is_empty()
        })
    })?;
    let is_never = (least * ONE..most * ONE).contains(&score.value);
    let (right, _) = GRADES.into_iter().find(|(_, least)| score.value >= least * ONE)?;
    (is_never && !is_other).then(|| {
        (
            around(sentence, score.at, score.end),
            format!("{}分一般是“{right}”，这里写“{printed}”", score.printed),
            format!("{} points are usually {right}, the text says {printed}", score.printed),
        )
    })
}

/// A share of a count in another that is not what it says: `12个项目，占项目总数15个的90%`.
fn share(sentence: &str) -> Option<Wrong> {
    let said = quantities(sentence);
    said.iter().zip(said.iter().skip(1)).enumerate().find_map(|(at, (whole, percent))| {
        let clause = whole.name.strip_prefix('占')?;
        let is_share = percent.unit == "%" && sentence.get(whole.end..percent.at) == Some("的");
        let is_count = ["个", "家", "人", "辆", "项"].contains(&whole.unit) && whole.value > 0;
        // Percentages are rounded or cut.
        let fits = |part: &Quantity<'_>| {
            let error = (part.value * 100 - whole.value * percent.value / ONE).abs();
            error * ONE <= whole.value * 2 * percent.half().max(1)
        };
        let parts = said.get(..at).filter(|_| is_share && is_count && !clause.is_empty())?;
        let mut parts = parts.iter().rev().filter(|it| it.unit == whole.unit).peekable();
        let nearest = **parts.peek()?;
        if parts.any(fits) {
            return None;
        }
        let right = nearest.value.checked_mul(10_000)?.checked_div(whole.value)?;
        let right = format!("{}.{:02}%", right / 100, right % 100);
        Some((
            around(sentence, whole.at, percent.end),
            format!("{}占{}是{right}", nearest.printed, whole.printed),
            format!("{} of {} are {right}", nearest.printed, whole.printed),
        ))
    })
}

/// Projects by grade, or by score, that are not as many as were graded.
fn graded(sentence: &str) -> Option<Wrong> {
    let said = quantities(sentence);
    let said: Vec<&Quantity<'_>> = said.iter().filter(|it| it.unit == "个").collect();
    let is_grade = |it: &&&Quantity<'_>| {
        let name = it.name.trim_end_matches(['的', '项', '目', '”', '为', '有']);
        GRADES
            .iter()
            .any(|(grade, _)| name.ends_with(grade) || name.strip_suffix("秀") == Some(grade))
            || ["分以上", "分以下", "分（含）以上", "分（不含）"]
                .iter()
                .any(|it| name.ends_with(it))
            || name.ends_with('分') && name.contains(['至', '-', '—'])
    };
    let parts: Vec<_> = said.iter().filter(is_grade).collect();
    let others: Vec<_> = said.iter().filter(|it| !is_grade(it)).collect();
    let [whole] = others.as_slice() else { return None };
    // The whole stands before its parts, or behind them.
    let is_outside = [said.first(), said.last()].iter().flatten().any(|it| it.at == whole.at);
    let behind = sentence.get(whole.end..)?;
    let is_project = ["项目", "预算项目"].iter().any(|it| behind.starts_with(it))
        || whole.name.trim_end_matches(['共', '有']).ends_with("项目")
        || whole.name == "共"
        || whole.name == "共计"
        || whole.name == "合计";
    let sum: i128 = parts.iter().map(|it| it.value).sum();
    // Of fewer parts some may be left out, but they are never more.
    let has = |grade: &str| parts.iter().any(|it| it.name.contains(grade));
    let is_full = (has("优") && has("良") && has("差")) || has("以上") && has("以下");
    let is_wrong = sum > whole.value || is_full && sum < whole.value;
    (parts.len() > 1 && is_outside && is_project && is_wrong).then(|| {
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
