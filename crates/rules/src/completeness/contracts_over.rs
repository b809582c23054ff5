#![doc = include_str!("../../pages/YS343.en.md")]

use crate::index::{Line, fold};
use crate::lint::{Context, Sink, Violation};
use crate::quantity::quantities;
use crate::views::numbering::is_numbering;
use document::{Cell, Table};
use ledger::{Amount, MoneyUnit, Printed};
use message::Message;

/// Rows of a table on procurement, each a part of the one before.
const ROWS: [&str; 3] = ["政府采购支出", "授予中小企业合同", "授予小微企业合同"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    in_text(context, found);
    for table in context.index.tables_with(context.document, &["授予"]) {
        let rows: Vec<u32> = ROWS.iter().filter_map(|name| row(table, name)).collect();
        for pair in rows.windows(2) {
            let [whole, part] = pair else { continue };
            for cell in table.row(*part).iter().filter(|it| !is_numbering(table, *whole, it.column))
            {
                let above = table.row(*whole).iter().find(|it| it.column == cell.column);
                let Some(above) = above.filter(|it| is_less(it, cell)) else { continue };
                found.push(violation(above, cell));
            }
        }
    }
}

/// An amount of a sentence on procurement.
struct Said<'a> {
    line: &'a Line<'a>,
    yuan: i128,
    words: &'a str,
}

/// What sentences say of all procurement, of what is kept for small and medium enterprises
/// (预留), and of what these won.
fn in_text(context: &Context<'_>, found: &mut Sink) {
    let prose = || context.index.prose().filter(|line| !line.is_draft);
    let of_purchases: Vec<&Line<'_>> = prose().filter(|line| line.words.contains("采购")).collect();
    let said = |is_it: &dyn Fn(&str, &str) -> bool| {
        let mut said = of_purchases.iter().flat_map(|line| {
            let sentences = line.words.split(['。', '；']);
            sentences.filter_map(move |sentence| {
                let all = quantities(sentence);
                let it = all.iter().find(|it| it.yuan().is_some() && is_it(sentence, it.name))?;
                Some(Said { line, yuan: it.yuan()?.0, words: it.words(sentence) })
            })
        });
        // What is said twice may be of two bodies.
        said.next().filter(|_| said.next().is_none())
    };
    let is_whole =
        |name: &str| ["政府采购预算", "政府采购预算为"].iter().any(|end| name.ends_with(end));
    let planned = said(&|_, name| is_whole(name));
    let spent = said(&|_, name| name.contains("政府采购金额") && name.ends_with('为'));
    let kept = said(&|_, name| name.contains("面向中小企业预留政府采购"));
    let kept_small = said(&|_, name| name.contains("面向小微企业预留政府采购"));
    let won = |begin: &'static str| {
        said(&move |words, name| words.starts_with(begin) && name == "采购金额")
    };
    let pairs = [
        (&planned, &kept),
        (&kept, &won("在面向中小企业预留")),
        (&kept_small, &won("在面向小微企业预留")),
        (&spent, &won("在其他政府采购项目")),
    ];
    for (whole, part) in pairs {
        let (Some(whole), Some(part)) = (whole, part) else { continue };
        if part.yuan <= whole.yuan {
            continue;
        }
        let message = Message::new(
            format!("“{}”超过了“{}”。", part.words, whole.words),
            format!("“{}” is more than “{}”.", part.words, whole.words),
        );
        let what = Message::new("所属的金额", "of which it is a part");
        let violation = Violation::on(part.line, message).printed(part.words);
        found.push(
            violation
                .because(whole.line.place, what, whole.words)
                .advice("核对两处的金额，改正其中一处。", "Compare both amounts and correct one."),
        );
    }
}

fn violation(whole: &Cell, part: &Cell) -> Violation {
    let (more, less) = (part.text.trim(), whole.text.trim());
    let message = Message::new(
        format!("授予中小企业、小微企业的合同金额{more}，比它所属的{less}还多。"),
        format!("The contracts come to {more}, more than the {less} of which they are a part."),
    );
    let what = Message::new("所属的金额", "of which they are a part");
    Violation::new(&part.place, message).printed(more).because(&whole.place, what, less).advice(
        "核对两行的金额，改正其中一处。",
        "Compare the amounts of both rows and correct one.",
    )
}

/// The first row whose name begins so.
fn row(table: &Table, name: &str) -> Option<u32> {
    let first = |row: u32| {
        let words = fold(&table.row(row).iter().find(|cell| !cell.text.trim().is_empty())?.text);
        let words = words.trim_start_matches("其中").trim_start_matches('：').to_owned();
        let length = crate::number::number(&words).map_or(0, |number| number.length);
        words.get(length..).map(str::to_owned)
    };
    (0..table.rows).find(|row| first(*row).is_some_and(|words| words.starts_with(name)))
}

/// Whether one cell prints a smaller number than another.
fn is_less(one: &Cell, other: &Cell) -> bool {
    let amount = |cell: &Cell| Printed::parse(cell.text.trim(), MoneyUnit::Yuan).ok();
    let amounts = amount(one).zip(amount(other));
    amounts.is_some_and(|(one, other)| {
        one.nominal() < other.nominal() && other.nominal() > Amount::ZERO
    })
}
