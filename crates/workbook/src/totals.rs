//! The running totals: formulas over the lines, with what they come to now.

use crate::encode::unit_name;
use crate::follows::{codes_of, purposes};
use crate::letters::letters;
use crate::lists::List;
use crate::tables::{AMOUNT, ECONOMIC, FUND, LINES, MEMO, PROJECT, PURPOSE, SOURCE, UNIT, UNITS};
use crate::{Form, money};
use ledger::{Amount, BudgetLine, Entity, Ledger, Node, nodes};
use std::collections::HashMap;

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
        .chain(of_list(PURPOSE, List::Purpose))
        .chain(of_list(MEMO, List::Memo));
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
    let criteria = criteria(heading, name);
    let mut sums: HashMap<Entity, i128> = HashMap::new();
    for line in ledger.lines.iter().filter(|line| stands(line, heading, name)) {
        *sums.entry(line.unit).or_default() += i128::from(line.amount.fen());
    }
    let decimal = |fen: i128| {
        let amount = i64::try_from(fen).map(Amount::from_fen).unwrap_or_default();
        money::decimal(amount, form.unit)
    };
    let of_unit = |unit: Entity| decimal(sums.get(&unit).copied().unwrap_or_default());
    let formula = |of_unit: &str| {
        let sums = criteria.iter().map(|of_word| match format!("{of_unit}{of_word}") {
            all if all.is_empty() => format!("SUM({amounts})"),
            all => format!("SUMIFS({amounts}{all})"),
        });
        format!("={}", sums.collect::<Vec<_>>().join("+"))
    };
    let mut cells = vec![
        Cell::Words(heading.to_owned()),
        Cell::Words(name.to_owned()),
        Cell::Formula(formula(""), decimal(sums.values().sum())),
    ];
    cells.extend((0..units(ledger)).map(|index| {
        let head = format!("{}$1", letters(index + 3));
        let entity = u16::try_from(index).ok().map(Entity::unit);
        Cell::Formula(
            formula(&format!(",{},{head}", range(UNIT))),
            entity.map(of_unit).unwrap_or_default(),
        )
    }));
    cells
}

/// The conditions under which a line counts: that the word stands there, or that the cell is blank
/// and the word follows from others. At most one of them holds for a line.
fn criteria(heading: &str, name: &str) -> Vec<String> {
    if heading.is_empty() {
        return vec![String::new()];
    }
    let is = |heading: &str, what: &str| format!(",{},\"{what}\"", range(heading));
    let blank = format!("{}{}", is(heading, "="), is("去向", nodes().spent.name_zh()));
    let mut all = vec![is(heading, name)];
    let purposes = purposes().into_iter().filter(|(_, node)| node.name_zh() == name);
    let memo = List::Memo.node(name);
    match heading {
        PURPOSE if name == nodes().project.name_zh() => {
            all.push(format!("{blank}{}", is(PROJECT, "<>")));
        }
        PURPOSE => all.extend(purposes.map(|(class, _)| {
            format!("{blank}{}{}", is(PROJECT, "="), is(ECONOMIC, &format!("{class}*")))
        })),
        MEMO => all.extend(memo.into_iter().flat_map(codes_of).flat_map(|code| {
            let blank = &blank;
            nodes().fiscal.parts().iter().map(move |fund| {
                let of_code = is(ECONOMIC, &format!("{code}*"));
                format!("{blank}{of_code}{}", is(FUND, fund.name_zh()))
            })
        })),
        _ => {}
    }
    all
}

/// Whether a line has that word under that heading.
fn stands(line: &BudgetLine, heading: &str, name: &str) -> bool {
    let node: Node = match heading {
        SOURCE => line.source,
        "去向" => line.used,
        FUND => line.fund,
        PURPOSE => line.purpose,
        MEMO => line.memo,
        _ => return true,
    };
    node.name_zh() == name
}

/// A whole column of the lines.
fn range(heading: &str) -> String {
    let column = letters(LINES.place(heading).unwrap_or(0));
    format!("{}!${column}:${column}", LINES.name)
}
