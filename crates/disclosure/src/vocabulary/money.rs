//! Amounts of money in running text: `71.2万元`, `≤3.08万元`.

use ledger::{MoneyUnit, NotAnAmount, Printed};
use std::ops::Range;

/// An amount in a text and the position of its characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The bytes of the number and its unit.
    pub range: Range<usize>,
    /// The number.
    pub printed: Printed,
}

/// Returns every number in `text` (in normal form) that is followed by a unit of money.
pub fn mentions(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) =
        text.get(from..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
    {
        let start = from + start;
        let number = number(text.get(start..).unwrap_or_default());
        let after = text.get(start + number.len()..).unwrap_or_default();
        from = start + number.len();
        let before = text.get(..start).unwrap_or_default();
        let Some((unit, name)) = unit(before, after) else {
            found.extend(zero(text, start..from));
            continue;
        };
        let start = before.strip_suffix(['-', '−']).map_or(start, str::len);
        let end = from + name.len();
        // 单价100万元以上的设备: a threshold is not an amount of the budget.
        let rest = text.get(end..).unwrap_or_default();
        if ["以上", "(含)以上", "以下", "(含)以下"].iter().any(|bound| rest.starts_with(bound))
        {
            from = end;
            continue;
        }
        if let Ok(printed) = Printed::parse(text.get(start..from).unwrap_or_default(), unit) {
            found.push(Mention { range: start..end, printed });
        }
    }
    found
}

/// Returns how many amounts `text` (in normal form) mentions.
pub fn count(text: &str) -> usize {
    // Few texts contain a unit of money, and searching characters is faster.
    if text.contains(['元', '万']) { mentions(text).len() } else { 0 }
}

/// Returns the unit that stands between a number and `after`, and how it is written: 万 for 万元 where
/// what is before the number names money, `公务接待费3.1万,`.
fn unit(before: &str, after: &str) -> Option<(MoneyUnit, &'static str)> {
    const WAN: &str = "万";
    const MONEY: [&str; 8] = ["费", "收入", "支出", "拨款", "资金", "决算", "预算", "金额"];
    const NEAR: usize = 6;
    let whole = MoneyUnit::ALL.into_iter().find(|unit| after.starts_with(unit.name()));
    if let Some(unit) = whole {
        return Some((unit, unit.name()));
    }
    let is_over = after.strip_prefix(WAN)?.chars().next().is_none_or(|c| ",。;、)".contains(c));
    let near = before
        .char_indices()
        .rev()
        .nth(NEAR - 1)
        .map_or(before, |(at, _)| before.get(at..).unwrap_or_default());
    let is_money = MONEY.iter().any(|word| near.contains(word));
    (is_over && is_money).then_some((MoneyUnit::TenThousandYuan, WAN))
}

/// A zero is also an amount without a unit: `年初预算为0,`.
fn zero(text: &str, range: Range<usize>) -> Option<Mention> {
    let is_told = text.get(..range.start)?.ends_with("预算为")
        && text.get(range.end..)?.chars().next().is_none_or(|c| matches!(c, ',' | ';' | '。'));
    let printed = Printed::parse(text.get(range.clone())?, MoneyUnit::Yuan).ok()?;
    (is_told && printed.nominal().fen() == 0).then_some(Mention { range, printed })
}

/// Returns the amount that a target states: `≤3.08万元`, `25万元`. Typing errors after 万 are read as
/// 万元.
pub fn target(text: &str) -> Result<Printed, NotAnAmount> {
    let text = text.trim_start_matches(['≤', '≥', '<', '>', '=', '＝', '约', '不', '超', '过']);
    let text = text.trim_end_matches(['。', ';', '以', '内', '左', '右']);
    let number = number(text);
    let after = text.get(number.len()..).unwrap_or_default();
    let unit = MoneyUnit::ALL.into_iter().find(|unit| after == unit.name());
    let slip = (after.chars().count() <= 2).then_some(after.chars().next()).flatten();
    let unit = unit.or(match slip {
        Some('亿') => Some(MoneyUnit::HundredMillionYuan),
        Some('万') => Some(MoneyUnit::TenThousandYuan),
        _ => None,
    });
    Printed::parse(number, unit.ok_or(NotAnAmount::Words)?)
}

/// Returns the digits at the start of `text`, with separators and decimals.
fn number(text: &str) -> &str {
    let end =
        text.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(text.len());
    text.get(..end).unwrap_or_default().trim_end_matches([',', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_found_with_their_units() {
        let text = "2031年基本支出79.63万元,其中人员经费1,071.2元,占比3.5%,购车2辆";
        let found: Vec<_> = mentions(text)
            .iter()
            .map(|m| (&text[m.range.clone()], m.printed.nominal().fen()))
            .collect();
        assert_eq!(found, [("79.63万元", 79_630_000), ("1,071.2元", 107_120)]);
    }

    #[test]
    fn wan_of_money_is_an_amount() {
        let text = "培训费决算数合计为10.86万,接待费3万;参会人数2.1万,受益群众3万人,资金使用3万次";
        let found: Vec<_> = mentions(text)
            .iter()
            .map(|m| (&text[m.range.clone()], m.printed.nominal().fen()))
            .collect();
        assert_eq!(found, [("10.86万", 10_860_000), ("3万", 3_000_000)]);
    }

    #[test]
    fn thresholds_are_no_amounts() {
        let text = "单价50万元以上的设备1台,单价100万元(含)以上的设备2台,价值3万元";
        let found: Vec<_> = mentions(text).iter().map(|m| &text[m.range.clone()]).collect();
        assert_eq!(found, ["3万元"]);
    }

    #[test]
    fn a_target_is_an_amount_or_it_is_not() {
        let fen = |text| target(text).map(|printed| printed.nominal().fen());
        assert_eq!(fen("≤3.08万元"), Ok(3_080_000));
        assert_eq!(fen("25万元"), Ok(25_000_000));
        assert_eq!(fen("≤1万园"), Ok(1_000_000));
        assert_eq!(fen("5000元"), Ok(500_000));
        assert_eq!(fen("≥90%"), Err(NotAnAmount::Words));
        assert_eq!(fen("15人"), Err(NotAnAmount::Words));
        assert_eq!(fen("节约成本"), Err(NotAnAmount::Words));
    }
}
