//! The outcomes of all claims of a document; what claims of the same share say of each other.

use super::Facts;
use super::claims::{Verdict, Wrong, verdict};
use disclosure::{Assertion, Claim, Term};
use document::Place;
use ledger::{Percent, Scope};
use rustc_hash::FxHashSet;

/// Returns the outcomes of all claims, in order.
pub fn verdicts(facts: &Facts<'_>) -> Vec<Verdict> {
    let claims = &facts.disclosure.claims;
    let mut verdicts: Vec<Verdict> = claims.iter().map(|claim| verdict(facts, claim)).collect();
    decide_once(claims, &mut verdicts);
    even_out(claims, &mut verdicts);
    verdicts
}

/// A share that its scopes decide is not decided once more by the words around it.
fn decide_once(claims: &[Claim], verdicts: &mut [Verdict]) {
    let decided: FxHashSet<(&Place, Scope, Percent)> = claims
        .iter()
        .zip(&*verdicts)
        .filter(|(_, verdict)| **verdict != Verdict::Unchecked)
        .filter_map(|(claim, _)| match &claim.says {
            Assertion::Share { part, percent, .. } => Some((&claim.place, *part, *percent)),
            _ => None,
        })
        .collect();
    for (claim, verdict) in claims.iter().zip(verdicts) {
        if let Assertion::Takes { part, percent, .. } = &claim.says
            && let [Term { scope: Some(part), .. }] = part.as_slice()
            && decided.contains(&(&claim.place, *part, *percent))
        {
            *verdict = Verdict::Unchecked;
        }
    }
}

/// Of shares that make up just 100% one is written a little off, so that they do.
fn even_out(claims: &[Claim], verdicts: &mut [Verdict]) {
    for (at, claim) in claims.iter().enumerate() {
        let Some(Verdict::Fails(wrong)) = verdicts.get(at) else { continue };
        let right = match wrong {
            Wrong::Percent { right, .. } => right.map(|right| right.to_string()),
            Wrong::Amounts(off) => off.right.clone(),
            _ => None,
        };
        let right = right.as_deref().and_then(|right| Percent::parse(right.trim_end_matches('%')));
        let is_beside =
            share_of(claim).zip(right).is_some_and(|(percent, right)| right.is_beside(percent));
        let decided = claims.iter().zip(&*verdicts).filter(|(_, it)| **it != Verdict::Unchecked);
        let shares = decided.filter(|(other, _)| other.place == claim.place);
        if is_beside && Percent::are_all(shares.filter_map(|(other, _)| share_of(other))) {
            verdicts.get_mut(at).into_iter().for_each(|it| *it = Verdict::Holds);
        }
    }
}

/// The percentage of a share.
fn share_of(claim: &Claim) -> Option<Percent> {
    match &claim.says {
        Assertion::Share { percent, .. } | Assertion::Takes { percent, .. } => Some(*percent),
        _ => None,
    }
}
