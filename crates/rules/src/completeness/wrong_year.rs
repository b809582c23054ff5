#![doc = include_str!("../../pages/YS313.en.md")]

use crate::index::{Index, Line, fold};
use crate::lint::{Context, Sink, Violation, short};
use crate::views::titles::{is_title, year};
use message::Message;
use std::collections::BTreeMap;

/// The number of titles with one year from which that year is considered the usual one.
const FEWEST: usize = 3;
/// Words of titles that may name another year.
const OTHER: [&str; 8] = ["执行情况", "上年", "相比", "对比", "增减", "跟踪", "中期", "绩效自评"];
/// More of them where few titles name a year.
const OTHER_OF_FEW: [&str; 4] = ["绩效", "执行", "完成", "结转"];
/// What a title is of.
const STAGES: [&str; 2] = ["预算", "决算"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    if let Some(violation) = caption(context) {
        found.push(violation);
    }
    forms(context, found);
    let titles: Vec<(&Line<'_>, u16)> = context
        .index
        .lines
        .iter()
        .filter(|line| is_title(line) && !OTHER.iter().any(|word| line.words.contains(word)))
        .filter_map(|line| Some((line, year(&fold(line.body()))?)))
        .collect();
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    for (_, year) in &titles {
        *counts.entry(*year).or_default() += 1;
    }
    let Some((usual, count)) = counts.into_iter().max_by_key(|(year, count)| (*count, *year))
    else {
        return;
    };
    let odd: Vec<_> = titles.iter().filter(|(_, year)| *year != usual).collect();
    // Of fewer titles the document's own year is the usual one, and an odd title is of the same kind.
    let is_own = context.disclosure.year.is_some_and(|year| year.0 == usual);
    let is_plain = |line: &Line<'_>| {
        let is_alike = STAGES.iter().any(|stage| {
            titles.iter().all(|(title, _)| title.words.contains(stage))
                && line.words.contains(stage)
        });
        is_alike && !OTHER_OF_FEW.iter().any(|word| line.words.contains(word))
    };
    let are_few = is_own && count + 1 == FEWEST && odd.iter().all(|(line, _)| is_plain(line));
    if count < FEWEST && !are_few || odd.len() * 2 > count {
        return;
    }
    for (line, year) in odd {
        let message = Message::new(
            format!("“{}”写的是{year}年，其他标题是{usual}年。", short(&line.words)),
            format!("“{}” says {year} where the other titles say {usual}.", short(&line.words)),
        );
        found.push(
            Violation::on(line, message)
                .printed(short(line.text))
                .expected(format!("{usual}年"))
                .advice(
                    "更正年度，并核对这部分内容是不是上年的。",
                    "Correct the year, and see whether the content is last year's.",
                ),
        );
    }
}

/// Forms of objectives and sheets of self-evaluation under a year, `绩效目标申报表（2031年度）`, that is not
/// the document's, where others are of it.
fn forms(context: &Context<'_>, found: &mut Sink) {
    let Some(own) = context.disclosure.year.map(|year| year.0) else { return };
    let lines: Vec<&Line<'_>> = context.index.prose().collect();
    let titled = lines.iter().enumerate().filter_map(|(at, line)| {
        let (title, rest) = line.words.split_once('（')?;
        let above = at.checked_sub(1).and_then(|above| lines.get(above));
        let title = if title.is_empty() { &*above?.words } else { title };
        let year = rest.strip_suffix("年度）").or_else(|| rest.strip_suffix("年）"))?;
        let is_form = title.contains("绩效") && title.ends_with('表');
        Some((line, year.parse::<u16>().ok()?)).filter(|_| is_form)
    });
    let titled: Vec<_> = titled.collect();
    let odd: Vec<_> = titled.iter().filter(|(_, year)| *year != own).collect();
    if odd.len() * 2 > titled.len() {
        return;
    }
    for (line, year) in odd {
        let message = Message::new(
            format!("“{}”写的是{year}年，其他各表是{own}年。", short(&line.words)),
            format!("“{}” says {year}, the other forms {own}.", short(&line.words)),
        );
        let violation = Violation::on(line, message).printed(short(line.text));
        found.push(violation.expected(format!("{own}年")).advice(
            "更正年度，并核对这张表是不是上年的。",
            "Correct the year, and see whether the form is last year's.",
        ));
    }
}

/// The caption of one table that names another year than the captions of the others, below a title
/// without a year.
fn caption(context: &Context<'_>) -> Option<Violation> {
    let own = context.disclosure.year?.0;
    let captions: Vec<(&str, &Line<'_>, u16)> = captions(&context.index).collect();
    let mut odd = captions.iter().filter(|(.., year)| *year != own);
    let (title, line, year) = odd.next().filter(|_| odd.next().is_none())?;
    // The same table of two years, or a table of another stage.
    let is_done = |title: &str| title.contains("决算") || title.contains("执行");
    let mut usual = captions.iter().filter(|(.., year)| *year == own).peekable();
    usual.peek()?;
    let is_other = usual.any(|(other, ..)| other == title || is_done(other) != is_done(title));
    if is_other || year.abs_diff(own) > 1 || OTHER.iter().any(|word| title.contains(word)) {
        return None;
    }
    let message = Message::new(
        format!("《{title}》的表头写的是{year}年，其他各表是{own}年。"),
        format!("“{title}” is captioned {year}, the other tables {own}."),
    );
    let violation = Violation::on(line, message).printed(short(line.text));
    Some(violation.expected(format!("{own}年")).advice(
        "更正年度，并核对这张表是不是上年的。",
        "Correct the year, and see whether the table is last year's.",
    ))
}

/// The lines that name a table's body, year and unit, each with the title above it, which names no
/// year.
fn captions<'c, 'a>(index: &'c Index<'a>) -> impl Iterator<Item = (&'c str, &'c Line<'a>, u16)> {
    index.lines.iter().zip(index.lines.iter().skip(1)).filter_map(|(title, line)| {
        let words = &*line.words;
        let is_caption = words.contains("单位：")
            && words.contains('元')
            && words.chars().count() < 60
            && !words.contains(['。', '，']);
        let year = year(words).filter(|_| is_caption && title.words.ends_with('表'))?;
        // 2031年3月1日 is when it was made.
        let (_, rest) = words.split_once(&format!("{year}年"))?;
        let is_date = rest.starts_with(|c: char| c.is_ascii_digit());
        let has_year = title.words.contains(|c: char| c.is_ascii_digit());
        (!is_date && !has_year).then_some((&*title.words, line, year))
    })
}
