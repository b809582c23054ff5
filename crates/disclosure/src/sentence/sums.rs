//! Amounts of which a paragraph says that they make up another one, whatever they count:
//! `收入9万元,其中:税收收入6万元,非税收入3万元`, `收入6万元,加上补助3万元,收入总计9万元`.
//!
//! Amounts described by unknown words have no scope, but a list can still be recognised by its form.
//! Where it can be read in two ways (a list within a list, without a bracket), a sum is returned only
//! if one of them is exact.

use super::balance::balances;
use super::figures::{Figure, Role, TOTALS, is_break};
use super::listing::{
    DIVIDERS, is_number, names_said, names_use, names_whole, share_of, sorted, whole_side,
};
use super::members::{is_beside, is_closed, is_exact, is_of_year};
use super::moved::{moved, moved_beside};
use super::open_list::List;
use super::stated::stated;
use super::stock::stocks;
use super::subjects::Subjects;
use super::totals::{balance, composed, in_yuan, left, of_debts, runs, sided, totalled};
use crate::model::Sum;
use std::ops::Range;

/// The most lists within one another.
const MAX_LISTS: usize = 6;

/// The sums that `text` states by its amounts.
pub(super) fn sums(text: &str, figures: &[Figure<'_>], subjects: &Subjects) -> Vec<Sum> {
    let levels = vec![Level::default()];
    let mut lists = Lists {
        text,
        figures,
        subjects,
        levels,
        said: None,
        spoken: 0,
        taken: 0,
        names_said: false,
        is_parting: false,
        found: Vec::new(),
    };
    let mut from = 0;
    for (at, figure) in figures.iter().enumerate() {
        lists.between(from..figure.range.start);
        lists.take(at);
        from = figure.range.end;
    }
    lists.between(from..text.len());
    while let Some(level) = lists.levels.pop() {
        lists.finish(level);
    }
    let mut found = lists.found;
    found.extend(of_debts(figures, subjects));
    found.extend(runs(figures, subjects));
    found.extend(balance(figures).or_else(|| left(figures)));
    found.extend(in_yuan(figures));
    found.extend(stocks(figures));
    found.extend(moved(figures, subjects));
    found.extend(moved_beside(text, figures, subjects));
    for sum in balances(figures) {
        let is_known = |it: &Sum| it.whole == sum.whole && it.parts == sum.parts;
        if !found.iter().any(is_known) {
            found.push(sum);
        }
    }
    found.extend(
        composed(text, figures).and_then(|(whole, parts)| stated(whole, &parts, true, subjects)),
    );
    let totalled = totalled(figures).chain(sided(figures, subjects));
    found.extend(totalled.filter_map(|(total, parts)| stated(total, &parts, true, subjects)));
    found
}

/// The lists of a paragraph while it is read.
pub(super) struct Lists<'a> {
    pub(super) text: &'a str,
    pub(super) figures: &'a [Figure<'a>],
    pub(super) subjects: &'a Subjects,
    /// One level for the sentence and one for each bracket that is open.
    pub(super) levels: Vec<Level>,
    /// The last amount that was no part of a list.
    pub(super) said: Option<usize>,
    /// How many of them this sentence has.
    pub(super) spoken: usize,
    /// How many amounts have been read.
    pub(super) taken: usize,
    /// Whether the words read last divide the last amount by its name: 财政收入中的.
    pub(super) names_said: bool,
    /// Whether the sentence divides in a certain way what no amount before it names: 按功能分类,甲支出9万元.
    pub(super) is_parting: bool,
    pub(super) found: Vec<Sum>,
}

/// What has been read at one level of brackets.
#[derive(Debug, Default)]
pub(super) struct Level {
    /// The amount that a divider would divide.
    pub(super) last: Option<usize>,
    /// The lists that are open, each within the one before.
    pub(super) open: Vec<List>,
}

