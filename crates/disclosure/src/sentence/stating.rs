//! What a paragraph states of its amounts, whatever they count.

use super::adjusted::adjusted;
use super::even::even;
use super::listed::{Head, Remembered};
use super::plan::against_plans;
use super::rates::rates;
use super::shares::{Shares, shares};
use super::statement::Statement;
use super::sums::sums;
use super::tiers::of_tiers;
use super::totals::runs_from;
use super::years::{differences, of_list};
use crate::model::{Assertion, Difference, Observation};
use ledger::{Printed, Scope};

impl Statement<'_> {
    /// Claims the sums and rates that the paragraph's `words` state; `before` it an amount was named alone.
    pub(super) fn add_up(&mut self, words: &str, before: Option<&Remembered>, head: Option<&Head>) {
        let mut found = sums(words, &self.figures, self.subjects);
        let list = head.and_then(|head| Some((&head.amount, head.part.as_ref()?)));
        if let Some((head, _)) = list {
            found.extend(runs_from(&head.figure(), &self.figures, self.subjects));
        }
        let alone = before.map(Remembered::figure);
        for sum in of_tiers(alone.as_ref(), &self.figures, self.subjects) {
            if !found.iter().any(|it| it.whole == sum.whole && it.parts == sum.parts) {
                found.push(sum);
            }
        }
        for mut sum in found {
            self.restage(&mut sum);
            self.open(&sum);
            self.set_apart(&sum);
            self.claim_of(&sum.whole.words.clone(), Assertion::Adds(sum));
        }
        let mut told = adjusted(words, &self.figures);
        let Shares { told: shares, complete } = shares(words, &self.figures, before);
        self.said.claims.retain(|claim| {
            !matches!(&claim.says, Assertion::Share { percent, .. } if complete.contains(percent))
        });
        told.extend(shares);
        told.extend(rates(words, &self.figures));
        told.extend(differences(words, &self.figures));
        told.extend(against_plans(words, &self.figures));
        told.extend(even(words, &self.figures));
        told.extend(list.and_then(|(head, part)| of_list(words, [part, head])));
        for (words, says) in told {
            if self.is_claimed(&says) {
                continue;
            }
            // With what the change is compared is known now.
            if let Assertion::Differs(Difference { base: Some(_), by: Some(by), .. }) = &says {
                self.said.claims.retain(|claim| {
                    !matches!(&claim.says, Assertion::Differs(Difference { base: None, by: Some(other), .. })
                        if other == by)
                });
            }
            self.claim_of(words, says);
        }
    }

    /// Whether the paragraph claims of its scopes what `says` claims of its amounts.
    fn is_claimed(&self, says: &Assertion) -> bool {
        let Assertion::Differs(Difference { now, base: Some(was), .. }) = says else {
            return false;
        };
        let amounts = self.said.observations.iter();
        let of = |printed: Printed| {
            let is_it = move |seen: &&Observation| seen.value.printed() == Some(printed);
            amounts.clone().filter(is_it).map(|seen| seen.scope)
        };
        let pairs = now.iter().flat_map(|now| of(now.printed));
        let pairs = pairs.flat_map(|now| of(*was).map(move |was| (now, was)));
        let known: Vec<(Scope, Scope)> = pairs.collect();
        self.said.claims.iter().any(|claim| match &claim.says {
            Assertion::Change { now, base, .. } => known.contains(&(*now, *base)),
            Assertion::Differs(other) => other.base == Some(*was),
            _ => false,
        })
    }
}
