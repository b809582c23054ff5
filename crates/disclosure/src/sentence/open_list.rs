//! A list of parts while a paragraph is read, and which of the amounts behind it are its own.

use super::figures::{Figure, Role};
use super::kin::{apart, kin};
use super::subjects::Subjects;

/// An amount that is being divided.
#[derive(Debug)]
pub(super) struct List {
    pub whole: usize,
    pub parts: Vec<usize>,
    /// The sum of the parts, in 分.
    pub sum: i128,
    /// Whether the words say that all parts follow.
    pub is_full: bool,
    pub is_done: bool,
    /// Whether a semicolon stands among its parts.
    pub has_semicolon: bool,
    /// How many parts stand before its first semicolon.
    pub begun: Option<usize>,
    /// Whether a colon announces the parts.
    pub is_announced: bool,
    /// Whether its parts are sorted in a certain way: 按品目分.
    pub is_sorted: bool,
}

impl List {
    pub const fn new(whole: usize, is_full: bool) -> Self {
        let parts = Vec::new();
        let (sum, is_done, has_semicolon, begun) = (0, false, false, None);
        let (is_announced, is_sorted) = (false, false);
        Self { whole, parts, sum, is_full, is_done, has_semicolon, begun, is_announced, is_sorted }
    }

    /// The parts of a list; those behind a semicolon are none where only those before it fit in:
    /// 甲费9万元,其中A6万元,B2万元;乙费5万元.
    pub fn own_parts(&self, figures: &[Figure<'_>], subjects: &Subjects) -> &[usize] {
        let sum = |parts: &[usize]| -> i128 {
            parts.iter().filter_map(|at| figures.get(*at)).map(Figure::fen).sum()
        };
        let whole = figures.get(self.whole).map_or(0, Figure::fen);
        let deed = self.at_deed(figures, whole);
        let first = self.begun.or(deed);
        let first = first.and_then(|count| self.parts.get(..count));
        // What misses the whole by little is all of it.
        let all = sum(&self.parts);
        let is_over = all > whole && (deed.is_some() || (all - whole) * 100 > whole);
        // 收入9万元,其中税收6万元;争取补助20万元: what follows is no part.
        let is_own = |first: &&[usize]| match first {
            [] => false,
            [_] => self.goes_beyond(whole, figures, subjects),
            _ => true,
        };
        let first = first.filter(|first| sum(first) <= whole && is_over).filter(is_own);
        first.unwrap_or(&self.parts)
    }

    /// 收入9万元,其中税收收入6万元,增长5%。非税收入3万元: whether the list has one part, and the next sentence the other one,
    /// which is at `next`; or whether just that is what the list still lacks.
    pub fn goes_on_behind_stop(
        &self,
        figures: &[Figure<'_>],
        next: usize,
        subjects: &Subjects,
    ) -> bool {
        let Some(next) = figures.get(next).filter(|it| it.role == Role::Level) else {
            return false;
        };
        // 支出9万元,包括甲费5万元、乙费3万元。丙费1万元
        let is_rest = self.parts.len() > 1
            && figures.get(self.whole).is_some_and(|whole| whole.fen() == self.sum + next.fen());
        if is_rest && !self.is_done {
            return true;
        }
        let [part] = self.parts.as_slice() else { return false };
        let part = figures.get(*part).map_or(Vec::new(), |it| kin(it.words, subjects));
        let is_all = apart(&[part, kin(next.words, subjects)]).is_some_and(|it| it.is_of_all);
        is_all && !self.is_done
    }

    /// Returns whether the next sentence continues the list of sources of a total:
    /// 总收入9万元,其中:一般公共预算收入3万元。上级补助4万元.
    pub fn goes_on_in_account(
        &self,
        figures: &[Figure<'_>],
        next: usize,
        subjects: &Subjects,
    ) -> bool {
        let of = |at: &usize| figures.get(*at);
        let is_total = of(&self.whole).is_some_and(|whole| {
            ["总收入", "收入总计", "收入总量", "总财力"].iter().any(|it| whole.words.contains(it))
        });
        let parts: Vec<&Figure<'_>> = self.parts.iter().chain([&next]).filter_map(of).collect();
        let named: Vec<_> = parts.iter().map(|it| kin(it.words, subjects)).collect();
        let is_rest = of(&next).is_some_and(|it| {
            it.role == Role::Level && !it.gap.contains("加") && !it.gap.contains("其中")
        });
        let sum = of(&next).map_or(0, Figure::fen) + self.sum;
        is_total
            && is_rest
            && !self.is_done
            && of(&self.whole).is_some_and(|whole| sum <= whole.fen())
            && apart(&named).is_some_and(|it| it.group == "sources")
    }

    /// How many parts stand before an amount that says what was done with it, where it is more than the whole
    /// or the part before it says no such thing: `发行债券9万元,其中一般债券6万元,偿还债务20万元`.
    fn at_deed(&self, figures: &[Figure<'_>], whole: i128) -> Option<usize> {
        const DEEDS: [&str; 27] = [
            "实际支出",
            "全年支出",
            "全年实际",
            "实际完成",
            "实际采购",
            "实际到位",
            "累计使用",
            "执行",
            "支付",
            "决算数",
            "实现收入",
            "落实",
            "偿还",
            "争取",
            "兑现",
            "发放",
            "投入",
            "筹集",
            "筹措",
            "拨付",
            "下达",
            "减免",
            "支持",
            "发行",
            "撬动",
            "盘活",
            "化解",
        ];
        let names_deed = |at: &usize| {
            figures.get(*at).filter(|it| DEEDS.iter().any(|deed| it.words.starts_with(deed)))
        };
        let is_plain = self.parts.first().is_some_and(|first| names_deed(first).is_none());
        let ends = |at| names_deed(at).is_some_and(|it| is_plain || it.fen() > whole);
        self.parts.iter().skip(1).position(ends).map(|at| at + 1).filter(|_| !self.is_announced)
    }

    /// Whether what follows the first part of a list behind a semicolon may be no part of `whole`: where it
    /// is more than all, or where nothing says that there are several.
    fn goes_beyond(&self, whole: i128, figures: &[Figure<'_>], subjects: &Subjects) -> bool {
        let parts = self.parts.iter().filter_map(|at| figures.get(*at));
        let is_more = parts.clone().skip(1).any(|part| part.fen() > whole);
        let named: Vec<_> = parts.map(|part| kin(part.words, subjects)).collect();
        is_more || !self.is_announced && apart(&named).is_none()
    }
}
