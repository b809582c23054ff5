//! The running totals: formulas over the lines, with what they come to now.

use crate::encode::unit_name;
use crate::lists::List;
use crate::raw::letters;
use crate::tables::{AMOUNT, FUND, LINES, SOURCE, UNIT, UNITS};
use crate::{Form, money};
use ledger::{Amount, BudgetLine, Entity, Ledger, Node};

/// A cell of the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// A word.
    Words(String),
    /// A formula, and its result now.
    Formula(String, String),
}

/// How many units the sheet has rows for at least, so that new ones are added up too.
const ROOM: usize = 10;

/// The rows of the sheet: everything, each fund, each purpose; a column for the department
/// and one for each unit.
pub(crate) fn rows(ledger: &Ledger, form: &Form) -> Vec<Vec<Cell>> {
    let of_list = |heading: &'static str, list: List| {
        list.offered().into_iter().map(move |name| (heading, name))
    };
    let words = of_list(SOURCE, List::Source)
        .chain(of_list("去向", List::Used))
        .chain(of_list(FUND, List::Fund))
        .chain(of_list("支出性质", List::Purpose))
        .chain(of_list("三公经费", List::Memo));
    let mut rows = vec![head(ledger), row("", "合计", ledger, form)];
    rows.extend(words.map(|(heading, name)| row(heading, name, ledger, form)));
    rows
}

/// How many units have a column.
pub(crate) fn units(ledger: &Ledger) -> usize {
    ledger.units.len().max(ROOM)
}

fn head(ledger: &Ledger) -> Vec<Cell> {
    let words = |word: &str| Cell::Words(word.to_owned());
    let mut head = vec![words("按"), words("项"), words("部门合计")];
    head.extend((0..units(ledger)).map(|index| {
        let name = u16::try_from(index).map(|index| unit_name(ledger, Entity::unit(index)));
        let cell = format!("{}!{}{}", UNITS.name, letters(1), index + 2);
        Cell::Formula(format!("=IF({cell}=\"\",\"\",{cell})"), name.unwrap_or_default())
    }));
    head
}

/// The sums of the lines with that word under that heading; of all lines where there is none.
///
/// What one unit pays another is the spending unit's, as in the department's own sums.
fn row(heading: &str, name: &str, ledger: &Ledger, form: &Form) -> Vec<Cell> {
    let amounts = range(AMOUNT);
    let of_word = match heading {
        "" => String::new(),
        heading => format!(",{},\"{name}\"", range(heading)),
    };
    let sum = |entity: Option<Entity>| {
        let counted = ledger.lines.iter().filter(|line| {
            entity.is_none_or(|entity| line.unit == entity) && stands(line, heading, name)
        });
        let fen = counted.map(|line| i128::from(line.amount.fen())).sum::<i128>();
        let amount = i64::try_from(fen).map(Amount::from_fen).unwrap_or_default();
        money::decimal(amount, form.unit)
    };
    let whole = match of_word.as_str() {
        "" => format!("=SUM({amounts})"),
        of_word => format!("=SUMIFS({amounts}{of_word})"),
    };
    let mut cells = vec![
        Cell::Words(heading.to_owned()),
        Cell::Words(name.to_owned()),
        Cell::Formula(whole, sum(None)),
    ];
    cells.extend((0..units(ledger)).map(|index| {
        let head = format!("{}$1", letters(index + 3));
        let entity = u16::try_from(index).ok().map(Entity::unit);
        let formula = format!("=SUMIFS({amounts},{},{head}{of_word})", range(UNIT));
        Cell::Formula(formula, sum(entity))
    }));
    cells
}

/// Whether a line has that word under that heading.
fn stands(line: &BudgetLine, heading: &str, name: &str) -> bool {
    let node: Node = match heading {
        SOURCE => line.source,
        "去向" => line.used,
        FUND => line.fund,
        "支出性质" => line.purpose,
        "三公经费" => line.memo,
        _ => return true,
    };
    node.name_zh() == name
}

/// A whole column of the lines.
fn range(heading: &str) -> String {
    let column = letters(LINES.place(heading).unwrap_or(0));
    format!("{}!${column}:${column}", LINES.name)
}
