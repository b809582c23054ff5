//! What a government owes: what it owed before, with what it borrowed and without what it paid back.

use super::{Number, number, shown};
use crate::lint::Violation;
use document::{Cell, Table};
use message::Message;

/// What a row of a table on debt is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    /// `2030年末债务余额`
    Owed(u16),
    /// `2030年末债务余额限额`
    Limit(u16),
    /// `债务发行额`
    Borrowed,
    /// `债务还本额`
    Repaid,
}

impl Row {
    fn of(name: &str) -> Option<Self> {
        let words: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        if words.contains("债务发行额") {
            return Some(Self::Borrowed);
        }
        if words.contains("债务还本额") || words.contains("债务还本支出") {
            return Some(Self::Repaid);
        }
        let (head, behind) = words.split_once("年末")?;
        let year = head.get(head.len().checked_sub(4)?..)?.parse().ok()?;
        let is_limit = behind.contains("限额");
        let row = if is_limit { Self::Limit(year) } else { Self::Owed(year) };
        behind.contains("债务余额").then_some(row)
    }
}

/// The rows of a table that are of debt, each with its numbers.
struct Debts<'a>(Vec<(Row, Vec<(Number, &'a Cell)>)>);

/// The debt that does not follow from that of the year before, and the debt above its limit.
pub(super) fn odd(table: &Table) -> Vec<Violation> {
    if !table.cells.iter().any(|cell| cell.text.contains("债务余额")) {
        return Vec::new();
    }
    let debts = Debts::new(table);
    let columns = 0..table.columns;
    let balances = columns.clone().filter_map(|at| debts.balance(at));
    balances.chain(columns.filter_map(|at| debts.over(at))).collect()
}

impl<'a> Debts<'a> {
    fn new(table: &'a Table) -> Self {
        let rows = table.cells.chunk_by(|one, other| one.row == other.row);
        let rows = rows.filter_map(|cells| {
            let of = cells.iter().find_map(|cell| Row::of(&cell.text))?;
            let numbers = cells.iter().filter_map(|cell| Some((number(&cell.text)?, cell)));
            Some((of, numbers.collect()))
        });
        Self(rows.collect())
    }

    /// The only number of such rows in a column.
    fn only(&self, wanted: Row, at: u32) -> Option<(Number, &'a Cell)> {
        let of_kind = self.0.iter().filter(|(row, _)| *row == wanted);
        let mut numbers =
            of_kind.flat_map(|(_, numbers)| numbers).filter(|(_, it)| it.column == at);
        numbers.next().copied().filter(|_| numbers.next().is_none())
    }

    /// The last year of which a column gives the debt, with the debt.
    fn last(&self, at: u32) -> Option<(u16, Number, &'a Cell)> {
        let years = self.0.iter().filter_map(|(row, _)| match row {
            Row::Owed(year) => self.only(*row, at).map(|(number, cell)| (*year, number, cell)),
            _ => None,
        });
        years.max_by_key(|(year, ..)| *year)
    }

    fn balance(&self, at: u32) -> Option<Violation> {
        let (year, owed, cell) = self.last(at)?;
        let (before, _) = self.only(Row::Owed(year.checked_sub(1)?), at)?;
        let (borrowed, _) = self.only(Row::Borrowed, at)?;
        let (repaid, _) = self.only(Row::Repaid, at)?;
        let right = before.plus(borrowed).minus(repaid);
        if owed.overlaps(right) {
            return None;
        }
        let (printed, expected) = (cell.text.trim(), shown(right.value));
        let message = Message::new(
            format!("{year}年末债务余额{printed}，按上年末余额加发行额减还本额是{expected}。"),
            format!(
                "The debt at the end of {year} is {printed}; with what was borrowed and repaid it comes to {expected}."
            ),
        );
        let found = Violation::new(&cell.place, message).printed(printed).expected(expected);
        Some(found.advice(
            "核对两年的余额、发行额和还本额，改正其中一个。",
            "Compare both debts, what was borrowed and what was repaid, and correct one.",
        ))
    }

    fn over(&self, at: u32) -> Option<Violation> {
        let (year, owed, cell) = self.last(at)?;
        // What is planned and what came of it may stand in columns of their own.
        let mut limits = self.0.iter().filter(|(row, _)| *row == Row::Limit(year));
        let limit = match limits.next().filter(|_| limits.next().is_none())? {
            (_, numbers) if numbers.len() == 1 => numbers.first().map(|(number, _)| *number)?,
            _ => self.only(Row::Limit(year), at)?.0,
        };
        if owed.value - owed.half <= limit.value + limit.half {
            return None;
        }
        let (printed, most) = (cell.text.trim(), shown(limit.value));
        let message = Message::new(
            format!("{year}年末债务余额{printed}超过了限额{most}。"),
            format!("The debt at the end of {year} is {printed}, above its limit of {most}."),
        );
        Some(Violation::new(&cell.place, message).printed(printed).advice(
            "核对余额和限额，改正其中一个。",
            "Compare the debt with its limit and correct one.",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{table, told};
    use super::*;

    #[test]
    fn debt_follows_from_the_year_before_and_keeps_its_limit() {
        let of = |owed: &str, limit: &str| {
            let owed = format!("五、2031年末地方政府一般债务余额预计执行数||{owed}");
            let limit = format!("二、2031年末地方政府一般债务余额限额|{limit}|");
            told(odd(&table(&[
                "项目|预算数|执行数",
                "一、2030年末地方政府一般债务余额实际数||22.50",
                &limit,
                "三、2031年地方政府一般债务发行额||3.10",
                "　　2031年地方政府一般债券发行额||3.10",
                "四、2031年地方政府一般债务还本额||1.60",
                &owed,
            ])))
        };
        assert_eq!(of("24.00", "27.00"), []);
        let right = Some("24".to_owned());
        assert_eq!(of("24.90", "27.00"), [("24.90".to_owned(), right)]);
        assert_eq!(of("24.00", "21.00"), [("24.00".to_owned(), None)]);
    }
}
