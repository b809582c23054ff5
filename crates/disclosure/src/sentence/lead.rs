//! Clauses that lead up to the total of the three public expenses, as governments write them:
//! `根据…的决定,经某县财政局汇总,2031年县级行政单位(含参照公务员法管理的事业单位)使用财政拨款安排的三公经费支出为`.

use crate::vocabulary::lexicon::{Lexicon, Where, years};
use ledger::{Year, nodes};

/// Words by which such clauses are known.
const LEADS: [&str; 5] =
    ["汇总,", "参照公务员", "简称三公经费)", "简称:三公经费)", "使用财政拨款安排"];

const NAME: &str = "三公经费";

/// `words` with the year and the fund that the clauses name before the total, and nothing else of
/// them; `None` where they are no such clauses, or name several.
pub(super) fn without_lead(words: &str) -> Option<String> {
    let is_lead = LEADS.iter().any(|lead| words.contains(lead)) && !words.contains("其中");
    let at = words.rfind(NAME).filter(|_| is_lead)?;
    let head = words.get(..at)?;
    let tail = words.get(at + NAME.len()..)?;
    let tail = tail.strip_prefix(')').unwrap_or(tail);
    let mut years: Vec<Year> = years(head).collect();
    years.dedup();
    let said = match years.as_slice() {
        [] => String::new(),
        [Year(only)] => format!("{only}年"),
        _ => return None,
    };
    let reading = Lexicon::get().read(head, Where::Sentence);
    let fund = match reading.parts.fund {
        _ if reading.is_contradictory => return None,
        None => "",
        Some(fund) if fund == nodes().fiscal => "财政拨款",
        Some(fund) if fund == nodes().general => "一般公共预算财政拨款",
        Some(_) => return None,
    };
    Some(format!("{said}{fund}{NAME}{tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_that_lead_up_to_a_total_are_cut() {
        let cases = [
            ("经云岭县财政局汇总,2031年县级三公经费支出", "2031年三公经费支出"),
            (
                "根据有关规定,2031年云岭县行政单位(含参照公务员法管理的事业单位)使用一般公共预算拨款安排的三公经费决算总额为",
                "2031年一般公共预算财政拨款三公经费决算总额为",
            ),
            (
                "2031年用财政拨款开支的出国(境)经费、公务接待费(简称三公经费)支出合计",
                "2031年财政拨款三公经费支出合计",
            ),
        ];
        for (words, expected) in cases {
            assert_eq!(without_lead(words).as_deref(), Some(expected), "{words}");
        }
        for words in
            ["2031年三公经费支出", "经汇总,2030年支出,2031年三公经费支出", "经汇总,公务接待费支出"]
        {
            assert_eq!(without_lead(words), None, "{words}");
        }
    }
}
