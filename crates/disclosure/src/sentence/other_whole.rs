//! Shares of another amount than the one that was taken for their whole.

use super::figures::{Figure, Role};
use crate::model::{Assertion, Claim};
use crate::vocabulary::lexicon;

/// How many characters at the end of a name are compared.
const TAIL: usize = 4;

/// Takes away the claims on shares that are of another amount of the paragraph: of the nearer one, where
/// `政府债务余额` is printed of two levels, or of that of another year, which need not be printed.
pub(super) fn remove(claims: &mut Vec<Claim>, figures: &[Figure<'_>]) {
    claims.retain(|claim| !is_of_another(claim, figures));
}

fn is_of_another(claim: &Claim, figures: &[Figure<'_>]) -> bool {
    let Assertion::Takes { part, whole, percent, .. } = &claim.says else { return false };
    let [part] = part.as_slice() else { return false };
    let own = |it: &Figure<'_>| it.printed == part.printed && it.words == part.words;
    let Some(at) = figures.iter().rposition(own) else { return false };
    let Some((share, before)) = figures.get(..=at).and_then(<[_]>::split_last) else {
        return false;
    };
    if share.is_share(*percent, *whole) {
        return false;
    }
    // 占2030年支出的45%
    let Some((_, of)) = claim.words.rsplit_once('占') else { return false };
    let name = of.trim_end_matches(|c: char| c.is_ascii_digit() || "%.的比重为".contains(c));
    // Only the end of a name is compared, as its beginning may have been read as the name of a body.
    let tail = name.char_indices().rev().nth(TAIL - 1).and_then(|(at, _)| name.get(at..));
    let tail = tail.unwrap_or(name);
    let is_exact = percent.to_string().contains('.');
    let is_whole = |it: &Figure<'_>| {
        it.role != Role::Change
            && it.fen() > share.fen()
            && share.is_share(*percent, it.printed)
            && if tail.is_empty() { is_exact } else { it.words.contains(tail) }
    };
    let year = lexicon::years(of).next();
    let named = figures.iter().find(|it| it.printed == *whole);
    let is_of_other_year = year.zip(named).is_some_and(|(year, named)| {
        let mut years = lexicon::years(named.words).peekable();
        years.peek().is_some() && years.all(|other| other != year)
    });
    is_of_other_year || before.iter().any(is_whole)
}

#[cfg(test)]
mod tests {
    use super::super::tests::all_claims;
    use crate::model::Assertion;

    /// Returns the percentages of the claims that an amount is a share of another.
    fn shares(text: &str) -> Vec<String> {
        let claims = all_claims(&[text]).into_iter().filter_map(|claim| match claim {
            Assertion::Takes { percent, .. } => Some(percent.to_string()),
            _ => None,
        });
        claims.collect()
    }

    #[test]
    fn a_share_is_of_the_nearer_amount_or_of_its_year() {
        let two = "全县怪债余额124亿元（甲债余额57亿元，占怪债余额的45.97%）。县本级怪债余额83亿元\
                   （甲债余额34.8亿元，占怪债余额的41.93%）。";
        assert!(!shares(two).iter().any(|percent| percent.starts_with("41.93")));
        let year = "2030年怪费500万元，占2030年公共支出的45%（2031年公共支出1000万元）。";
        assert!(!shares(year).iter().any(|percent| percent.starts_with("45")));
    }
}
