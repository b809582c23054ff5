//! What there was at the beginning of the year, what came and went, and what there is at its end:
//! `年初余额9万元,当年动用5万元,年终补充3万元,年末余额7万元`.

use super::adjusted::of_sentence;
use super::figures::{Figure, Role};
use crate::model::{Fullness, Sum, Term};
use ledger::Amount;

/// How what there was is called, and what there is.
const BEGINS: [&str; 4] = ["年初余额", "年初债务余额", "上年末余额", "年初结余"];
const ENDS: [&str; 4] = ["年末余额", "年底余额", "年末债务余额", "年终余额"];
/// How what comes is called, and what goes.
const COMES: [&str; 7] = ["新增", "补充", "增加", "发行", "计提", "转入", "举借"];
const GOES: [&str; 8] = ["动用", "偿还", "还本", "减少", "调出", "使用", "核销", "化解"];

/// The sum that each sentence states by what it has of something.
pub(super) fn stocks(figures: &[Figure<'_>]) -> Vec<Sum> {
    let ends = figures.iter().enumerate().filter(|(_, it)| is_called(it, &ENDS));
    ends.filter_map(|(at, end)| stock(of_sentence(figures.get(..at)?), end)).collect()
}

/// What the amounts before its `end` make up.
fn stock(before: &[Figure<'_>], end: &Figure<'_>) -> Option<Sum> {
    let first = before.iter().rposition(|it| is_called(it, &BEGINS))?;
    let (begin, moves) = before.get(first..)?.split_first()?;
    let mut parts = vec![begin.term()];
    for it in moves {
        // 动用5万元,其中甲费3万元
        let is_own = matches!(it.role, Role::Level | Role::Change)
            && !it.gap.contains("其中")
            && !it.gap.contains(['(', ')']);
        let (comes, goes) = (names(it, &COMES), names(it, &GOES));
        parts.push(if is_own && comes != goes { it.moved(goes)? } else { return None });
    }
    let is_plain = !end.gap.contains(['。', '(', ')']);
    (is_plain && !moves.is_empty()).then(|| Sum {
        whole: end.term(),
        parts,
        first: Vec::new(),
        fullness: Fullness::Usual,
        is_apart: true,
    })
}

fn is_called(figure: &Figure<'_>, names: &[&str]) -> bool {
    let words = figure.words.trim_end_matches(['为', '达', '是']);
    figure.role == Role::Level && names.iter().any(|name| words.ends_with(name))
}

fn names(figure: &Figure<'_>, verbs: &[&str]) -> bool {
    verbs.iter().any(|verb| figure.gap.contains(verb))
}

impl Figure<'_> {
    /// Returns the amount as a term that adds to a stock, or reduces it if it `goes`.
    fn moved(&self, goes: bool) -> Option<Term> {
        let fen = self.printed.nominal().fen();
        let fen = if goes { fen.checked_neg()? } else { fen };
        Some(Term { printed: self.printed.in_format_of(Amount::from_fen(fen)), ..self.term() })
    }
}

#[cfg(test)]
mod tests {
    use super::super::figures::figures;
    use super::*;

    #[test]
    fn what_there_is_is_what_there_was_and_what_came_less_what_went() {
        let told = |text: &str| {
            let print = |sum: Sum| {
                let parts: Vec<String> =
                    sum.parts.iter().map(|it| it.printed.to_string()).collect();
                format!("{}={}", sum.whole.printed, parts.join("+"))
            };
            stocks(&figures(text)).into_iter().map(print).collect::<Vec<_>>()
        };
        assert_eq!(
            told("基金年初余额9万元,当年动用5万元,年终补充3万元,年末余额6万元。"),
            ["6=9+-5+3"]
        );
        assert_eq!(
            told("债务年初余额9万元,新增3万元,偿还本金1万元,年末余额11万元。"),
            ["11=9+3+-1"]
        );
        assert_eq!(told("年初余额9万元,动用5万元,其中甲费3万元,年末余额4万元。"), [""; 0]);
        assert_eq!(told("年初余额9万元,年末余额4万元。"), [""; 0]);
        assert_eq!(told("年初余额9万元,某项3万元,年末余额4万元。"), [""; 0]);
    }
}