impl Lists<'_> {
    /// Reads the words between two amounts.
    fn between(&mut self, range: Range<usize>) {
        let mut rest = self.text.get(range).unwrap_or_default();
        let mut is_first = true;
        let mut is_begun = true;
        let mut clause = rest;
        while let Some(first) = rest.chars().next() {
            let mut taken = first.len_utf8();
            let divider = DIVIDERS.iter().find(|(words, _)| rest.starts_with(words));
            match (first, divider) {
                // 其中:3万元用于甲事,2万元用于乙事: is named behind it.
                (_, Some((words @ "用于", _))) if is_first && self.is_unnamed() => {
                    taken = words.len();
                }
                (_, Some((words, is_full))) => {
                    let before = clause.strip_suffix(rest);
                    match before {
                        // 其中:用于甲事3万元,用于乙事2万元; ①甲事3万元,②用于乙事2万元
                        // 发行一般债券3万元,用于修建水库,发行专项债券9万元: names what it is for.
                        Some(_) if *words == "用于" && names_use(rest) => {}
                        Some(before)
                            if *words == "用于"
                                && (self.is_use()
                                    || is_number(before)
                                    || before.ends_with('可')) => {}
                        // 财力9万元,扣减用于还债的1万元: what is taken off is no part.
                        Some(before) if ["扣", "减"].iter().any(|off| before.contains(off)) => {
                            self.turn();
                        }
                        // 收入包括:…;支出包括:… divides what no amount of it names.
                        Some(side @ ("收入" | "支出")) => self.turn_to(side),
                        // 主要支出情况如下: others are left out.
                        Some(before) => self.divide(*is_full && !before.contains("主要")),
                        None => self.divide(*is_full),
                    }
                    taken = words.len();
                    if rest.get(taken..).is_some_and(|behind| behind.starts_with(':')) {
                        self.announce();
                    }
                }
                (':', _) if is_first => {
                    self.divide(true);
                    self.announce();
                }
                // 税收6万元,占收入的66%:增值税4万元,所得税2万元
                (':', _) if clause.strip_suffix(rest).is_some_and(|it| it.ends_with('%')) => {
                    self.divide(true);
                    self.announce();
                }
                // 三公经费9万元中,公务接待费3万元
                ('中', _) if is_first && rest.starts_with("中,") => self.divide(false),
                ('中', _) if self.is_said(clause, rest) => self.divide_said(),
                // 全县收入中,税收收入3万元: of what is named here, and not of the amount before.
                ('中', _) if rest.starts_with("中,") && names_whole(clause, rest) => self.turn(),
                ('按' | '从', _) if is_begun && sorted(rest).is_some() => {
                    self.sort();
                    taken = sorted(rest).unwrap_or(taken);
                }
                // 补助收入9万元,含一般性转移支付6万元、专项转移支付3万元;
                ('含', _) if is_begun && !is_first => self.divide(false),
                ('(', _) => self.open_bracket(),
                (')', _) => self.close_bracket(),
                (';', _) => self.end_inner(),
                ('。', _) => self.end_sentence(rest.get(taken..).unwrap_or_default()),
                _ => {}
            }
            is_begun = is_break(first);
            is_first = false;
            rest = rest.get(taken..).unwrap_or_default();
            if is_begun {
                clause = rest;
            }
        }
    }

    fn last(&self) -> Option<&Figure<'_>> {
        self.taken.checked_sub(1).and_then(|at| self.figures.get(at))
    }

    /// Whether no words before the last amount name it.
    fn is_unnamed(&self) -> bool {
        self.last().is_some_and(Figure::is_unnamed)
    }

    /// Whether the last amount is named by what it is used for.
    fn is_use(&self) -> bool {
        self.last().is_some_and(|it| it.words.contains("用于"))
    }

    fn divide(&mut self, is_full: bool) {
        let Some(level) = self.levels.last_mut() else { return };
        let Some(whole) = level.last else { return };
        if level.open.len() == MAX_LISTS {
            level.open.clear();
        }
        match level.open.last_mut() {
            Some(list) if list.whole == whole && list.parts.is_empty() => list.is_full &= is_full,
            _ => level.open.push(List::new(whole, is_full)),
        }
    }

    /// Marks the last list as one that a colon announces.
    fn announce(&mut self) {
        let open = self.levels.last_mut().and_then(|level| level.open.last_mut());
        open.into_iter().for_each(|list| list.is_announced = true);
    }

    /// Begins the other side of an account, of which there is no amount.
    fn turn(&mut self) {
        let Some(level) = self.levels.last_mut() else { return };
        level.open.iter_mut().for_each(|list| list.is_done = true);
        level.last = None;
    }

    /// Begins one side of an account: `收入总计9万元,支出总计9万元。收入包括:…;支出包括:…`.
    fn turn_to(&mut self, side: &str) {
        let before = self.figures.get(..self.taken).unwrap_or_default();
        self.turn();
        let Some(level) = self.levels.last_mut() else { return };
        level.last = whole_side(side, before);
        self.divide(true);
    }

    /// Whether words name again what the last amount was of: 财政收入中的税收收入.
    fn is_said(&self, clause: &str, rest: &str) -> bool {
        let is_begun = rest.starts_with("中,") || rest.starts_with("中的");
        let said = self.said.and_then(|at| self.figures.get(at)).filter(|_| is_begun);
        said.is_some_and(|said| names_said(clause, rest, said))
    }

    fn divide_said(&mut self) {
        self.turn();
        let Some(level) = self.levels.last_mut() else { return };
        level.last = self.said;
        self.names_said = true;
        self.divide(false);
    }

    /// A bracket may divide what stands before it.
    fn open_bracket(&mut self) {
        let last = self.levels.last().and_then(|level| level.last);
        let open = last.map(|whole| List::new(whole, true));
        self.levels.push(Level { last, open: open.into_iter().collect() });
    }

    fn close_bracket(&mut self) {
        if self.levels.len() > 1
            && let Some(level) = self.levels.pop()
        {
            self.finish(level);
        }
    }

    /// A semicolon ends a list within a list whose parts commas set off.
    fn end_inner(&mut self) {
        let Some(level) = self.levels.last_mut() else { return };
        for list in &mut level.open {
            list.begun = list.begun.or(Some(list.parts.len()));
            // 甲费9万元,全部用于某事;乙费2万元
            list.is_done |= list.parts.is_empty();
        }
        if let [.., _, inner] = level.open.as_mut_slice() {
            // 甲费3万元,主要用于某事;乙费2万元
            inner.is_done |= inner.parts.len() != 1 && !inner.has_semicolon;
            inner.has_semicolon = true;
        }
    }

    /// 按支出性质分, 从收入分类看: divides what was named before the lists.
    fn sort(&mut self) {
        let Some(level) = self.levels.last_mut() else { return };
        let first = level.open.first().map(|list| list.whole);
        let whole = first.or(self.said).or(level.last.filter(|_| !self.is_parting));
        self.is_parting = whole.is_none();
        let open = std::mem::take(&mut level.open);
        level.last = whole;
        let list = |whole| List { is_sorted: true, ..List::new(whole, true) };
        level.open.extend(whole.map(list));
        self.finish(Level { last: None, open });
    }

    /// Ends a sentence. If the next one begins with a divider, it divides an amount of this one. After
    /// several amounts, `主要用于` may divide their sum: 当年拨款9万元,上年结转1万元。主要用于:….
    fn end_sentence(&mut self, rest: &str) {
        let is_of_several = std::mem::take(&mut self.spoken) > 1
            && ["主要用于", "用于"].iter().any(|words| rest.starts_with(words));
        if let [Level { open, .. }] = self.levels.as_slice()
            && let [list, inner @ ..] = open.as_slice()
            && inner.iter().all(|it| is_exact(self.figures, it.whole, &it.parts))
            && (list.goes_on_behind_stop(self.figures, self.taken, self.subjects)
                || list.goes_on_in_account(self.figures, self.taken, self.subjects))
        {
            return;
        }
        let goes_on = !is_of_several && DIVIDERS.iter().any(|(words, _)| rest.starts_with(words));
        let last = self.levels.first().and_then(|level| level.last);
        while let Some(level) = self.levels.pop() {
            self.finish(level);
        }
        self.is_parting = false;
        let last = self.said.or(last).filter(|_| goes_on);
        self.levels.push(Level { last, open: Vec::new() });
    }

    /// Takes the next amount.
    fn take(&mut self, at: usize) {
        self.taken = at + 1;
        let Some(figure) = self.figures.get(at).filter(|it| it.role == Role::Level) else { return };
        let figures = self.figures;
        // 税收收入中增值税3万元: a part of what was named before.
        let owner = figure.words.split_once('中').map(|(owner, _)| owner);
        let is_within = owner
            .filter(|it| it.chars().count() > 1)
            .is_some_and(|owner| figures.iter().take(at).any(|it| it.words.ends_with(owner)));
        if is_within && !std::mem::take(&mut self.names_said) {
            return;
        }
        // 税收收入6万元,增值税3万元,占税收收入的50%: a part of a part.
        let share = share_of(self.text.get(figure.range.end..).unwrap_or_default());
        let Some(level) = self.levels.last_mut() else { return };
        let is_listed = |list: &List| {
            let mut parts = list.parts.iter().filter_map(|at| figures.get(*at));
            share.is_some_and(|name| parts.any(|part| part.words.ends_with(name)))
        };
        if level.open.iter().any(is_listed) {
            return;
        }
        let is_total = TOTALS.iter().any(|total| figure.words.contains(total));
        for list in &mut level.open {
            let whole = figures.get(list.whole);
            let is_other = |whole: &Figure<'_>| {
                is_total && !is_of_year(whole, figure) || is_beside(whole, figure)
            };
            let ends = whole.is_some_and(is_other);
            let is_exact = list.parts.len() > 1 && whole.is_some_and(|it| it.fen() == list.sum);
            // 收入9万元,其中税收收入6万元,非税收入2万元,其他收入1万元: what makes it whole is a part, too.
            let makes_whole = whole.is_some_and(|it| it.fen() == list.sum + figure.fen());
            let is_closed = is_closed(figures, &list.parts, self.subjects) && !makes_whole;
            list.is_done |= ends || is_exact || is_closed;
        }
        if let Some(list) = level.open.iter_mut().rev().find(|list| !list.is_done) {
            list.parts.push(at);
            list.sum += figure.fen();
        }
        level.last = Some(at);
        let is_part = self.is_parting;
        if level.open.iter().all(|list| list.is_done) && self.levels.len() == 1 && !is_part {
            self.said = Some(at);
            self.spoken += 1;
        }
    }
}
