//! Findings about unrecognised figures and blank totals.

use super::figure::{cell, evidence, show, title};
use super::identity::advice;
use crate::checks;
use crate::identities::{Cell, Evaluated};
use disclosure::{Disclosure, Unrecognised, Why};
use finding::{Evidence, Finding, Location, Unchecked};
use ledger::NotAnAmount;
use message::Message;

/// From so many contradictions on behind the first, a table has one finding for all.
const FEW: usize = 5;

/// The figures that could not be understood: they are in no identity, and none of them has passed.
pub fn unrecognised(disclosure: &Disclosure) -> Vec<Unchecked> {
    disclosure.unrecognised.iter().filter(|unread| !is_contradiction(unread)).map(open).collect()
}

/// Heads and labels that contradict each other: one finding each, or one for a table with many.
pub fn contradictions(disclosure: &Disclosure) -> Vec<Finding> {
    let all = disclosure.unrecognised.iter().filter(|unread| is_contradiction(unread));
    let all: Vec<&Unrecognised> = all.collect();
    let tables = all.chunk_by(|one, other| one.table == other.table);
    let told = tables.flat_map(|of_table| match of_table {
        [first, rest @ ..] if rest.len() >= FEW => vec![contradicts_all(first, rest)],
        few => few.iter().map(|unread| contradiction(unread)).collect(),
    });
    told.collect()
}

/// Totals left blank above numbers.
pub fn blank_totals(evaluated: &Evaluated<'_>) -> Vec<Finding> {
    let facts = &evaluated.facts;
    let blank = |(blank, parts): (&Cell, &Vec<Cell>)| {
        let seen = facts.observation(*blank);
        let words = cell(facts, *blank);
        let message = Message::new(
            format!("{}是空白，它的各项却有数字。", words.zh),
            format!("{} is blank, yet its parts print numbers.", words.en),
        );
        let advice = Message::new(
            "填上合计数，或在无须合计时核对该行的标题。",
            "Fill in the total, or check the row's label if no total is due.",
        );
        Finding {
            table: title(facts.disclosure, seen),
            printed: Some(show(seen.value)),
            scope: Some(facts.disclosure.key(&seen.scope)),
            because: parts.iter().map(|part| evidence(facts, *part)).collect(),
            ..checks::BLANK_TOTAL.finding(seen.place.clone(), message, advice)
        }
    };
    // 一、三公经费支出 above （一）支出合计, which prints it, is a heading.
    let is_printed = |cell: &Cell| {
        let seen = facts.observation(*cell);
        let same = facts.seen(&seen.scope).iter().map(|other| facts.observation(*other));
        let source = &seen.source;
        same.into_iter().any(|other| {
            let of = &other.source;
            (of.table, of.column) == (source.table, source.column)
                && of.row > source.row
                && other.value.printed().is_some()
        })
    };
    let blanks = evaluated.blank_totals.iter().filter(|(cell, _)| !is_printed(cell));
    blanks.map(blank).collect()
}

const fn is_contradiction(unread: &Unrecognised) -> bool {
    matches!(unread.why, Why::Contradiction(..))
}

fn contradiction(unread: &Unrecognised) -> Finding {
    let (head, label) = match &unread.why {
        Why::Contradiction(head, label) => (&**head, &**label),
        _ => ("", ""),
    };
    let message = Message::new(
        format!("列“{head}”与行“{label}”的口径互相矛盾，此处的数字无从理解。"),
        format!(
            "Column “{head}” and row “{label}” contradict each other; the figure can mean nothing."
        ),
    );
    let check = &checks::CONTRADICTORY_HEADS;
    Finding {
        table: unread.table.clone(),
        printed: Some(unread.text.clone()),
        ..check.finding(unread.place.clone(), message, advice(check.severity))
    }
}

/// A table whose title does not fit what it prints.
fn contradicts_all(first: &Unrecognised, rest: &[&Unrecognised]) -> Finding {
    let (found, count) = (contradiction(first), rest.len() + 1);
    let message = Message::new(
        format!("{}这张表有{count}处这样的数字，标题可能写错了。", found.message.zh),
        format!("{} The table has {count} such figures; its title may be wrong.", found.message.en),
    );
    let because = rest.iter().map(|unread| Evidence {
        location: Location::here(unread.place.clone()),
        what: Message::new("同样的问题", "the same again"),
        printed: unread.text.clone(),
    });
    Finding { message, because: because.collect(), ..found }
}

fn open(unread: &Unrecognised) -> Unchecked {
    let text = &unread.text;
    let message = match &unread.why {
        Why::Head(head) => Message::new(
            format!("“{text}”：不认识列标题“{head}”，只知道它是其中一项。"),
            format!(
                "“{text}”: the column head “{head}” is not known; it only counts as one of the parts."
            ),
        ),
        Why::Label(label) => Message::new(
            format!("“{text}”：不认识行标题“{label}”，只知道它是其中一项。"),
            format!(
                "“{text}”: the row label “{label}” is not known; it only counts as one of the parts."
            ),
        ),
        Why::NoAmount(why) => no_amount(text, *why),
        Why::Table => Message::new(
            format!("“{text}”：看不出这张表统计什么，未参加核对。"),
            format!("“{text}”: it is not clear what this table counts; it was not checked."),
        ),
        Why::Government => Message::new(
            format!("《{text}》是一级政府预算的表，口径与部门的表不同，只核对了各行的增减和比率。"),
            format!(
                "《{text}》 is a table of a government's own budget, whose scopes are not a \
                 department's; only the changes and rates of its rows were checked."
            ),
        ),
        Why::Year => Message::new(
            format!("“{text}”是上年的数，而文件没有写明年度，未参加核对。"),
            format!(
                "“{text}” is of the year before, but the document gives no year; it was not checked."
            ),
        ),
        Why::Sentence | Why::Subject(_) | Why::Contradiction(..) => Message::new(
            format!("“{text}”：看不出这个数字统计什么，未参加核对。"),
            format!("“{text}”: it is not clear what this figure counts; it was not checked."),
        ),
    };
    let (check, name) = checks::UNRECOGNISED.key();
    Unchecked {
        check,
        name,
        message,
        place: unread.place.clone(),
        table: unread.table.clone(),
        because: Vec::new(),
    }
}

fn no_amount(text: &str, why: NotAnAmount) -> Message {
    match why {
        NotAnAmount::Words => Message::new(
            format!("“{text}”：应为金额之处不是金额，或不知金额单位。"),
            format!(
                "“{text}” stands where an amount belongs and is none, or its unit of money is not given."
            ),
        ),
        NotAnAmount::TooFine => Message::new(
            format!("“{text}”：比一分钱还细，不是金额。"),
            format!("“{text}” is finer than one fen and no amount."),
        ),
        NotAnAmount::TooLarge => Message::new(
            format!("“{text}”：数字过大，不是金额。"),
            format!("“{text}” is too large to be an amount."),
        ),
    }
}
