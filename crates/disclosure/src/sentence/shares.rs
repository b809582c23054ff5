//! Shares of a whole that the paragraph prints, or that the parts make up, whatever it counts:
//! `支出9万元,其中:甲费6万元,占66.67%;乙费3万元,占33.33%`.

use super::figures::{Figure, Role};
use super::listed::Remembered;
use super::marks::percentages;
use super::shared::{Shared, begins, name, plain, respective, shared};
use crate::model::{Assertion, Term};
use ledger::{Amount, Percent, Printed};

/// The least characters of a name that is looked for.
const SHORTEST: usize = 4;

/// What a text says by its shares.
#[derive(Default)]
pub(super) struct Shares<'t> {
    /// What it claims, and the words that do.
    pub told: Vec<(&'t str, Assertion)>,
    /// The shares which are of what the amounts of their list come to.
    pub complete: Vec<Percent>,
}

/// What `text` says by its shares.
/// `before` is the amount that the paragraphs before name alone.
pub(super) fn shares<'t>(
    text: &'t str,
    figures: &[Figure<'_>],
    before: Option<&Remembered>,
) -> Shares<'t> {
    if !text.contains('占') {
        return Shares::default();
    }
    let mut told = Vec::new();
    told.extend(of_taxes(text, figures));
    // A list that is cut off is not all of anything.
    let is_cut = text.ends_with([';', ',', '、']);
    let mut shared = shared(text, figures);
    let complete = complete(&shared, figures);
    shared.extend(respective(text, figures));
    let mut rest = shared.as_slice();
    while let Some(first) = rest.first() {
        let is_like = |it: &&Shared<'_, '_, '_>| {
            it.of == first.of && (it.part.range == first.part.range || !begins(it.part))
        };
        let (list, others) = rest.split_at(rest.iter().take_while(is_like).count().max(1));
        rest = others;
        let whole = match is_plan(first.of) {
            true => planned(first, figures),
            false => named(first.of, list, figures)
                .filter(|_| !is_all(list, figures))
                .or_else(|| made_up(list, figures).filter(|_| !is_cut)),
        };
        match whole {
            Some(whole) => told.extend(list.iter().map(|it| {
                let whole = it.fitting(figures).filter(|_| !it.fits(whole)).unwrap_or(whole);
                (it.words, it.of_whole(whole, true))
            })),
            None => told.extend(list.iter().filter_map(|it| {
                let whole = it.side(figures, &shared, before).or_else(|| it.divided(list, figures));
                let alone = it.named_alone(before);
                Some((it.words, it.of_whole(alone.or(whole)?, alone.is_some())))
            })),
        }
    }
    Shares { told, complete }
}

