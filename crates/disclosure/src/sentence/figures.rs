//! The amounts of a paragraph in order, and what each does there, whatever it counts.

use super::marks::{Mark, Says, is_glue, marks};
use crate::model::Term;
use ledger::{Percent, Printed, Rounding, Scope};
use std::ops::Range;

/// An amount in a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Figure<'a> {
    /// The bytes of its number and unit.
    pub range: Range<usize>,
    /// The text between the previous figure, or the beginning of the paragraph, and this one.
    pub gap: &'a str,
    /// The last words before it.
    pub words: &'a str,
    /// The number.
    pub printed: Printed,
    /// What it does.
    pub role: Role,
    /// What it counts, once that is known.
    pub scope: Option<Scope>,
}

/// What an amount does in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It is how much there is of something: `支出3万元`.
    Level,
    /// It is what something is compared with: `比上年3万元增加`.
    Base,
    /// It is what something is a share of: `3万元的5%`.
    Whole,
    /// It is a change: `增加3万元`.
    Change,
    /// It explains something, or is an amount for each of several: `每人3万元`.
    Aside,
}

impl<'a> Figure<'a> {
    /// Whether `percent`, rounded or cut, is its share in `whole`.
    pub(super) fn is_share(&self, percent: Percent, whole: Printed) -> bool {
        let [part, whole] = [self.printed, whole].map(|it| it.interval(Rounding::Either));
        percent.fits(part, whole, Rounding::Either)
    }

    /// Whether a bracket opens before it and is not closed.
    pub(super) fn opens_bracket(&self) -> bool {
        self.gap.matches('(').count() > self.gap.matches(')').count()
    }

    /// The amount as a statement refers to it.
    pub(super) fn term(&self) -> Term {
        Term { words: self.words.to_owned(), printed: self.printed, scope: self.scope }
    }

    /// The same as how much there is of something.
    pub(super) fn as_level(&self) -> Self {
        Self { role: Role::Level, ..self.clone() }
    }

    /// Whether no words before it name it.
    pub(super) fn is_unnamed(&self) -> bool {
        self.words.trim_start_matches("其中").chars().count() < 2
    }

    /// The amount with the words behind it in `text` that say what it is for, where none before it name it.
    pub(super) fn by_use(&self, text: &'a str) -> Self {
        let behind = text.get(self.range.end..).unwrap_or_default();
        let named = behind.split(is_break).next().filter(|name| name.starts_with("用于"));
        let words = named.filter(|_| self.is_unnamed()).unwrap_or(self.words);
        Self { words, ..self.clone() }
    }

    /// Its nominal amount in 分.
    pub(super) fn fen(&self) -> i128 {
        fen(self.printed)
    }

    /// Whether its words name income, and not spending, where they name one of them.
    pub(super) fn side(&self) -> Option<bool> {
        let (income, spending) = (self.words.rfind("收入"), self.words.rfind("支出"));
        (income != spending).then_some(income > spending)
    }
}

/// Words after which an amount is no part of what the sentence divides.
const ASIDE: [&str; 13] = [
    "每",
    "人均",
    "生均",
    "车均",
    "户均",
    "均价",
    "平均",
    "单价",
    "标准",
    "原因",
    "由于",
    "主要是",
    "起点",
];

/// Words that begin what something is compared with.
const BASES: [&str; 8] = ["上", "去年", "同期", "年初", "预算", "全年", "调整", "前"];

/// How a clause ends by which something changed, in words that are no directions.
const CHANGES: [char; 14] =
    ['支', '收', '增', '减', '少', '多', '降', '升', '加', '缩', '涨', '跌', '短', '超'];

/// Words by which an amount is changed to the one after it: `由3万元调整为4万元`.
const CHANGED: [&str; 30] = [
    "下降到",
    "下降至",
    "降到",
    "降至",
    "降低到",
    "降低至",
    "上升到",
    "上升至",
    "提高到",
    "提高至",
    "增长到",
    "增长至",
    "调整为",
    "调整至",
    "调整到",
    "调增为",
    "调增至",
    "调增到",
    "调减为",
    "调减至",
    "调减到",
    "变更为",
    "增加至",
    "增加到",
    "减少至",
    "减少到",
    "增至",
    "减至",
    "压减至",
    "压减到",
];

