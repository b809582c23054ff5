//! Ledgers that are given beside the one that is published, and are of no use to it.

use super::{Book, location};
use disclosure::Layout;
use finding::{Finding, Severity};
use ledger::{Amount, Ledger, Stage, Year, nodes};
use message::Message;
use rules::checks;
use workbook::{Filled, Kind, Part};

/// How many times last year's money is no longer a change but another unit of money.
const MULTIPLE: i128 = 100;

/// What is wrong with the further ledgers.
pub(super) fn findings(book: Book<'_>, others: &[Book<'_>], layout: &Layout) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, other) in others.iter().enumerate() {
        let told = useless(&book.filled.ledger, other, layout);
        let is_twice = others.iter().take(at).any(|before| of(before.filled) == of(other.filled));
        let told = told.or_else(|| is_twice.then(|| again(other)));
        match told {
            Some(finding) => findings.push(finding),
            None => findings.extend(multiple(book, other)),
        }
        findings.extend(another_body(&book.filled.ledger, other));
    }
    findings
}

fn of(filled: &Filled) -> (Option<Year>, Stage) {
    (filled.ledger.year, filled.ledger.stage)
}

/// A ledger of which no layout can make use.
fn useless(ledger: &Ledger, other: &Book<'_>, layout: &Layout) -> Option<Finding> {
    let of = of(other.filled);
    let last = (ledger.year.map(Year::before), layout.stage);
    let budget = (ledger.year, Stage::Budget);
    if other.filled.ledger == *ledger {
        return Some(told(
            other,
            "年度",
            Message::new(
                "这就是要公开的底稿本身，没有可比的数。",
                "This is the ledger that is published; there is nothing to compare.",
            ),
        ));
    }
    if of == last || layout.stage == Stage::FinalAccounts && of == budget {
        return None;
    }
    let named = |(year, stage): (Option<Year>, Stage)| {
        let year = year.map(|year| year.to_string()).unwrap_or_default();
        (format!("{year}年{}", stage.name_zh()), format!("{} {year}", stage.name_en()))
    };
    let (is, wanted) = (named(of), named(last));
    Some(told(
        other,
        "年度",
        Message::new(
            format!("这是{}，用不上；增减变化要和{}比。", is.0, wanted.0),
            format!("This is the {}, of no use: changes are from the {}.", is.1, wanted.1),
        ),
    ))
}

fn again(other: &Book<'_>) -> Finding {
    let message = Message::new(
        "同一年度、同一阶段的底稿给了两本，只用前一本。",
        "Two ledgers of one year and stage were given; only the first is used.",
    );
    told(other, "年度", message)
}

/// A ledger of a department with another name.
fn another_body(ledger: &Ledger, other: &Book<'_>) -> Option<Finding> {
    let (ours, theirs) = (&ledger.department, &other.filled.ledger.department);
    (ours.name != theirs.name).then(|| {
        let message = Message::new(
            format!(
                "这是“{}”的底稿，要公开的是“{}”。部门改了名的可以不理会。",
                theirs.name, ours.name
            ),
            format!(
                "This ledger is of {}, and {} is published. That is right if the department was renamed.",
                theirs.name, ours.name
            ),
        );
        told(other, "部门名称", message)
    })
}

/// All money of this year many times that of the last: 元 for 万元 in one of them.
fn multiple(book: Book<'_>, other: &Book<'_>) -> Option<Finding> {
    let spent = |ledger: &Ledger| {
        let scope = ledger.whole(ledger::Entity::DEPARTMENT).with(nodes().spent);
        ledger.sum(&scope).map(Amount::fen).map(i128::from)
    };
    let (now, before) = (spent(&book.filled.ledger)?, spent(&other.filled.ledger)?);
    let (least, most) = (now.min(before), now.max(before));
    (least > 0 && most / least >= MULTIPLE).then(|| {
        let times = most / least;
        let message = Message::new(
            format!("本年支出与另一本底稿相差 {times} 倍，请核对两本的“金额单位”和金额。"),
            format!("Spending differs {times} times from the other ledger; check the unit of money of both."),
        );
        let spot = book.filled.cells.spot(Part::Basics("金额单位"));
        let location = location(&spot, None);
        Finding::new(
            super::problems::check(Kind::Scale).key(),
            Severity::Warning,
            location.place,
            message,
            Message::default(),
        )
    })
}

fn told(other: &Book<'_>, entry: &'static str, message: Message) -> Finding {
    let advice = Message::new(
        "核对 --with 给出的文件；没有合适的，就不要给。",
        "Check the file given with --with, or leave it out.",
    );
    // Not every form of a report shows the file of a finding.
    let message = Message::new(
        format!("{}：{}", other.name, message.zh),
        format!("{}: {}", other.name, message.en),
    );
    let location = location(&other.filled.cells.spot(Part::Basics(entry)), Some(other.name));
    let place = location.place.clone();
    let finding =
        Finding::new(checks::LEDGER_OTHER.key(), Severity::Warning, place, message, advice);
    Finding { location, ..finding }
}