impl Shared<'_, '_, '_> {
    pub(super) fn of_whole(&self, whole: Printed, is_named: bool) -> Assertion {
        let part: Vec<Term> = vec![self.part.term()];
        Assertion::Takes { part, whole, percent: self.percent, is_named }
    }

    /// 占总支出的60%: what is called spending before it, in this paragraph or the one before.
    fn side(
        &self,
        figures: &[Figure<'_>],
        shared: &[Self],
        before: Option<&Remembered>,
    ) -> Option<Printed> {
        let of = plain(
            self.of
                .trim_start_matches(['全', '省', '市', '县', '区', '州', '盟', '年', '本', '级']),
        );
        let of = of.strip_suffix("总量").or_else(|| of.strip_suffix("总额")).unwrap_or(of);
        let name = ["收入", "支出"].into_iter().find(|name| of.ends_with(name))?;
        if !matches!(of.strip_suffix(name)?, "" | "总" | "财政" | "财政总" | "公共财政") {
            return None;
        }
        let is_it = |it: &Figure<'_>| {
            let is_before = it.range.end <= self.part.range.start;
            // 甲收入6万元,占总收入的60%;乙收入4万元,占总收入的40%
            let is_part =
                shared.iter().any(|other| other.part.range == it.range && other.of == self.of);
            is_before
                && !is_part
                && it.role == Role::Level
                && names_all(it.words, name)
                && it.fen() > self.part.fen()
        };
        let own: Vec<Printed> =
            figures.iter().filter(|it| is_it(it)).map(|it| it.printed).collect();
        let other = || {
            let other = before.map(Remembered::figure)?;
            let is_larger = other.fen() > self.part.fen();
            // 局机关,支出9万元: bare words before it may name whose it is.
            let is_named = !is_bare(other.words, name) && names_all(other.words, name);
            (is_larger && is_named).then_some(other.printed)
        };
        match own.as_slice() {
            [] => other(),
            // 占基本支出的80%,占总支出的56%: of another amount than the first share.
            [only] => Some(*only).filter(|only| {
                let mut others = shared.iter().filter(|it| it.of != self.of);
                !others.any(|it| it.part.range == self.part.range && it.fits(*only))
            }),
            several => several.iter().find(|whole| self.fits(**whole)).copied(),
        }
    }

    /// What the paragraphs before name alone, where it is called just that.
    fn named_alone(&self, before: Option<&Remembered>) -> Option<Printed> {
        let alone = before.map(Remembered::figure)?;
        let is_same = self.of.chars().count() >= SHORTEST
            && name(alone.words).ends_with(&name(self.of))
            && !is_item(alone.words, self.of);
        (is_same && alone.fen() > self.part.fen()).then_some(alone.printed)
    }

    /// 支出9万元,其中:甲费6万元,占66.67%,乙费2万元,占32.22%: what another share of the list is of, where this one is
    /// of no amount before it.
    fn divided(&self, list: &[Self], figures: &[Figure<'_>]) -> Option<Printed> {
        let first = list.first().filter(|it| it.of.is_empty() || it.of == "总数")?;
        let at = figures.iter().position(|it| it.range == first.part.range)?;
        let whole = figures.get(at.checked_sub(1)?).filter(|it| it.role == Role::Level)?;
        let begins = first.part.gap.contains("其中");
        let is_part =
            |it: &Figure<'_>| it.range.end <= self.part.range.start && self.fits(it.printed);
        let is_like = list.iter().any(|it| it.fits(whole.printed));
        let is_misfit = begins && is_like && !figures.iter().any(is_part);
        let total: i128 = list.iter().map(|it| it.part.fen()).sum();
        (is_misfit && total <= whole.fen()).then_some(whole.printed)
    }

    /// 收入9万元,其中税收6万元,占67%,增值税3万元,占税收的50%;非税收入3万元,占33%: an amount before it of which it is a
    /// share, where its own words leave that open.
    fn fitting(&self, figures: &[Figure<'_>]) -> Option<Printed> {
        let is_whole = |it: &&Figure<'_>| {
            it.role == Role::Level && it.range.end <= self.part.range.start && self.fits(it.printed)
        };
        figures.iter().filter(|_| self.is_open).find(is_whole).map(|it| it.printed)
    }

    pub(super) fn fits(&self, whole: Printed) -> bool {
        self.part.is_share(self.percent, whole)
    }
}

/// Whether words name an item, or bare 支出 of whomever, where `of` names all of one side: 占支出总额的60%.
fn is_item(words: &str, of: &str) -> bool {
    let of = name(of);
    let side = ["支出", "收入"].into_iter().find(|side| of == *side);
    side.is_some_and(|side| is_bare(words, side) || !names_all(words, side))
}

/// Whether words are nothing but 支出 or 收入, of whomever.
fn is_bare(words: &str, side: &str) -> bool {
    words.trim_end_matches(['为', '共', '达', '是']) == side
}

/// Whether words name all that is received or spent, and no item of it: `全县财政总支出完成`, but not `项目支出`.
fn names_all(words: &str, name: &str) -> bool {
    const ENDS: [&str; 8] = ["完成", "总计", "合计", "总额", "总量", "预算", "决算", "共"];
    const ALL: [&str; 24] = [
        "年度",
        "全省",
        "全市",
        "全县",
        "全区",
        "全州",
        "全镇",
        "本年",
        "当年",
        "全年",
        "我省",
        "我市",
        "我县",
        "我区",
        "我镇",
        "部门",
        "单位",
        "公共",
        "一般公共预算",
        "地方",
        "财政",
        "预算",
        "拨款",
        "总",
    ];
    let mut words = plain(words);
    while let Some(rest) = ENDS.iter().find_map(|end| words.strip_suffix(end)) {
        words = rest;
    }
    let Some(mut words) = words.strip_suffix(name) else { return false };
    loop {
        let digits = words.trim_start_matches(|c: char| c.is_ascii_digit() || c == '年');
        match ALL.iter().find_map(|all| digits.strip_prefix(all)) {
            Some(rest) => words = rest,
            None => return digits.is_empty(),
        }
    }
}

