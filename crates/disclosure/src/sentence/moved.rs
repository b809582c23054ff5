//! Changes of parts, and the change of their whole, whatever they count:
//! `支出调增9万元,其中:甲费调增6万元,乙费调增3万元`.

use super::adjusted::direction;
use super::figures::Figure;
use super::stated::stated;
use super::subjects::Subjects;
use crate::model::Sum;

/// The sums of changes that `figures` state.
pub(super) fn moved(figures: &[Figure<'_>], subjects: &Subjects) -> Vec<Sum> {
    let lists = figures.iter().enumerate().filter_map(|(at, whole)| {
        let way = direction(whole)?;
        let rest = figures.get(at + 1..)?;
        let first = rest.first()?;
        let is_bracketed = first.opens_bracket();
        let begins = is_bracketed || first.gap.contains("其中");
        let is_own = |it: &&Figure<'_>| {
            let is_first = std::ptr::eq(*it, first);
            is_first
                || !it.gap.contains('。')
                    && !it.gap.contains("其中")
                    && !it.gap.contains(['(', ')'])
        };
        let parts: Vec<&Figure<'_>> = rest.iter().take_while(is_own).collect();
        // What moves the other way, or does not move, is not added up.
        let is_plain = parts.iter().all(|it| direction(it) == Some(way));
        let parts: Vec<Figure<'_>> = parts.into_iter().map(Figure::as_level).collect();
        let parts: Vec<&Figure<'_>> = parts.iter().collect();
        stated(&whole.as_level(), &parts, is_bracketed, subjects).filter(|_| begins && is_plain)
    });
    lists.collect()
}

#[cfg(test)]
mod tests {
    use super::super::figures::figures;
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let print = |sum: Sum| {
            let parts: Vec<String> = sum.parts.iter().map(|it| it.printed.to_string()).collect();
            format!("{}={}", sum.whole.printed, parts.join("+"))
        };
        moved(&figures(text), &Subjects::new(&[])).into_iter().map(print).collect()
    }

    #[test]
    fn changes_of_parts_make_up_the_change_of_the_whole() {
        let text = "支出调增9万元,其中:甲支出调增6万元,乙支出调增4万元。";
        assert_eq!(told(text), ["9=6+4"]);
        assert_eq!(told("收入增加9万元(甲收入增加6万元,乙收入增加4万元)"), ["9=6+4"]);
        assert_eq!(told("支出增加9万元,其中甲费增加12万元,乙费减少3万元。"), [""; 0]);
        assert_eq!(told("支出增加9万元,其中甲费3万元,乙费增加3万元。"), [""; 0]);
    }
}
