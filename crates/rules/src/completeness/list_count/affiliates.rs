//! How many units a budget has besides the office itself, and how many of each kind there are:
//! `本部以及下属5家预算单位……本部门中，行政单位1家，参公单位1家，事业单位4家`.

use crate::index::Line;
use crate::quantity::quantities;

/// How the own office is called, and how the units below it are.
const OWN: [&str; 4] = ["本部以及下属", "本级以及下属", "本部及下属", "本级及下属"];
const BELOW: &str = "家预算单位";
/// The end of the names of kinds of units.
const KIND: &str = "单位";

/// The two counts, if they differ.
pub(super) fn find(words: &str, behind: &[&Line<'_>]) -> Option<(usize, usize)> {
    let (_, rest) = OWN.iter().find_map(|own| words.split_once(own))?;
    let (count, rest) = rest.split_once(BELOW)?;
    let below: usize = count.parse().ok()?;
    let next = behind.first().map_or("", |next| &*next.words);
    let kinds = |words: &str| -> Vec<usize> {
        let said = quantities(words);
        let kinds = said.iter().filter(|it| it.unit == "家" && it.name.ends_with(KIND));
        kinds.filter_map(|it| usize::try_from(it.whole()?).ok()).collect()
    };
    let kinds = Some(kinds(rest)).filter(|kinds| !kinds.is_empty()).unwrap_or_else(|| kinds(next));
    let all: usize = kinds.iter().sum();
    (kinds.len() > 1 && all > 0 && all != below + 1).then(|| (below, all - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_all_kinds_are_those_below_and_the_office() {
        let words = "包括本部以及下属5家预算单位。本部门中，行政单位1家，参公单位1家，事业单位4家";
        assert_eq!(find(words, &[]), None);
        assert_eq!(find(&words.replace("下属5", "下属3"), &[]), Some((3, 5)));
    }
}
