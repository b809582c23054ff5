#![doc = include_str!("../../pages/YS508.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, short};
use crate::number::{Style, number};
use crate::views::titles;
use finding::Severity;
use message::Message;

/// The shortest text that is taken for a sentence, in characters.
const SENTENCE: usize = 12;
/// A numbered line shorter than this may be a heading.
const HEADING: usize = 40;
/// With more than one missing full stop in this many sentences, the document leaves them out on
/// purpose.
const HABIT: usize = 5;
/// A document with so long a line, in characters, has its paragraphs whole.
const WHOLE: usize = 120;
/// Words of a sentence that has neither a comma nor a change.
const SAYING: [&str; 8] =
    ["原因是", "原因：", "主要用于", "年度无", "年无", "：指", "：是", "元；"];
/// How the next paragraph of an account begins.
const BEGINS: [&str; 5] =
    ["支出预算", "收入预算", "财政拨款收入", "财政拨款支出", "其中：财政拨款"];
/// Words of lines that are not judged: captions, titles and notes.
const CAPTIONS: [&str; 12] = [
    "注：",
    "注:",
    "说明：",
    "备注",
    "单位：",
    "编制部门",
    "编制单位",
    "填报",
    "附件",
    "预算单位：",
    "主管部门：",
    "截止",
];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines: Vec<&Line<'_>> = context.index.prose().collect();
    let ended = lines.iter().filter(|line| is_sentence(line) && line.words.ends_with('。')).count();
    let odd_body = odd_body(&lines);
    let are_whole = lines.iter().any(|line| line.words.chars().count() >= WHOLE);
    let missing: Vec<&Line<'_>> = lines
        .iter()
        .enumerate()
        .filter(|(at, line)| {
            is_fused(&line.words)
                || (is_sentence(line) && is_open(line) && is_last(&lines, *at, are_whole))
                || is_odd_duty(&lines, *at)
                || odd_body == Some(*at)
        })
        .filter(|(_, line)| !line.is_draft)
        .map(|(_, line)| *line)
        .collect();
    let advice = Message::new(
        "补上句号，并看句子是否写完。",
        "Add it, and see whether the sentence is complete.",
    );
    let message = |words: &str| {
        Message::new(
            format!("“{words}”末尾没有句号。"),
            format!("“{words}” ends without a full stop."),
        )
    };
    if missing.len() * HABIT > ended + HABIT {
        let places: Vec<_> = missing.iter().map(|line| (line.place, line.text)).collect();
        let Some((first, words)) = places.first() else { return };
        let mut hit = Violation::new(first, message(&short(words))).severity(Severity::Note);
        for (place, words) in places.iter().skip(1) {
            hit = hit.because(
                place,
                Message::new("同样没有句号", "ends without one, too"),
                &short(words),
            );
        }
        return found.push(hit.advice(advice.zh, advice.en));
    }
    for line in missing {
        let hit = Violation::on(line, message(&tail(&line.words))).printed(tail(&line.words));
        found.push(hit.advice(advice.zh.as_str(), advice.en.as_str()));
    }
}

/// Whether the next heading, or the next way to divide what is spent, follows an amount in the same
/// paragraph, with nothing between.
fn is_fused(words: &str) -> bool {
    words.match_indices("万元").any(|(at, unit)| {
        let rest = words.get(at + unit.len()..).unwrap_or_default();
        let is_way =
            ["按经济分类科目", "按功能分类科目", "按支出经济分类科目", "按支出功能分类科目"].iter();
        number(rest).is_some_and(|number| number.style == Style::Chinese)
            || is_way.into_iter().any(|way| rest.starts_with(way))
    })
}