/// 占总收入9万元的60%,…占总收入的40%: whether the amount that `words` name is among those `read` so far,
/// so that [`shares`] compares with it.
pub(super) fn is_of_printed(words: &str, read: &[Figure<'_>]) -> bool {
    let name = words.trim_matches(',').trim_end_matches('的');
    name.starts_with('占') && read.iter().any(|it| it.role == Role::Whole && it.words == name)
}

/// `收入9万元,其中:税收收入6万元,非税收入3万元。税收占比66.67%`: what it is a share of goes without saying.
fn of_taxes<'t>(text: &'t str, figures: &[Figure<'_>]) -> Option<(&'t str, Assertion)> {
    let names = ["税收占比", "税占比", "税收收入占比"];
    let (range, percent) = percentages(text).find(|(range, _)| {
        let before = text.get(..range.start).unwrap_or_default();
        let before = before.trim_end_matches(['为', '达', '重', '到']);
        let clause = before.rsplit([',', '。', ';', '(']).next().unwrap_or_default();
        names.contains(&clause)
    })?;
    let is_tax = |it: &Figure<'_>| {
        let words = plain(it.words);
        // 税收占比60%,其中税收收入6万元
        let behind = text.get(range.end..it.range.start);
        let is_next = behind.is_some_and(|gap| gap.starts_with(",其中") && !gap.contains('。'));
        let is_near = it.range.end <= range.start || is_next;
        it.role == Role::Level && words.ends_with("税收收入") && is_near
    };
    let mut taxes = figures.iter().enumerate().filter(|(_, it)| is_tax(it));
    let (at, part) = taxes.next().filter(|_| taxes.next().is_none())?;
    let mut before = figures.get(..at)?.iter().rev();
    let whole = before.find(|it| it.role == Role::Level)?;
    let is_divided = part.gap.contains("其中") && whole.words.contains("收入");
    let from = part.range.start.checked_sub(part.words.len())?.min(range.start);
    let words = text.get(from..range.end.max(part.range.end))?;
    let part = vec![part.term()];
    let says = Assertion::Takes { part, whole: whole.printed, percent, is_named: true };
    is_divided.then_some((words, says))
}

/// Whether an amount with a share of its own, and not of its budget, is a part of what others are parts of, too:
/// `甲收入6万元,占收入总计的60%;`.
pub(super) fn is_part(words: &str) -> bool {
    let of = words.split_once('占').and_then(|(_, behind)| behind.split_once('%'));
    of.is_some_and(|(of, _)| !of.contains("预算") && !of.contains(['。', ';']))
}

/// Whether a share is of what was planned, which each amount has of its own: `占年初预算的60%`.
fn is_plan(of: &str) -> bool {
    of.trim_end_matches('数').ends_with("预算")
        && ["年初", "调整", "全年", "年度", "预算"].iter().any(|begin| of.starts_with(begin))
}

/// What was planned of an amount, if that is printed right beside it: `支出6万元,年初预算为9万元,占年初预算的67%`.
fn planned(share: &Shared<'_, '_, '_>, figures: &[Figure<'_>]) -> Option<Printed> {
    let at = figures.iter().position(|it| it.range == share.part.range)?;
    let own = share.of.trim_end_matches('数');
    let is_plan = |it: &&Figure<'_>| {
        plain(it.words).trim_end_matches(['为', '数']).ends_with(own)
            && matches!(it.role, Role::Level | Role::Whole)
    };
    let is_near = |it: &&Figure<'_>| !it.gap.contains(['。', ';']);
    let before = at.checked_sub(1).and_then(|at| figures.get(at));
    let before = before.filter(is_plan).filter(|_| is_near(&share.part));
    let behind = figures.get(at + 1).filter(is_plan).filter(is_near);
    before.or(behind).map(|it| it.printed)
}

/// The only amount that the paragraph calls `of`, first of all where it is a share of one, too.
fn named(of: &str, list: &[Shared<'_, '_, '_>], figures: &[Figure<'_>]) -> Option<Printed> {
    let of = of
        .strip_suffix("支出金额")
        .map_or(of, |name| of.get(..name.len() + "支出".len()).unwrap_or(of));
    let is_divided = |it: &&Figure<'_>| {
        it.role == Role::Whole && it.words.strip_prefix('占').is_some_and(|name| name == of)
    };
    if let Some(whole) = figures.iter().find(is_divided).filter(|_| !of.is_empty()) {
        return Some(whole.printed);
    }
    let is_it = |figure: &&Figure<'_>| {
        let is_named = name(figure.words).ends_with(&name(of))
            && !is_item(figure.words, of)
            && !list.iter().any(|it| it.part.range == figure.range);
        is_named && figure.role == Role::Level
    };
    let mut found = figures.iter().filter(is_it).filter(|_| of.chars().count() >= SHORTEST);
    let first = found.next()?;
    found.all(|other| other.printed == first.printed).then_some(first.printed)
}

/// Whether shares of one name are of what their amounts come to: 占收入合计的96%, 占收入合计的4%, though only
/// 收入总计 is printed.
fn is_all(list: &[Shared<'_, '_, '_>], figures: &[Figure<'_>]) -> bool {
    let total: i128 = list.iter().map(|it| it.part.fen()).sum();
    let whole = list.first().zip(i64::try_from(total).ok());
    let whole = whole.map(|(it, total)| it.part.printed.in_format_of(Amount::from_fen(total)));
    let is_printed = |of: &str| figures.iter().any(|it| it.words.contains(of));
    list.len() > 1
        && whole.is_some_and(|whole| list.iter().all(|it| it.fits(whole)))
        && list.iter().all(|it| !it.of.is_empty() && !is_printed(it.of))
}

