#![doc = include_str!("../../pages/YS344.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use crate::quantity::{Quantity, quantities};
use message::Message;

/// What is printed, what is meant, and the other part of what is meant.
const PRINTED: &str = "公务用车购置费";
const MEANT: &str = "公务用车购置及运行维护费";
const OTHER: [&str; 2] = ["公务用车运行维护费", "公务用车运行费"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose().filter(|line| line.words.contains(PRINTED)) {
        let Some((at, end)) = whole(&line.words) else { continue };
        let words = around(&line.words, at, end);
        let message = Message::new(
            format!("“{words}”是购置费与运行维护费之和，疑应为“{MEANT}”。"),
            format!("“{words}” is what purchase and running come to; “{MEANT}” is probably meant."),
        );
        found.push(Violation::on(line, message).printed(PRINTED).expected(MEANT).advice(
            "核对项目名称，改为公务用车购置及运行维护费。",
            "Check the name; both together are 公务用车购置及运行维护费.",
        ));
    }
}

/// Where a paragraph names as purchase what it then says purchase and running come to.
fn whole(words: &str) -> Option<(usize, usize)> {
    words.match_indices("其中").find_map(|(at, mark)| {
        let (head, tail) = (words.get(..at)?, words.get(at + mark.len()..)?);
        let parts = quantities(tail);
        let part = |names: &[&str]| {
            let mut found = parts.iter().filter(|it| it.yuan().is_some() && is_named(it, names));
            found.next()?.yuan()
        };
        let ((purchase, _), (running, loose)) = (part(&[PRINTED])?, part(&OTHER)?);
        let said = quantities(head);
        let name = said.iter().rposition(|it| is_purchase(it.name) && it.yuan().is_some())?;
        // What has a name of its own is what that says.
        let is_open = |it: &&Quantity<'_>| !it.name.contains("公务用车");
        let behind = said.get(name + 1..)?.iter().take_while(is_open);
        let of_whole = said.get(name).into_iter().chain(behind).filter_map(Quantity::yuan);
        let is_sum = |(whole, _): (i128, i128)| (whole - purchase - running).abs() <= loose;
        let first = said.get(name)?;
        let start = head.get(..first.at)?.rfind(PRINTED)?;
        // Where nothing else is run, the whole is the purchase.
        let is_wrong = running > loose
            && first.yuan().is_some_and(|(yuan, _)| yuan > 0)
            && of_whole.into_iter().any(is_sum);
        is_wrong.then_some((start, first.end))
    })
}

/// Whether words name purchase alone, and not 公务用车购置费及运行维护费.
fn is_purchase(name: &str) -> bool {
    let behind = name.rsplit_once(PRINTED).map(|(_, behind)| behind);
    behind.is_some_and(|behind| !behind.starts_with(['及', '和', '与']))
}

/// Whether an amount is of one of these names: 公务用车运行维护费支出为.
fn is_named(it: &Quantity<'_>, names: &[&str]) -> bool {
    const ENDS: [&str; 6] = ["为", "数", "决算", "预算", "支出", "安排"];
    let mut name = it.name;
    while let Some(shorter) = ENDS.iter().find_map(|end| name.strip_suffix(end)) {
        name = shorter;
    }
    names.iter().any(|word| name.ends_with(word))
}