/// Returns whether a numbered duty (职责) has no full stop although those beside it have one.
fn is_odd_duty(lines: &[&Line<'_>], at: usize) -> bool {
    let is_item = |line: &&&Line<'_>| line.number.is_some();
    let before = || lines.get(..at).unwrap_or_default().iter().rev();
    let after = || lines.get(at + 1..).unwrap_or_default().iter();
    let Some(line) = lines.get(at) else { return false };
    let style = line.number.map(|number| number.style);
    let is_beside = |other: &&&Line<'_>| other.number.map(|number| number.style) == style;
    let (above, below) = (before().take_while(is_beside), after().take_while(is_beside));
    let mut beside = above.chain(below).peekable();
    let heading = before().find(|line| !is_item(line) || !is_beside(line));
    let is_duty =
        heading.is_some_and(|line| line.words.contains("职责") || line.words.contains("职能"));
    let ends_open = line.words.ends_with(|c: char| c.is_alphanumeric());
    style.is_some()
        && is_duty
        && ends_open
        && line.words.chars().count() >= SENTENCE
        && beside.peek().is_some()
        && beside.all(|line| line.words.ends_with(['。', '；']))
}

/// The only line without a full stop among those that stand alone between two numbered headings.
fn odd_body(lines: &[&Line<'_>]) -> Option<usize> {
    const LEAST: usize = 4;
    const SHORTEST: usize = 6;
    let is_alone = |at: &usize| {
        let [above, line, below] = lines.get(at.wrapping_sub(1)..at + 2).unwrap_or_default() else {
            return false;
        };
        let heads = above.number.zip(below.number);
        let is_between = heads.is_some_and(|(above, below)| {
            above.style == below.style && above.value + 1 == below.value
        });
        // A line of the contents may be torn: 单位机构设置情况......, and below it ......3.
        let is_torn = line.words.contains("...") || line.words.contains("…");
        is_between
            && above.is_heading()
            && line.number.is_none()
            && line.level.is_none()
            && !is_torn
    };
    let alone: Vec<usize> = (1..lines.len()).filter(is_alone).collect();
    let is_open = |at: &&usize| lines.get(**at).is_some_and(|line| !line.words.ends_with('。'));
    let mut open = alone.iter().filter(is_open);
    let at = *open.next().filter(|_| open.next().is_none() && alone.len() >= LEAST)?;
    let words = &lines.get(at)?.words;
    let ends_word = words.ends_with(|c: char| c.is_alphanumeric() || c == '》' || c == '）');
    (ends_word && words.chars().count() >= SHORTEST).then_some(at)
}

/// Returns whether the words are a sentence and not a name or a heading.
fn is_sentence(line: &Line<'_>) -> bool {
    let words = &line.words;
    let states_amount = || {
        words.contains("万元")
            && ["为", "共", "安排", "减少", "增加"].iter().any(|verb| words.contains(verb))
    };
    let is_long = words.chars().count() >= SENTENCE;
    is_long
        && (words.starts_with("详见")
            || words.contains('，')
            || SAYING.iter().any(|word| words.contains(word))
            || states_amount())
        && !CAPTIONS.iter().any(|caption| words.contains(caption))
}

/// Returns whether the words end without any punctuation; headings are excluded.
fn is_open(line: &Line<'_>) -> bool {
    let last = line.words.chars().last().unwrap_or('。');
    let ends_word = last.is_alphanumeric() || last == '）' || last == '%' || last == '》';
    // A short numbered line without a full stop inside is a heading that has a comma.
    let is_item =
        line.number.is_some() && !line.words.contains('。') && line.words.chars().count() < HEADING;
    ends_word
        && !is_item
        && line.level.is_none()
        && !is_title(&line.words)
        && !ends_with_remark(&line.words)
}

/// Returns whether a remark in brackets follows the full stop or contains it, or is all there is:
/// `保有量180辆。（详见附表2）`.
fn ends_with_remark(words: &str) -> bool {
    let ends = ['。', '；', '！', '？'];
    let inside = words.strip_suffix('）').and_then(|words| words.rsplit_once('（'));
    inside.is_some_and(|(before, remark)| {
        before.is_empty() || before.ends_with(ends) || remark.ends_with(ends)
    })
}

fn is_title(words: &str) -> bool {
    ["情况说明", "说明", "概况", "表", "目录", "公开", "报告"]
        .iter()
        .any(|end| words.ends_with(end))
        && !words.starts_with("详见")
}

/// Returns whether the next line begins a new paragraph or list item, so that it cannot continue
/// this line. Where paragraphs are whole (`are_whole`), a heading and what begins like one do.
fn is_last(lines: &[&Line<'_>], at: usize, are_whole: bool) -> bool {
    let (Some(line), next) = (lines.get(at), lines.get(at + 1)) else { return true };
    let Some(next) = next else { return true };
    let is_item = |line: &Line<'_>| line.number.map(|number| number.style);
    // Items of a list without full stops need none.
    let is_same_list = is_item(line).is_some() && is_item(line) == is_item(next);
    let begins_next = || {
        let is_account = BEGINS.iter().any(|begin| next.words.starts_with(begin));
        next.level.is_some() || titles::is_title(next) || is_account && next.words.contains('：')
    };
    let begins_new = next.number.is_some()
        || next.block > line.block + 1
        || are_whole && line.words.ends_with(|c: char| c.is_alphabetic()) && begins_next();
    let sibling_ends = next.words.ends_with('。');
    begins_new && (!is_same_list || sibling_ends)
}

/// The last words of a paragraph.
fn tail(words: &str) -> String {
    const LONGEST: usize = 24;
    let count = words.chars().count();
    words.chars().skip(count.saturating_sub(LONGEST)).collect()
}
