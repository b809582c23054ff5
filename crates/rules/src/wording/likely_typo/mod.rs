#![doc = include_str!("../../../pages/YS536.en.md")]

mod elsewhere;

use crate::index::Line;
use crate::lint::{Context, Sink, Violation, around};
use crate::phrases::List;
use crate::wording::known_typo::set_phrase::slips;
use elsewhere::Otherwise;
use finding::Severity;
use message::Message;
use rustc_hash::FxHashSet;
use std::ops::Range;
use words::{Clause, Correction, Slip};

/// The gain from which a correction is worth a note.
const NOTE: u32 = 32;
/// The gain from which a word of two characters is surely not what was meant.
const SURE: u32 = 42;
/// The same for longer words, of which less depends on chance.
const SURE_IF_LONG: u32 = 32;
/// The gain from which words that are words as well, only not together, are not what was meant.
const SURE_IF_WORDS: u32 = 50;
/// The length of a cell, in characters, from which it is read like a sentence.
const SENTENCE: usize = 12;
/// The number of corrections from which it is rather the dictionary that does not fit.
const TOO_MANY: usize = 25;
/// One correction in so many runs is rather a matter of the dictionary, too.
const RARE: usize = 30;
/// What stands before the name of a person.
const TITLES: [&str; 7] = ["记者", "部长", "局长", "主任", "书记", "县长", "市长"];
/// What ends the name of a place, of which the dictionary knows few.
const PLACES: &str = "省市县区镇乡村州旗街路";
/// What names of places stand before, their last character left over: 双凤|泵站, 郭家|坝水库.
const WORKS: [&str; 22] = [
    "河",
    "水库",
    "泵站",
    "水闸",
    "电站",
    "流域",
    "社区",
    "小区",
    "新村",
    "新区",
    "片区",
    "公路",
    "铁路",
    "路段",
    "组团",
    "籍",
    "派出所",
    "看守所",
    "大队",
    "支队",
    "茶业",
    "药业",
];

/// A run of Chinese characters in a line.
struct Run<'a> {
    line: &'a Line<'a>,
    start: usize,
    words: &'a str,
    clause: Clause,
}

impl<'a> Run<'a> {
    fn new(line: &'a Line<'a>, start: usize, words: &'a str) -> Self {
        Self { line, start, words, clause: Clause::new(words) }
    }
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines = &context.index.lines;
    let is_read = |line: &&Line<'_>| {
        !line.is_draft && (line.is_prose() || line.words.chars().nth(SENTENCE).is_some())
    };
    let mut seen = FxHashSet::default();
    let all = lines.iter().filter(is_read).flat_map(|line| runs(line).map(move |run| (line, run)));
    let new = all.filter(|(_, (_, words))| seen.insert(*words));
    let runs: Vec<Run<'_>> =
        new.map(|(line, (start, words))| Run::new(line, start, words)).collect();
    let likely: Vec<(&Run<'_>, Correction)> = runs.iter().flat_map(corrections).collect();
    if likely.len() >= TOO_MANY && likely.len() * RARE > runs.len() {
        return;
    }
    let mut known = FxHashSet::default();
    for (run, correction) in &likely {
        let wrong = run.words.get(correction.start..correction.end).unwrap_or_default();
        let at = run.start + correction.start..run.start + correction.end;
        if !is_usual(lines, wrong) && !is_broken(run, &at) && !is_listed(context, run, &at) {
            known.insert(run.words);
            found.push(violation(run, correction, wrong));
        }
    }
    for otherwise in elsewhere::otherwise(&runs) {
        let Some(run) = runs.get(otherwise.run) else { continue };
        let at = run.start + otherwise.wrong.start..run.start + otherwise.wrong.end;
        if !known.contains(run.words) && !is_listed(context, run, &at) {
            found.push(printed_otherwise(run, &otherwise));
        }
    }
}

/// The finding that another place of the document prints other words.
fn printed_otherwise(run: &Run<'_>, otherwise: &Otherwise<'_>) -> Violation {
    let Otherwise { wrong, right, elsewhere, .. } = otherwise;
    let words = around(&run.line.words, run.start + wrong.start, run.start + wrong.end);
    let wrong = run.words.get(wrong.clone()).unwrap_or_default();
    let message = Message::new(
        format!("“{words}”里的“{wrong}”可能应为“{right}”：别处作“{elsewhere}”。"),
        format!(
            "“{wrong}” in “{words}” is probably meant to be “{right}”: \
             elsewhere the document prints “{elsewhere}”."
        ),
    );
    Violation::on(run.line, message)
        .printed(wrong)
        .expected(*right)
        .advice("核对原文，更正错别字。", "Read it again and correct it.")
}

fn violation(run: &Run<'_>, correction: &Correction, wrong: &str) -> Violation {
    let Correction { meant, slip, gain, .. } = correction;
    let (start, end) = (run.start + correction.start, run.start + correction.end);
    let words = around(&run.line.words, start, end);
    let is_long = meant.chars().count() > 2 || *slip == Slip::Twice;
    let sure = if is_long { SURE_IF_LONG } else { SURE };
    let (severity, message) = if *gain >= sure {
        let (how, in_english) = how(*slip);
        (
            Severity::Warning,
            Message::new(
                format!("“{words}”里的“{wrong}”可能应为“{meant}”（{how}）。"),
                format!("“{wrong}” in “{words}” is probably meant to be “{meant}” ({in_english})."),
            ),
        )
    } else {
        (
            Severity::Note,
            Message::new(
                format!("“{words}”里的“{wrong}”请再核对，是不是“{meant}”。"),
                format!("“{wrong}” in “{words}” may be meant to be “{meant}”."),
            ),
        )
    };
    Violation::on(run.line, message)
        .severity(severity)
        .printed(wrong)
        .expected(meant.as_str())
        .advice(
            "核对原文，更正错别字；如为专有名称，不必改。",
            "Read it again and correct it, unless it is a name.",
        )
}