/// The shares of lists which are shares of what their amounts come to, all of it.
fn complete(shared: &[Shared<'_, '_, '_>], figures: &[Figure<'_>]) -> Vec<Percent> {
    let lists = shared.chunk_by(|one, other| one.of == other.of);
    let all = lists.filter(|list| is_all(list, figures)).flatten();
    all.map(|it| it.percent).collect()
}

/// What all shares of a list are shares of, an amount before them or their sum; where the list makes
/// up the whole, one of them may be wrong.
pub(super) fn made_up(list: &[Shared<'_, '_, '_>], figures: &[Figure<'_>]) -> Option<Printed> {
    // A zero says nothing about the whole.
    let list = || list.iter().filter(|it| !it.part.printed.is_zero());
    let (first, count) = (list().next()?, list().count());
    let sum: i128 = list().map(|it| it.part.fen()).sum();
    let sum = first.part.printed.in_format_of(Amount::from_fen(i64::try_from(sum).ok()?));
    let is_before = |it: &&Figure<'_>| it.range.end <= first.part.range.start;
    let before = figures.iter().filter(is_before).filter(|it| it.role == Role::Level);
    let wholes = before.rev().map(|it| it.printed).chain([sum]);
    let fitting = |whole: &Printed| list().filter(|it| it.fits(*whole)).count();
    wholes.filter(|_| count > 1).max_by_key(fitting).filter(|whole| {
        let is_whole = whole.nominal() == sum.nominal();
        fitting(whole) >= if is_whole { count - 1 } else { count }
    })
}

#[cfg(test)]
mod tests {
    use super::super::figures::figures;
    use super::*;

    /// The shares of a text, and what they are shares of.
    fn told(text: &str) -> Vec<String> {
        let told =
            shares(text, &figures(text), None).told.into_iter().map(|(_, says)| match says {
                Assertion::Takes { percent, whole, .. } => format!("{percent} {whole}"),
                other => format!("{other:?}"),
            });
        told.collect()
    }

    #[test]
    fn shares_are_of_what_the_paragraph_names() {
        let text = "全镇公共收入完成9万元,其中税类收入6万元,占公共收入的比重为66%";
        assert_eq!(told(text), ["66% 9"]);
        assert_eq!(told("税类收入6万元,占公共收入的比重为66%"), [""; 0]);
        let own = "公共收入完成9万元,其中税类收入完成6万元,税类收入占公共收入的66%";
        assert_eq!(told(own), ["66% 9"]);
        assert_eq!(told("公共收入9万元,其中甲收入6万元,乙收入占公共收入的33%"), [""; 0]);
        let whole = "甲类收入6万元,占总收入9万元的66%,乙类收入3万元,占总收入的33%";
        assert_eq!(told(whole), ["33% 9"]);
        let two = "公共收入9万元,公共收入8万元,税类收入6万元,占公共收入的66%";
        assert_eq!(told(two), [""; 0], "of which of them is not told");
    }

    #[test]
    fn shares_that_follow_a_list_are_of_its_amounts_in_order() {
        let text = "收入合计20万元,其中甲收入18万元、乙收入2万元,分别占90%和20%";
        assert_eq!(told(text), ["90% 20", "20% 20"]);
        let three = "甲费6万元,乙费3万元,丙费1万元,分别占支出的60%、30%、20%";
        assert_eq!(told(three).len(), 3);
        assert_eq!(told("甲费6万元,比上年增加3万元,分别占90%和20%"), [""; 0]);
    }

    #[test]
    fn a_share_beside_another_one_is_of_the_same() {
        let text = "支出10000万元。其中:甲支出4010万元,占比40%,乙支出3550万元,占比30.5%";
        assert_eq!(told(text), ["30.5% 10000"]);
        let within = "支出10.00万元,其中甲费5.00万元,占50%,乙费1.00万元,占20%";
        assert_eq!(told(within), [""; 0], "a share of the part before it");
    }

    #[test]
    fn shares_of_a_list_are_of_one_whole() {
        let text = "甲费6万元,占支出的75%;乙费2万元,占支出的35%";
        assert_eq!(told(text), ["75% 8", "35% 8"]);
        let within = "支出9万元,甲费6万元,占66.7%,其中乙费3万元,占50%";
        assert_eq!(told(within), [""; 0], "a part within a part");
        let open = "支出10.00万元,甲费6.00万元,占60%;乙费3.00万元,占20%";
        assert_eq!(told(open), [""; 0], "there may be other parts");
    }
}