/// Words by which an amount is the sum of those before it, and no part.
pub(super) const TOTALS: [&str; 9] =
    ["合计", "总计", "共计", "小计", "总额", "总量", "总收入", "总支出", "总财力"];

/// The amounts of `text`, which is in normal form.
pub(super) fn figures(text: &str) -> Vec<Figure<'_>> {
    let mut figures = Vec::new();
    // Few paragraphs name an amount, and testing for one is faster than looking for all.
    if !text.contains(['元', '万']) {
        return figures;
    }
    let (mut from, mut direction) = (0, None);
    for mark in marks(text) {
        match mark.says {
            Says::Direction(_) => direction = Some(mark.range.end),
            Says::Percent(_) => direction = None,
            Says::Amount(printed) => {
                let before = text.get(from..mark.range.start).unwrap_or_default();
                let after = direction.take().and_then(|at| text.get(at..mark.range.start));
                let behind = text.get(mark.range.end..).unwrap_or_default();
                let is_divided = behind.starts_with('的');
                let is_changed = is_changed_to(behind);
                let role = match () {
                    () if is_divided => Role::Whole,
                    () if is_changed => Role::Base,
                    () => match role(before, after) {
                        // 上年预算9万元,其中:甲费6万元,乙费3万元
                        Role::Base if behind.trim_start_matches([',', '(']).starts_with("其中") => {
                            Role::Level
                        }
                        Role::Base if !is_named_base(before) && is_rate(behind) => Role::Aside,
                        role => role,
                    },
                };
                let gap = before;
                let words = last_words(before);
                from = mark.range.end;
                figures.push(Figure { range: mark.range, gap, words, printed, role, scope: None });
            }
        }
    }
    figures
}

/// The role of an amount by the words before it, of which the last direction is followed by
/// `after`.
fn role(before: &str, after: Option<&str>) -> Role {
    if let Some(after) = after.filter(|after| !after.contains(is_break)) {
        let reaches = ["至", "到"].iter().any(|to| after.starts_with(to));
        return match is_glue(after) {
            true => Role::Change,
            false if reaches => Role::Level,
            false => Role::Aside,
        };
    }
    let sentence = before.rsplit(['。', ';']).next().unwrap_or_default();
    let clause = sentence.trim_end_matches('(').rsplit(is_break).next().unwrap_or_default();
    match () {
        // 较上年同月结余3万元多出2万元, 比上年加收2万元: whatever it is, it is not last year's.
        () if is_base(clause) && clause.ends_with(CHANGES) => Role::Aside,
        () if is_base(clause) => Role::Base,
        () if ASIDE.iter().any(|words| is_said(sentence, words)) => Role::Aside,
        () => Role::Level,
    }
}

/// Whether `words` stand in the sentence; of 单价, not only for the price from which on things are counted:
/// `单价50万元以上设备0台,其他资产9万元`.
fn is_said(sentence: &str, words: &str) -> bool {
    sentence.match_indices(words).any(|(at, _)| {
        let part = sentence.get(at..).unwrap_or_default();
        let (price, rest) = part.split_once([',', '、']).unwrap_or((part, ""));
        let is_bound = ["以上", "以下"].iter().any(|bound| price.contains(bound));
        words != "单价" || rest.is_empty() || !is_bound
    })
}

/// Whether the words before an amount end as names do, and not as 比上年节约.
fn is_named_base(before: &str) -> bool {
    const ENDS: [&str; 13] =
        ["数", "算", "年", "同期", "支出", "收入", "费", "执行", "完成", "为", "的", "实际", "("];
    ENDS.iter().any(|end| before.ends_with(end)) && !before.ends_with("追加预算")
}

/// Whether words behind an amount tell its rate: `,下降5%`.
fn is_rate(behind: &str) -> bool {
    let Some(words) = behind.strip_prefix([',', '(']) else { return false };
    let marks = marks(words.split(is_break).next().unwrap_or_default());
    matches!(marks.as_slice(), [Mark { range, says: Says::Direction(_) }, Mark { says: Says::Percent(_), .. }]
        if range.start == 0)
}

