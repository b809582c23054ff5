//! Former names in running text, as amounts are given: `文化体育与传媒支出3万元`.

use super::{Former, former, violation};
use crate::index::Line;
use crate::lint::{Context, Sink, Violation, around};
use crate::search::{place, places};
use classification::{Classification, Kind};
use ledger::{Code, Year};
use message::Message;

/// Names of budgets that another one took the place of: the name, its last year, the name now.
const TERMS: [(&str, u16, &str); 1] = [("公共财政预算", 2014, "一般公共预算")];
/// Words of lines that speak of the name itself.
const RENAMED: [&str; 8] = ["更名", "改名", "改称", "改为", "原名", "原科目", "原“", "（原"];
/// Shorter names of 款 may be words of a sentence.
const LONG: usize = 9;

pub(super) fn check(context: &Context<'_>, found: &mut Sink) {
    let is_former = |named: &&classification::Named| {
        let is_name = match named.code.level() {
            1 => true,
            2 => named.name.chars().count() >= LONG,
            _ => false,
        };
        is_name && named.until.is_some() && named.evidence.names()
    };
    let rows = Classification::get(Kind::Function).rows();
    let names: Vec<(Code, &str)> =
        rows.iter().filter(is_former).map(|named| (named.code, named.name)).collect();
    for line in context.index.prose().filter(|line| !line.is_draft) {
        let is_renamed = || RENAMED.iter().any(|word| line.words.contains(word));
        for (code, name) in &names {
            if !given(&line.words, name, code.level()) || is_renamed() {
                continue;
            }
            let Some(former) = year(context, line).and_then(|year| former(*code, name, year))
            else {
                continue;
            };
            if !is_last_year(line, former) {
                found.push(violation(line.place, name, former).subject(*name));
            }
        }
        for (term, until, now) in TERMS {
            let Some(at) = place(&line.words, term).filter(|_| !is_renamed()) else { continue };
            let head = line.words.get(..at).unwrap_or_default();
            let is_title = head.matches('《').count() > head.matches('》').count();
            if year(context, line).is_some_and(|year| year.0 > until) && !is_title {
                let words = around(&line.words, at, at + term.len());
                let message = Message::new(
                    format!("“{words}”里的“{term}”是{until}年以前的名称，现在是“{now}”。"),
                    format!("“{term}” in “{words}” was the name until {until}; it is “{now}” now."),
                );
                found.push(
                    Violation::on(line, message)
                        .printed(term)
                        .expected(now)
                        .advice("改为现行名称。", "Print today's name."),
                );
            }
        }
    }
}

/// Whether `words` give an amount under `name`; those with （类） or （款） are read elsewhere.
fn given(words: &str, name: &str, level: u8) -> bool {
    places(words, name).any(|at| {
        let behind = words.get(at + name.len()..).unwrap_or_default();
        let is_amount = behind.starts_with(|c: char| c.is_ascii_digit());
        is_amount || level == 1 && !behind.starts_with('（')
    })
}

/// The year of which `line` speaks: the earliest that it names, or the document's.
fn year(context: &Context<'_>, line: &Line<'_>) -> Option<Year> {
    let named = line.words.match_indices('年').filter_map(|(end, _)| {
        let head = line.words.get(..end)?;
        let digits = head.get(head.trim_end_matches(|c: char| c.is_ascii_digit()).len()..)?;
        digits.parse::<u16>().ok().filter(|year| digits.len() == 4 && *year > 1990)
    });
    named.min().map(Year).or(context.disclosure.year)
}

/// Whether the line may speak of the last year of the name: 2019年支出3万元，上年2万元.
fn is_last_year(line: &Line<'_>, former: Former) -> bool {
    let words = ["上年", "去年", "上一年"];
    former.until + 1 == former.year.0 && words.iter().any(|word| line.words.contains(word))
}
