//! Changes of parts, and the change of their whole, whatever they count:
//! `支出调增9万元,其中:甲费调增6万元,乙费调增3万元`.

use super::adjusted::direction;
use super::figures::{Figure, Role, fen};
use super::marks::{Says, marks};
use super::stated::stated;
use super::subjects::Subjects;
use crate::model::{Direction, Fullness, Sum, Term};
use ledger::{Amount, Printed};

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
            let of = |bracket| it.gap.matches(bracket).count();
            // 国有资源(资产)有偿使用收入
            let is_within = of('(') == of(')') && (!is_bracketed || of('(') == 0);
            is_first || !it.gap.contains('。') && !it.gap.contains("其中") && is_within
        };
        let parts: Vec<&Figure<'_>> = rest.iter().take_while(is_own).collect();
        // What moves the other way, or does not move, is not added up.
        let is_plain = parts.iter().all(|it| direction(it) == Some(way));
        let parts: Vec<Figure<'_>> = parts.into_iter().map(Figure::as_level).collect();
        let parts: Vec<&Figure<'_>> = parts.iter().collect();
        // 短收6万元,其中税收短收8万元: what is not named may have moved the other way.
        let is_list = parts.len() > 1;
        let sum = stated(&whole.as_level(), &parts, is_bracketed, subjects);
        sum.filter(|_| begins && is_plain && is_list)
    });
    lists.collect()
}

/// An amount and by how much it changed.
struct Moved<'t, 'f, 'a> {
    level: &'f Figure<'a>,
    /// The change, with its sign, in the precision that it is printed in.
    change: Printed,
    /// What it is compared with, as far as that is named.
    against: &'t str,
    /// The words of both.
    words: &'t str,
}

