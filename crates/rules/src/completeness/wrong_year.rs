#![doc = include_str!("../../pages/YS313.en.md")]

use crate::index::{Line, fold};
use crate::lint::{Context, Sink, Violation, short};
use crate::views::titles::{is_title, year};
use message::Message;
use std::collections::BTreeMap;

/// The number of titles with one year from which that year is considered the usual one.
const FEWEST: usize = 3;
/// Words of titles that may name another year.
const OTHER: [&str; 7] = ["执行情况", "上年", "相比", "对比", "增减", "跟踪", "中期"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
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
    if count < FEWEST || odd.len() * 2 > count {
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
