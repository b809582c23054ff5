//! The year that a sentence compares with, where it is not the one before.

use super::Facts;
use disclosure::Claim;
use ledger::{Scope, Stage, Year};

/// Whether the paragraph names the amount by the year with which it is compared, and no later one.
pub(super) fn is_named(facts: &Facts<'_>, claim: &Claim, now: &Scope, year: Year) -> bool {
    let [own, next] = [year.0, year.0.saturating_add(1)].map(|year| format!("{year}年"));
    let seen = facts.disclosure.observations.iter().filter(|seen| seen.place == claim.place);
    let lost = facts.disclosure.unrecognised.iter().filter(|lost| lost.place == claim.place);
    let mut labels = seen.clone().map(|seen| &*seen.source.label).chain(lost.map(|it| &*it.text));
    claim.words.contains(&own)
        && now.year == Some(year)
        && seen.clone().any(|seen| seen.scope == *now && seen.source.label.starts_with(&own))
        && !labels.any(|label| label.contains(&next))
}

/// The year compared with, if it is a later one or earlier than the last, or if the very same
/// thing is compared with itself.
pub(super) fn odd_year(now: &Scope, base: &Scope) -> Option<Year> {
    let (now_year, base_year) = (now.year?, base.year?);
    // 2031年预算3万元,比2031年执行数增加: what is planned is compared with what was done before.
    let is_done = matches!(base.stage, Stage::Execution | Stage::FinalAccounts);
    let is_same =
        base_year == now_year && (base.stage == now.stage || now.stage == Stage::Budget && is_done);
    (is_same || base_year > now_year || base_year < now_year.before()).then_some(base_year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::Entity;

    #[test]
    fn only_a_known_year_can_be_odd() {
        let of = |year: Option<u16>| {
            Scope::whole(Entity::DEPARTMENT, year.map(Year), Stage::FinalAccounts)
        };
        let odd = |now, base| odd_year(&of(now), &of(base)).map(|year| year.0);
        assert_eq!(odd(Some(2031), Some(2030)), None);
        assert_eq!(odd(Some(2031), Some(2029)), Some(2029));
        assert_eq!(odd(Some(2031), Some(2032)), Some(2032));
        assert_eq!(odd(Some(2031), Some(2031)), Some(2031));
        assert_eq!(odd(Some(2031), None), None);
        assert_eq!(odd(None, None), None);
    }
}
