//! What kind of slip a wrong number looks like.

use super::facts::Facts;
use super::id::Cell;
use disclosure::Observation;
use ledger::Printed;
use message::Message;

/// A kind of slip by which a number becomes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slip {
    /// Minus for plus.
    Sign,
    /// 元 printed where 万元 belongs, or the other way round.
    Unit,
    /// The decimal point is off by this number of places.
    Point(u32),
    /// The number of a neighbouring cell, and the neighbour's direction.
    Copied(Message),
    /// Two neighbouring digits in each other's place.
    Swapped,
    /// One digit is another.
    Digit,
    /// 角 and 分 are missing.
    Cents,
    /// A number in a cell that should be blank.
    InBlank,
    /// Nothing where a number belongs.
    LeftOut,
    /// Nothing that looks familiar.
    Other,
}

impl Slip {
    /// Returns its description.
    pub fn text(&self) -> Message {
        match self {
            Self::Sign => Message::new("正负号相反", "wrong sign"),
            Self::Unit => Message::new("元与万元混淆", "元 and 万元 confused"),
            Self::Point(places) => Message::new(
                format!("小数点错{places}位"),
                format!("decimal point off by {places}"),
            ),
            Self::Copied(place) => Message::new(
                format!("疑似抄自{}", place.zh),
                format!("looks copied from {}", place.en),
            ),
            Self::Swapped => Message::new("相邻两位数字颠倒", "two digits swapped"),
            Self::Digit => Message::new("一位数字有误", "one digit wrong"),
            Self::Cents => Message::new("丢失角分", "cents lost"),
            Self::InBlank => Message::new("应空白处填了数", "a number where a blank belongs"),
            Self::LeftOut => Message::new("漏填", "left out"),
            Self::Other => Message::new("数字有误", "wrong figure"),
        }
    }

    /// Returns its rank: known slips first, then numbers in blank cells, then the rest.
    pub const fn rank(&self) -> usize {
        match self {
            Self::Sign | Self::Unit | Self::Point(_) | Self::Swapped => 0,
            Self::Digit | Self::Cents | Self::Copied(_) => 0,
            Self::InBlank => 1,
            Self::Other => 3,
            Self::LeftOut => 4,
        }
    }
}

/// The likeliest slip by which a cell prints what it prints instead of `expected`.
pub fn slip(facts: &Facts<'_>, cell: Cell, expected: Printed) -> Slip {
    let Some(printed) = facts.value(cell).printed() else { return Slip::LeftOut };
    let (wrong, right) = (digits(printed), digits(expected));
    let (is, should) = (printed.nominal().fen(), expected.nominal().fen());
    match () {
        () if is == -should => Slip::Sign,
        () if is_times(is, should, 4) => Slip::Unit,
        () if is_swapped(&wrong, &right) => Slip::Swapped,
        () => {
            point(is, should).or_else(|| copied(facts, cell, printed)).unwrap_or_else(|| match () {
                () if differing(&wrong, &right) == Some(1) => Slip::Digit,
                () if is % 100 == 0 && is / 100 == should / 100 => Slip::Cents,
                () if should == 0 => Slip::InBlank,
                () => Slip::Other,
            })
        }
    }
}

fn digits(printed: Printed) -> Vec<char> {
    printed.to_string().chars().filter(char::is_ascii_digit).collect()
}

/// Returns whether one is the other with the decimal point off by `power` places.
fn is_times(is: i64, should: i64, power: u32) -> bool {
    let is_times =
        |big: i64, small: i64| small != 0 && small.checked_mul(10_i64.pow(power)) == Some(big);
    is_times(is, should) || is_times(should, is)
}

fn point(is: i64, should: i64) -> Option<Slip> {
    (1..=8).find(|power| is_times(is, should, *power)).map(Slip::Point)
}

/// Returns whether a neighbouring cell has the same number.
fn copied(facts: &Facts<'_>, cell: Cell, printed: Printed) -> Option<Slip> {
    let cell = facts.observation(cell);
    cell.source.table?;
    let is_copy = |other: &&Observation| {
        let (rows, columns) = distance(cell, other);
        other.source.table == cell.source.table
            && (rows == 0 || columns == 0)
            && (1..=3).contains(&(rows + columns))
            && other.value.printed().is_some_and(|other| other.nominal() == printed.nominal())
    };
    let copies = facts.disclosure.observations.iter().filter(is_copy);
    let nearest = copies.filter(|_| !printed.is_zero()).min_by_key(|other| {
        let (rows, columns) = distance(cell, other);
        rows + columns
    })?;
    Some(Slip::Copied(beside(cell, nearest)))
}

fn distance(one: &Observation, other: &Observation) -> (u32, u32) {
    let (one, other) = (&one.source, &other.source);
    (one.row.abs_diff(other.row), one.column.abs_diff(other.column))
}

/// The direction of a neighbour, seen from a cell.
fn beside(cell: &Observation, other: &Observation) -> Message {
    let source = &other.source;
    if source.row == cell.source.row {
        let head = &source.head;
        return Message::new(format!("同行“{head}”列"), format!("column “{head}” of the same row"));
    }
    let label = format!("{}{}", source.code, source.label);
    let (zh, en) = match (source.row < cell.source.row, distance(cell, other).0) {
        (true, 1) => ("上一行", "the row above"),
        (false, 1) => ("下一行", "the row below"),
        _ => ("同列", "row"),
    };
    let row = if zh == "同列" { "行" } else { "" };
    Message::new(format!("{zh}“{label}”{row}"), format!("{en} “{label}”"))
}

fn is_swapped(wrong: &[char], right: &[char]) -> bool {
    let differ: Vec<usize> =
        (0..wrong.len().max(right.len())).filter(|at| wrong.get(*at) != right.get(*at)).collect();
    match differ.as_slice() {
        [one, other] => {
            other - one == 1
                && wrong.get(*one) == right.get(*other)
                && wrong.get(*other) == right.get(*one)
        }
        _ => false,
    }
}

fn differing(wrong: &[char], right: &[char]) -> Option<usize> {
    (wrong.len() == right.len()).then(|| wrong.iter().zip(right).filter(|(a, b)| a != b).count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identities::testing::printing;
    use disclosure::Value;
    use ledger::MoneyUnit;
    use std::collections::BTreeSet;

    #[test]
    fn slips_are_named() {
        let parse = |text| Printed::parse(text, MoneyUnit::TenThousandYuan).unwrap();
        let slip = |value, should| {
            let disclosure = printing(vec![value]);
            let facts = Facts::new(&disclosure, BTreeSet::new());
            super::slip(&facts, Cell::of(&[0])[0], parse(should))
        };
        let named = |is, should| slip(Value::Printed(parse(is)), should).text().en;
        assert_eq!(named("12.34", "12.43"), "two digits swapped");
        assert_eq!(named("12.34", "12.44"), "one digit wrong");
        assert_eq!(named("123.40", "12.34"), "decimal point off by 1");
        assert_eq!(named("-12.34", "12.34"), "wrong sign");
        assert_eq!(named("123400", "12.34"), "元 and 万元 confused");
        assert_eq!(named("887.36", "12.34"), "wrong figure");
        assert_eq!(named("887.36", "0.00"), "a number where a blank belongs");
        assert_eq!(slip(Value::Nothing, "1.00"), Slip::LeftOut);
    }
}
