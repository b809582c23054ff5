//! Findings about misprints that explain many failures, and what follows from them.

use super::{Change, Kind};
use crate::checks::{self, Check};
use finding::{Evidence, Finding, Location, Repair, RepairCell};
use message::Message;

/// The check that tells a kind of misprint.
const fn check(kind: Kind) -> &'static Check {
    match kind {
        Kind::Number => &checks::MALFORMED_NUMBER,
        Kind::Unit | Kind::OddUnit | Kind::Small => &checks::WRONG_UNIT,
        Kind::Caption => &checks::CAPTION_OF_ANOTHER,
        Kind::Year => &checks::WRONG_YEAR,
        Kind::Title | Kind::Twice => &checks::TABLE_TWICE,
        Kind::Misnamed => &checks::CONTENTS_TABLE_MISSING,
        Kind::Titles => &checks::TITLES_SWAPPED,
        Kind::Code => &checks::WRONG_CODE,
    }
}

/// The finding of one misprint, at the first of its texts.
pub fn finding(kind: Kind, changes: &[Change], table: Option<String>) -> Finding {
    let Some(first) = changes.first() else {
        return check(kind).finding(
            document::Place::Paragraph(1),
            Message::default(),
            Message::default(),
        );
    };
    let (printed, meant) = (first.printed.trim(), first.meant.trim());
    let (message, advice) = words(kind, printed, meant);
    let others = changes.iter().skip(1).map(|change| Evidence {
        location: Location::here(change.place.clone()),
        what: Message::new("同时应改", "to be changed with it"),
        printed: change.printed.trim().to_owned(),
    });
    let cell = |change: &Change| RepairCell {
        place: change.place.clone(),
        printed: change.printed.trim().to_owned(),
        expected: change.meant.trim().to_owned(),
    };
    let misprint = || Repair {
        cause: Message::new("误印", "misprint"),
        cells: changes.iter().map(cell).collect(),
    };
    Finding {
        table,
        printed: Some(printed.to_owned()),
        expected: Some(meant.to_owned()).filter(|meant| meant != printed),
        because: others.collect(),
        repairs: (printed != meant).then(misprint).into_iter().collect(),
        ..check(kind).finding(first.place.clone(), message, advice)
    }
}

fn words(kind: Kind, printed: &str, meant: &str) -> (Message, Message) {
    match kind {
        Kind::Number => (
            Message::new(
                format!("“{printed}”不是规范的数字，按{meant}核对其他数字。"),
                format!(
                    "“{printed}” is not a number; the others were checked as if it were {meant}."
                ),
            ),
            Message::new(
                "对照原始数据，改成规范的数字。",
                "Compare with the source and write a proper number.",
            ),
        ),
        Kind::Unit | Kind::OddUnit | Kind::Small => (
            Message::new(
                format!("这张表的金额单位印作“{printed}”，按“{meant}”理解才与其他数字相符。"),
                format!(
                    "The table's unit of money is printed as “{printed}”; its figures agree with the others only as “{meant}”."
                ),
            ),
            Message::new(
                "更正金额单位，不要改动表中的数字。",
                "Correct the unit of money and leave the figures as they are.",
            ),
        ),
        Kind::Caption => (
            Message::new(
                format!("这张表写的是“{printed}”，按相邻表的“{meant}”理解才与其他数字相符。"),
                format!(
                    "The caption says “{printed}”; the figures agree only as “{meant}”, which the tables beside it say."
                ),
            ),
            Message::new(
                "更正表头的单位、编码或年度。",
                "Correct the body, code or year of the caption.",
            ),
        ),
        Kind::Year => (
            Message::new(
                format!("“{printed}”的年度写错了，按“{meant}”理解才与其他数字相符。"),
                format!("“{printed}” names the wrong year; the figures agree only as “{meant}”."),
            ),
            Message::new(
                "更正年度，并核对这张表是不是上年的。",
                "Correct the year, and see whether the table is last year's.",
            ),
        ),
        Kind::Title => (
            Message::new(
                format!(
                    "“{printed}”出现了两次；目录在这里列的是“{meant}”，按它理解才与其他数字相符。"
                ),
                format!(
                    "“{printed}” appears twice; the contents list “{meant}” here, and only then the figures agree."
                ),
            ),
            Message::new("更正这张表的标题。", "Correct the title of this table."),
        ),
        Kind::Misnamed => (
            Message::new(
                format!("标题印作“{printed}”，目录列的是“{meant}”，按它理解才与其他数字相符。"),
                format!(
                    "The title is “{printed}”; the contents list “{meant}”, and only then the figures agree."
                ),
            ),
            Message::new("更正这张表的标题。", "Correct the title of this table."),
        ),
        Kind::Twice => (
            Message::new(
                format!("“{printed}”出现了两次，其中一张的数字不是它的，没有用来核对其他数字。"),
                format!(
                    "“{printed}” appears twice; the figures of one of the two are not its own and were not used to check others."
                ),
            ),
            Message::new("删去一张，或更正标题。", "Delete one, or correct a title."),
        ),
        Kind::Titles => (
            Message::new(
                format!("“{printed}”与“{meant}”两张表的标题互换了，换回后数字相符。"),
                format!(
                    "The titles “{printed}” and “{meant}” stand in each other's place; exchanged, the figures agree."
                ),
            ),
            Message::new(
                "把两张表的标题（或表格）换回原位。",
                "Put the two titles, or the tables, back.",
            ),
        ),
        Kind::Code => (
            Message::new(
                format!(
                    "这一行的科目编码印作{printed}，其他表同名科目都是{meant}，改正后数字相符。"
                ),
                format!(
                    "The row's code is printed as {printed}; the same subject is {meant} in the other tables, and then the figures agree."
                ),
            ),
            Message::new("更正科目编码。", "Correct the code."),
        ),
    }
}
