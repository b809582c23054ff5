//! What kind of slip a wrong number looks like.

use super::facts::Facts;
use disclosure::Observation;
use finding::Text;
use ledger::Printed;

/// The likeliest slip by which `printed` came to stand where `expected` should.
pub fn cause(facts: &Facts<'_>, index: usize, printed: Option<Printed>, expected: Printed) -> Text {
    let Some(printed) = printed else {
        return Text::new("漏填", "left out");
    };
    let (wrong, right) = (digits(printed), digits(expected));
    let (is, should) = (printed.face().fen(), expected.face().fen());
    if is == -should {
        return Text::new("正负号相反", "wrong sign");
    }
    if let Some(power) = power_of_ten(is, should) {
        return power;
    }
    if let Some(neighbour) = neighbour(facts, index, printed) {
        return neighbour;
    }
    if is_swapped(&wrong, &right) {
        return Text::new("相邻两位数字颠倒", "two digits swapped");
    }
    if differing(&wrong, &right) == Some(1) {
        return Text::new("一位数字有误", "one digit wrong");
    }
    if is % 100 == 0 && is / 100 == should / 100 {
        return Text::new("丢失角分", "cents lost");
    }
    Text::new("数字有误", "wrong figure")
}

fn digits(printed: Printed) -> Vec<char> {
    printed.to_string().chars().filter(char::is_ascii_digit).collect()
}

fn power_of_ten(is: i64, should: i64) -> Option<Text> {
    let is_times = |big: i64, small: i64, power: u32| {
        small != 0 && small.checked_mul(10_i64.pow(power)) == Some(big)
    };
    if is_times(is, should, 4) || is_times(should, is, 4) {
        return Some(Text::new("元与万元混淆", "元 and 万元 confused"));
    }
    let power =
        (1..=8).find(|power| is_times(is, should, *power) || is_times(should, is, *power))?;
    Some(Text::new(format!("小数点错{power}位"), format!("decimal point off by {power}")))
}

/// Whether the number stands in a cell beside, above or below it too.
fn neighbour(facts: &Facts<'_>, index: usize, printed: Printed) -> Option<Text> {
    let cell = facts.observation(index)?;
    let table = cell.source.table?;
    let is_copy = |other: &&Observation| {
        let source = &other.source;
        let (rows, columns) =
            (source.row.abs_diff(cell.source.row), source.column.abs_diff(cell.source.column));
        source.table == Some(table)
            && rows + columns > 0
            && (rows == 0 || columns == 0)
            && rows + columns <= 3
            && other.value.printed().is_some_and(|other| other.face() == printed.face())
    };
    let copy = facts.disclosure.observations.iter().find(is_copy).filter(|_| !printed.is_zero())?;
    let what = if copy.source.row == cell.source.row {
        copy.source.head.clone()
    } else {
        format!("{}{}", copy.source.code, copy.source.label)
    };
    Some(Text::new(
        format!("与“{what}”相同，疑似抄错"),
        format!("the same as “{what}”: copied from there?"),
    ))
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
    use disclosure::Disclosure;
    use ledger::MoneyUnit;
    use std::collections::BTreeSet;

    #[test]
    fn slips_are_named() {
        let disclosure = Disclosure::default();
        let facts = Facts::new(&disclosure, BTreeSet::new());
        let parse = |text| Printed::parse(text, MoneyUnit::TenThousandYuan).unwrap();
        let named = |is, should| cause(&facts, 0, Some(parse(is)), parse(should)).en;
        assert_eq!(named("12.34", "12.43"), "two digits swapped");
        assert_eq!(named("12.34", "12.44"), "one digit wrong");
        assert_eq!(named("123.40", "12.34"), "decimal point off by 1");
        assert_eq!(named("-12.34", "12.34"), "wrong sign");
        assert_eq!(named("123400", "12.34"), "元 and 万元 confused");
        assert_eq!(named("887.36", "12.34"), "wrong figure");
    }
}
