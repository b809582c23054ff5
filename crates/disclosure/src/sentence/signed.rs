//! What is taken off where amounts run up to a total: `收入9万元,加上补助3万元,减上解支出2万元、还本支出1万元,可用财力9万元`.

use super::figures::Figure;
use crate::model::Term;
use ledger::Amount;

/// The amounts of a run that are taken off, and those that are added. Behind 减上解支出3万元 what follows may
/// be taken off as well: as many as make the total, and else all that 、 joins. Where neither tells,
/// nothing is stated.
pub(super) fn signed<'f, 'a>(
    run: &[(&'f Figure<'a>, String)],
    total: &Figure<'_>,
    before: &[Term],
) -> Option<(Vec<&'f Figure<'a>>, Vec<&'f Figure<'a>>)> {
    // How many amounts before each, and itself, are taken off at the most.
    let mut behind = 0;
    let depths = run.iter().map(|(_, gap)| {
        behind = match () {
            () if takes_off(gap) => 1,
            () if gap.contains('加') || behind == 0 => 0,
            () => behind + 1,
        };
        behind
    });
    let depths: Vec<usize> = depths.collect();
    let most = depths.iter().copied().max().unwrap_or(0);
    let parted = |most: usize| {
        let (mut off, mut parts) = (Vec::new(), Vec::new());
        for ((it, _), depth) in run.iter().zip(&depths) {
            let list = if (1..=most).contains(depth) { &mut off } else { &mut parts };
            list.push(*it);
        }
        (off, parts)
    };
    let makes_total = |most: &usize| {
        let (off, parts) = parted(*most);
        let sum = |list: &[&Figure<'_>]| list.iter().map(|it| it.fen()).sum::<i128>();
        let rest = total.fen() + sum(&off) - sum(&parts);
        before.iter().any(|first| i128::from(first.printed.nominal().fen()) == rest)
    };
    if most < 2 {
        return Some(parted(most));
    }
    let is_joined = |((_, gap), depth): (&(&Figure<'_>, String), &usize)| {
        *depth < 2 || gap.starts_with(['、', '和', '及'])
    };
    let all = || run.iter().zip(&depths).all(is_joined).then_some(most);
    (1..=most).find(makes_total).or_else(all).map(parted)
}

/// Whether the words before an amount take it off what was added up: `,减调出资金`.
pub(super) fn takes_off(gap: &str) -> bool {
    [",减", ";减", ",扣除", ",扣减"].iter().any(|off| gap.starts_with(off))
}

/// An amount that is taken off, as a part of a sum.
pub(super) fn taken_off(figure: &Figure<'_>) -> Option<Term> {
    let off = figure.printed.nominal().fen().checked_neg()?;
    let printed = figure.printed.in_format_of(Amount::from_fen(off));
    Some(Term { words: figure.words.to_owned(), printed, scope: None })
}

#[cfg(test)]
mod tests {
    use super::super::tests::sums;

    #[test]
    fn all_that_is_listed_behind_what_is_taken_off_is_taken_off() {
        let of =
            |off: &str| sums(&format!("甲收入12万元,加上上年结余3万元,{off},收入总计13.5万元。"));
        for off in [
            "减上解支出1万元、债务还本0.5万元",
            "减去上解支出1万元和债务还本0.5万元",
            "减上解支出1万元,债务还本0.5万元",
        ] {
            assert_eq!(of(off), ["13.5=?+3+-1+-0.5"], "{off}");
        }
        assert_eq!(of("减上解支出2万元,债务收入0.5万元"), ["13.5=?+3+0.5+-2"]);
        assert_eq!(of("减上解支出2万元,债务收入0.7万元"), [""; 0], "it may be either");
    }
}