/// The sums of changes that stand beside amounts which add up:
/// `支出9万元,比上年增加1万元,其中:甲费6万元,比上年增加2万元;乙费3万元,比上年减少1万元`.
pub(super) fn moved_beside(text: &str, figures: &[Figure<'_>], subjects: &Subjects) -> Vec<Sum> {
    let is_level = |it: &&Figure<'_>| it.role == Role::Level;
    let levels: Vec<&Figure<'_>> = figures.iter().filter(is_level).collect();
    let moved: Vec<Option<Moved<'_, '_, '_>>> = levels
        .iter()
        .enumerate()
        .map(|(at, level)| Moved::read(text, level, levels.get(at + 1).copied(), figures))
        .collect();
    let begins = |at: &usize| levels.get(at + 1).is_some_and(|it| it.gap.contains("其中"));
    let wholes = (0..levels.len()).filter(begins);
    let sum = |at: usize| {
        let whole = moved.get(at)?.as_ref()?;
        let mut parts: Vec<&Moved<'_, '_, '_>> = Vec::new();
        let mut left = whole.level.fen();
        for (part, level) in moved.iter().zip(&levels).skip(at + 1) {
            let is_within = level.gap.contains("其中") && !parts.is_empty();
            let is_next = if left == 0 { level.printed.is_zero() } else { level.fen() <= left };
            let is_behind = left == 0 && level.gap.contains('。');
            if is_within || is_behind || !is_next {
                break;
            }
            left -= level.fen();
            parts.push(part.as_ref()?);
        }
        let is_alike = |it: &&Moved<'_, '_, '_>| ["", whole.against].contains(&it.against);
        if left != 0 || !parts.iter().all(is_alike) {
            return None;
        }
        let levels: Vec<&Figure<'_>> = parts.iter().map(|it| it.level).collect();
        let is_all = stated(whole.level, &levels, false, subjects)?.fullness == Fullness::All;
        let total: i128 = parts.iter().map(|it| fen(it.change)).sum();
        // What is spent no more is named with nothing, or not at all.
        let is_open = !is_all && fen(whole.change) < total;
        let is_fall = fen(whole.change) < 0;
        let term = |it: &Moved<'_, '_, '_>| it.term(is_fall);
        (!is_open).then(|| Sum {
            whole: term(whole),
            parts: parts.into_iter().map(term).collect(),
            first: Vec::new(),
            fullness: if is_all { Fullness::All } else { Fullness::Usual },
            is_apart: true,
        })
    };
    wholes.filter_map(sum).collect()
}

impl<'t, 'f, 'a> Moved<'t, 'f, 'a> {
    /// Reads the change of `level` that the text states before the `next` level.
    fn read(
        text: &'t str,
        level: &'f Figure<'a>,
        next: Option<&Figure<'_>>,
        figures: &[Figure<'_>],
    ) -> Option<Self> {
        let (from, start) = (level.range.end, level.range.start - level.words.len());
        let end = next.map_or(text.len(), |next| next.range.start - next.words.len());
        let said = text.get(from..end)?.split('。').next()?;
        let is_own = |it: &&Figure<'_>| (from..from + said.len()).contains(&it.range.start);
        let change = figures.iter().filter(is_own).find(|it| it.role == Role::Change);
        let marks = marks(said).into_iter();
        let same =
            marks.map(|it| (it.says == Says::Direction(Direction::Same)).then_some(it.range));
        let same = same.flatten().next().map(|range| from + range.start..from + range.end);
        let same = same.filter(|same| change.is_none_or(|change| same.end < change.range.start));
        let (change, range) = match (same, change) {
            (Some(same), _) => (level.printed.in_format_of(Amount::from_fen(0)), same),
            (None, Some(change)) => {
                let sign = if direction(change)? == Direction::Up { 1 } else { -1 };
                let signed = Amount::from_fen(change.printed.nominal().fen().checked_mul(sign)?);
                (change.printed.in_format_of(signed), change.range.clone())
            }
            (None, None) => return None,
        };
        let before = text.get(from..range.start)?;
        // 主要是某项减少1万元 is of a part.
        let is_own = !before.contains("主要") && !before.contains("原因");
        let against = before.find(['比', '较', '与', '同']).and_then(|at| before.get(at..));
        let (against, words) =
            (compared(against.unwrap_or_default()), text.get(start..range.start)?);
        is_own.then_some(Self { level, change, against, words })
    }

    /// The change as a term of a sum, with the other sign in a sum of what fell.
    fn term(&self, is_fall: bool) -> Term {
        let sign = if is_fall { -1 } else { 1 };
        let signed = self.change.nominal().fen().saturating_mul(sign);
        let printed = self.change.in_format_of(Amount::from_fen(signed));
        Term { words: self.words.to_owned(), printed, scope: None }
    }
}

/// With what something is compared, without the words around that: 上年 of `比上年减少`, `与上年相比,增加` and
/// `同比增加`.
fn compared(words: &str) -> &str {
    const ENDS: [&str; 9] = ["相比", "增加", "增长", "减少", "下降", "持平", "数", ",", "有所"];
    if words.starts_with("同比") {
        return "上年";
    }
    let words = words.trim_start_matches(['比', '较', '与', '同']);
    let end = ENDS.iter().filter_map(|end| words.find(end)).min();
    end.and_then(|end| words.get(..end)).unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::super::figures::figures;
    use super::*;

    fn print(sum: Sum) -> String {
        let parts: Vec<String> = sum.parts.iter().map(|it| it.printed.to_string()).collect();
        format!("{}={}", sum.whole.printed, parts.join("+"))
    }

    fn told(text: &str) -> Vec<String> {
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

    #[test]
    fn changes_beside_amounts_that_add_up_add_up() {
        let beside = |text: &str| {
            moved_beside(text, &figures(text), &Subjects::new(&[]))
                .into_iter()
                .map(print)
                .collect::<Vec<_>>()
        };
        let public = "三公经费合计36万元,比上年减少2.95万元。其中:公务用车购置及运行维护费6万元,比上年减少0.35万元,\
                      公务接待费30万元,比上年增加2万元,因公出国(境)费0万元,与上年持平。";
        assert_eq!(beside(public), ["2.95=0.35+-2+0"]);
        let more =
            "支出9万元,比上年增加3万元,其中:甲费6万元,比上年增加2万元;乙费3万元,比上年减少1万元";
        assert_eq!(beside(more), ["3=2+-1"]);
        let fewer = more.replace("3万元,其中", "0.5万元,其中");
        assert_eq!(beside(&fewer), [""; 0], "last year there may have been another part");
        let other = more.replace("乙费3万元,比上年", "乙费3万元,比年初预算");
        assert_eq!(beside(&other), [""; 0]);
        assert_eq!(beside(&more.replace("乙费3万元,比上年减少1万元", "乙费3万元")), [""; 0]);
    }
}