/// The words behind the last break; a short bracket, 因公出国(境)费, is no break.
fn last_words(text: &str) -> &str {
    let mut end = text;
    while let Some((at, c)) = end.char_indices().rev().find(|(_, c)| is_break(*c)) {
        let before = end.get(..at).unwrap_or_default();
        let inside = before.rsplit_once('(').filter(|(_, inside)| {
            let is_plain = |c: char| c.is_alphabetic() || c == '、';
            c == ')' && inside.chars().count() <= 4 && inside.chars().all(is_plain)
        });
        match inside {
            Some((before, _)) => end = before,
            None => return text.get(at + c.len_utf8()..).unwrap_or_default(),
        }
    }
    text
}

/// The last of `figures` that are how much there is of something: what the next words may be about.
pub(super) fn candidates(figures: &[Figure<'_>]) -> Vec<Term> {
    const MAX: usize = 12;
    let levels = figures.iter().rev().filter(|figure| figure.role == Role::Level);
    let mut last: Vec<Term> = levels.take(MAX).map(Figure::term).collect();
    last.reverse();
    last
}

/// Whether a clause names what something is compared with: `比上年`, `与2030年决算数`.
pub(super) fn is_base(clause: &str) -> bool {
    let begins = |words: &str| {
        BASES.iter().any(|base| words.starts_with(base))
            || crate::vocabulary::lexicon::year(words).is_some()
    };
    let compared = ['比', '较', '与', '同'].into_iter().flat_map(|sign| clause.match_indices(sign));
    let mut after = compared.filter_map(|(at, sign)| clause.get(at + sign.len()..));
    let is_last = ["上年", "去年", "上一年", "同期"].iter().any(|last| clause.starts_with(last));
    after.any(begins) || is_last && !clause.contains("结")
}

/// Whether words begin by saying what an amount was changed to.
pub(super) fn is_changed_to(words: &str) -> bool {
    CHANGED.iter().any(|changed| words.starts_with(changed))
}

/// The nominal amount of a number in 分.
pub(super) fn fen(printed: Printed) -> i128 {
    i128::from(printed.nominal().fen())
}

/// Whether a character ends a clause.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '、' | '(' | ')' | '。' | '!' | '?')
}

/// Whether a paragraph prints a single amount, apart from amounts in brackets and those that it is compared with:
/// `支出9万元(其中项目支出6万元),完成预算10万元的90%`.
pub(super) fn has_one_level(figures: &[Figure<'_>]) -> bool {
    let mut depth = 0;
    let levels = figures.iter().filter(|it| {
        depth += it.gap.matches('(').count();
        depth = depth.saturating_sub(it.gap.matches(')').count());
        depth == 0 && it.role == Role::Level
    });
    levels.count() == 1
}

/// Whether the first of some amounts is what the others make up exactly.
pub(super) fn adds_up<'f, 'a: 'f>(figures: impl Iterator<Item = &'f Figure<'a>>) -> bool {
    let mut levels = figures.filter(|it| it.role == Role::Level).map(Figure::fen);
    let Some(whole) = levels.next().filter(|whole| *whole != 0) else { return false };
    let (count, sum) = levels.fold((0, 0), |(count, sum), fen| (count + 1, sum + fen));
    count > 1 && sum == whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_bracket_is_a_part_of_a_name() {
        let words = |text| figures(text).into_iter().map(|it| it.words).collect::<Vec<_>>();
        assert_eq!(
            words("其中:因公出国(境)费3万元(甲费2万元)乙费1万元"),
            ["因公出国(境)费", "甲费", "乙费"]
        );
    }

    #[test]
    fn what_is_changed_to_another_amount_is_no_part() {
        let text = "由3万元调整为4万元,比上年加收2万元";
        let roles: Vec<Role> = figures(text).iter().map(|figure| figure.role).collect();
        assert_eq!(roles, [Role::Base, Role::Level, Role::Aside]);
    }

    #[test]
    fn amounts_play_their_parts() {
        let text = "支出9万元,完成预算10万元的90%,比上年8万元增加1万元,主要是每人3万元;上年结转2万元(较预算数(1万元)增加1万元),减少至4万元";
        let roles: Vec<Role> = figures(text).iter().map(|figure| figure.role).collect();
        use Role::{Aside, Base, Change, Level, Whole};
        assert_eq!(roles, [Level, Whole, Base, Change, Aside, Level, Base, Change, Level]);
    }
}
