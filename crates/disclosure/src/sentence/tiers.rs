//! What a whole area receives or spends, and what its own government and those below it do:
//! `全市一般公共预算收入9万元。市本级一般公共预算收入6万元,县(市、区)一般公共预算收入3万元`.

use super::figures::{Figure, Role};
use super::kin::{apart, kin};
use super::stated::{names_area, stated};
use super::subjects::Subjects;
use crate::model::Sum;

/// What both do.
const NAMES: [&str; 10] = [
    "一般公共预算收入",
    "一般公共预算支出",
    "公共财政预算收入",
    "公共财政预算支出",
    "政府性基金预算收入",
    "政府性基金预算支出",
    "政府性基金收入",
    "政府性基金支出",
    "财政总收入",
    "财政总支出",
];

/// The sums of `figures`, of which the whole may stand alone in the paragraph `before` them.
pub(super) fn of_tiers(
    before: Option<&Figure<'_>>,
    figures: &[Figure<'_>],
    subjects: &Subjects,
) -> Vec<Sum> {
    let levels: Vec<&Figure<'_>> =
        before.into_iter().chain(figures).filter(|it| it.role == Role::Level).collect();
    let is_tier = |it: &Figure<'_>| kin(it.words, subjects).iter().any(|kin| kin.group == "levels");
    let sums = levels.windows(3).enumerate().filter_map(|(at, three)| {
        let [whole, own, below] = three else { return None };
        let name = NAMES.iter().find(|name| whole.words.contains(**name))?;
        let named = [own, below].map(|it| kin(it.words, subjects));
        let is_listed = [own, below].iter().all(|it| it.words.contains(name))
            && apart(&named).is_some_and(|kin| kin.group == "levels");
        // 市本级, 开发区, 县区: there may be a third.
        let is_all = !levels.get(at + 3).is_some_and(|next| is_tier(next))
            && !three.iter().any(|it| it.gap.contains('加'));
        let is_whole = names_area(whole.words) && !is_tier(whole);
        (is_listed && is_all && is_whole).then(|| stated(whole, &[own, below], false, subjects))?
    });
    sums.collect()
}

#[cfg(test)]
mod tests {
    use super::super::figures::figures;
    use super::*;

    #[test]
    fn an_area_has_what_its_governments_have() {
        let told = |text: &str| of_tiers(None, &figures(text), &Subjects::new(&[])).len();
        let all = "全市一般公共预算收入9万元,增长2%。市本级一般公共预算收入6万元;县(市、区)一般公共预算收入2万元。";
        assert_eq!(told(all), 1);
        assert_eq!(told(&all.replace("全市", "市级")), 0);
        assert_eq!(told(&all.replace("县(市、区)一般公共预算收入", "县(市、区)税收")), 0);
    }
}