/// What the writer did, in words.
const fn how(slip: Slip) -> (&'static str, &'static str) {
    match slip {
        Slip::Sound | Slip::Near => ("音近致误", "a character of the same sound"),
        Slip::Shape => ("形近致误", "a character that looks alike"),
        Slip::Missing => ("漏字", "a character is missing"),
        Slip::Twice => ("重字", "a character stands twice"),
        Slip::Swapped => ("两字颠倒", "two characters are changed over"),
    }
}

/// The runs of Chinese characters in a line, each with its first byte.
fn runs<'a>(line: &'a Line<'a>) -> impl Iterator<Item = (usize, &'a str)> {
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut rest = &*line.words;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c| !is_chinese(c));
        let end = rest.find(|c| !is_chinese(c)).unwrap_or(rest.len());
        let words = rest.get(..end).filter(|words| !words.is_empty())?;
        let start = line.words.len() - rest.len();
        rest = rest.get(end..).unwrap_or_default();
        Some((start, words))
    })
}

fn corrections<'a, 'b>(run: &'b Run<'a>) -> impl Iterator<Item = (&'b Run<'a>, Correction)> {
    let likely = run.clause.corrections(NOTE).into_iter();
    let likely = likely.filter(|correction| {
        let is_word_for_word = correction.is_words && correction.gain < SURE_IF_WORDS;
        !is_word_for_word && !is_name(run, correction)
    });
    likely.map(move |correction| (run, correction))
}

/// Whether the printed words belong to a name: of a place, or of a series of documents.
fn is_name(run: &Run<'_>, correction: &Correction) -> bool {
    let Run { line, start, words, .. } = run;
    let after = line.words.get(start + words.len()..).unwrap_or_default();
    let is_number = after.starts_with(['〔', '【', '[']);
    let before = words.get(..correction.start).unwrap_or_default();
    let is_person = TITLES.iter().any(|title| {
        let family = before.char_indices().next_back().and_then(|(at, _)| before.get(..at));
        before.ends_with(title) || family.is_some_and(|before| before.ends_with(title))
    });
    let wrong = words.get(correction.start..).unwrap_or_default();
    let same = wrong.chars().zip(correction.meant.chars()).take_while(|(one, other)| one == other);
    let changed: Vec<char> = wrong.chars().skip(same.count()).take(3).collect();
    let is_place = |name: &[char]| {
        name.last().is_some_and(|end| PLACES.contains(*end)) && !words::is_word(name)
    };
    let is_place = changed.windows(2).any(is_place) || changed.len() == 3 && is_place(&changed);
    // 预算与决算
    let printed = run.words.get(correction.start..correction.end).unwrap_or_default();
    let is_pair = printed.contains('与') && printed.chars().count() > 2;
    // 5个市高于
    let is_counted = before.ends_with('个') && wrong.starts_with(|c| PLACES.contains(c));
    let behind = words.get(correction.end..).unwrap_or_default();
    let mut but_one = behind.chars();
    but_one.next();
    let is_before_works = |rest: &str| WORKS.iter().any(|works| rest.starts_with(works));
    let is_works = is_before_works(behind) || is_before_works(but_one.as_str());
    let is_other = is_pair
        || is_counted
        || is_works
        || is_conjunction(wrong, &correction.meant)
        || is_amount(run, correction);
    is_number || is_place || is_person || is_other
}

/// Whether the words belong to a number: 2031年结转, 10户减为, 陆佰元.
fn is_amount(run: &Run<'_>, correction: &Correction) -> bool {
    const CAPITALS: &str = "壹贰叁肆伍陆柒捌玖拾佰仟";
    let before = run.line.words.get(..run.start).unwrap_or_default();
    let follows = correction.start == 0 && before.ends_with(|c: char| c.is_ascii_digit());
    let wrong = run.words.get(correction.start..).unwrap_or_default();
    let is_unit = correction.meant.starts_with(['万', '亿', '元']);
    follows && !is_unit || wrong.starts_with(|c| CAPITALS.contains(c))
}

/// Whether a name may end before 及: `礼堂椅及设备`. 已及 and 一及 can only be 以及.
fn is_conjunction(wrong: &str, meant: &str) -> bool {
    let is_slip = wrong.starts_with("已及") || wrong.starts_with("一及");
    meant == "以及" && wrong.chars().nth(1) == Some('及') && !is_slip
}

/// Whether the words end a line that has no end: the next one may go on with them, `津贴补` and `贴`.
fn is_broken(run: &Run<'_>, at: &Range<usize>) -> bool {
    run.line.is_prose() && at.end == run.line.words.len()
}

/// Whether the document prints the words again elsewhere, with other words beside them.
fn is_usual(lines: &[Line<'_>], wrong: &str) -> bool {
    let mut beside = FxHashSet::default();
    for line in lines {
        for (at, _) in line.words.match_indices(wrong) {
            let before = line.words.get(..at).and_then(|words| words.chars().next_back());
            let after = line.words.get(at + wrong.len()..).and_then(|words| words.chars().next());
            beside.insert((before, after));
        }
    }
    beside.len() > 2
}

/// Whether the lists of known misspellings and of phrases have found it already.
fn is_listed(context: &Context<'_>, run: &Run<'_>, at: &Range<usize>) -> bool {
    let is_typo = context.matches(List::Typo).any(|(line, hit)| {
        line.place == run.line.place && hit.start < at.end && hit.end > at.start
    });
    is_typo
        || run.line.is_prose()
            && slips(&run.line.words).iter().any(|(it, _)| it.start < at.end && it.end > at.start)
}
