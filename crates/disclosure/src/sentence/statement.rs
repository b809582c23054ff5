//! One paragraph, figure by figure: each is an amount, a share, or a change.

use super::apart::{apart_of, owner, run_in, said_behind, told_before};
use super::balance::is_balance;
use super::compare::{self, Compared};
use super::discourse::{Comparisons, Discourse};
use super::figures::Figure;
use super::marks::{Mark, Says, is_glue, marks};
use super::owner::kind;
use super::quantities;
use super::said::Said;
use super::subjects::Subjects;
use super::topic::Topic;
use super::within::spent_of;
use super::words::{completed, is_name};
use crate::model::{Assertion, Observation, Source, Unrecognised, Value, Why};
use crate::vocabulary::parts::{Context, Parts};
use document::Paragraph;
use ledger::{Printed, Scope, Stage};

/// How far behind an amount its parts are looked for, in bytes.
const AHEAD: usize = 4_000;

/// A paragraph while it is read.
pub(super) struct Statement<'a> {
    /// What follows the words just read in their sentence, as far as [`AHEAD`].
    pub ahead: &'a str,
    /// The next sentence, if it divides what this one names: 其中:….
    pub next: &'a str,
    /// The words of the sentence, and those of its clause, before their first amounts.
    heads: Option<[&'a str; 2]>,
    /// Of whom the sentences are, where one of them says only that: `一是县本级。收入3万元`.
    run_in: &'a str,
    /// The words before the first amount of each sentence before this one, with their owners.
    heads_before: Vec<(&'a str, u32)>,
    /// The heading with which the paragraph begins: `(一)直接支付。`.
    pub heading: &'a str,
    /// The number for what the nearest heading names that is unknown.
    pub below: u32,
    pub subjects: &'a Subjects,
    pub topic: &'a Topic,
    pub paragraph: &'a Paragraph,
    pub context: Context,
    pub spoken: Discourse,
    pub comparisons: Comparisons,
    /// Whether it begins with the other side of the fund that the paragraph before names.
    pub is_other_side: bool,
    /// Whether the last amount of the paragraph before was not recognised.
    pub is_lost_before: bool,
    /// How many amounts had been read when the sentence began.
    pub begun: usize,
    /// How many when the last sentence began that does not go on with 其中.
    pub opened: usize,
    /// Whether the paragraph is numbered.
    pub is_numbered: bool,
    /// The amounts of the paragraph.
    pub figures: Vec<Figure<'a>>,
    /// How many of them have been read.
    pub taken: usize,
    pub said: Said,
}

impl<'a> Statement<'a> {
    /// Begins a paragraph.
    pub(super) fn new(
        subjects: &'a Subjects,
        topic: &'a Topic,
        paragraph: &'a Paragraph,
        context: Context,
    ) -> Self {
        Self {
            ahead: "",
            next: "",
            heads: None,
            run_in: "",
            heads_before: Vec::new(),
            heading: "",
            below: 0,
            subjects,
            topic,
            paragraph,
            context,
            spoken: Discourse::default(),
            comparisons: Comparisons::default(),
            is_other_side: false,
            is_lost_before: false,
            begun: 0,
            opened: 0,
            is_numbered: false,
            figures: Vec::new(),
            taken: 0,
            said: Said::default(),
        }
    }

    /// Reads the next sentence.
    pub(super) fn sentence(&mut self, sentence: &'a str) {
        self.heads_before.extend(self.heads.take().map(|[head, _]| with_owner(head)));
        self.run_in = run_in(sentence).unwrap_or(self.run_in);
        let goes_on = sentence.starts_with("其中");
        self.spoken.begin_sentence(self.topic, goes_on);
        self.comparisons.begin_sentence(goes_on);
        let is_changed = ["调整方案", "各调增", "各调减"].iter().any(|it| sentence.contains(it));
        if is_changed && self.context.stage == Stage::Budget {
            self.spoken.stage = Some(Stage::Adjusted);
        }
        // 某项目9万元。 | 主要包括:培训费3万元
        let lists = ["其中", "主要包括", "包括", "主要是"];
        let is_of_lost = self.is_lost_before && self.taken == 0;
        if is_of_lost && lists.iter().any(|list| sentence.starts_with(list)) {
            self.spoken.is_within_unrecognised = true;
        }
        self.begun = self.said.observations.len();
        if !goes_on {
            self.opened = self.begun;
        }
        let unrecognised = self.said.unrecognised.len();
        let mut from = 0;
        for clause in sentence.split([';', '!', '?']) {
            self.clause(clause, (sentence, from));
            from += clause.len() + 1;
        }
        let is_sum = sentence.contains("加上") || is_balance(sentence);
        if is_sum && self.said.unrecognised.len() > unrecognised {
            self.forget();
        }
        for division in quantities::divisions(sentence) {
            self.claim_of(sentence, Assertion::Divides(division));
        }
    }

    /// Reads one clause, which begins at that byte of its sentence.
    fn clause(&mut self, clause: &str, (sentence, begin): (&'a str, usize)) {
        let rest = sentence.get(begin..).unwrap_or_default();
        let mut from = 0;
        let mut before: Option<Mark> = None;
        self.comparisons.begin_clause();
        self.spoken.led = None;
        let marks = marks(clause);
        let first = marks.iter().find(|mark| matches!(mark.says, Says::Amount(_)));
        if let Some(end) = first.map(|mark| mark.range.start) {
            let before = sentence.get(..begin + end).unwrap_or_default();
            let head = self.heads.map_or(before, |[head, _]| head);
            self.heads = Some([head, rest.get(..end).unwrap_or_default()]);
        }
        for mark in marks {
            let ahead = rest.get(mark.range.end..).unwrap_or_default();
            self.ahead = ahead.get(..ahead.floor_char_boundary(AHEAD)).unwrap_or_default();
            let words = clause.get(from..mark.range.start).unwrap_or_default();
            self.spoken.brackets(words);
            let is_behind_change = self.is_after_change() && words.starts_with('(');
            self.spoken.divides_change &= !words.contains(')');
            self.spoken.divides_change |= is_behind_change && !words.contains(')');
            self.said.amounts += usize::from(matches!(mark.says, Says::Amount(_)));
            let gap = before.as_ref().map(|before| before.range.end..mark.range.start);
            let follows = before.as_ref().is_some_and(|b| matches!(b.says, Says::Direction(_)))
                && gap.and_then(|gap| clause.get(gap)).is_some_and(is_glue);
            let is_bracketed = before.as_ref().is_some_and(|before| {
                let is_change = matches!(before.says, Says::Amount(_)) && self.is_after_change();
                is_change && clause.get(before.range.end..mark.range.start) == Some("(")
            });
            self.taken += usize::from(matches!(mark.says, Says::Amount(_)));
            let is_used = match mark.says {
                Says::Amount(printed) if follows => self.change(words, printed, clause, &mark),
                Says::Amount(printed) => self.amount(words, printed, clause, &mark),
                // 减少3万元(1.87%)
                Says::Percent(percent) if follows || is_bracketed => {
                    self.percent_of_change(percent)
                }
                Says::Percent(percent) => self.share(words, percent, clause),
                Says::Direction(direction) => {
                    let after = clause.get(mark.range.end..).unwrap_or_default();
                    self.compare(words, direction, after, clause)
                }
            };
            if is_used {
                from = mark.range.end;
            }
            before = Some(mark);
        }
        if before.is_none() && !self.nothing(clause) {
            self.subject_only(clause);
        }
        let rest = clause.get(from..).unwrap_or_default();
        self.includes(rest);
        self.serves(rest);
    }

    /// `未安排某项经费`: there is none of it. Returns whether the clause says so.
    fn nothing(&mut self, clause: &str) -> bool {
        let Some((year, words)) = clause.split_once("未安排") else { return false };
        let is_plain = year.chars().all(|c| c.is_ascii_digit() || "年度本,".contains(c));
        let Some(parts) = is_plain.then(|| self.level_of_words(words)).flatten() else {
            return false;
        };
        self.said.observations.push(Observation {
            scope: self.scope(parts),
            value: Value::Nothing,
            place: self.paragraph.place.clone(),
            source: Source { label: clause.into(), ..Source::default() },
        });
        true
    }

    /// A clause without figures may still name the subject of those that follow.
    fn subject_only(&mut self, clause: &str) {
        let named = self.subjects.named(clause, self.topic.class);
        let code = named.as_ref().and_then(|named| match named.codes.as_slice() {
            [code] => Some(*code),
            _ => None,
        });
        if let Some(code) = code {
            let named = Parts { function: Some(code), ..Parts::default() };
            self.spoken.item = spent_of(self.spoken.surrounding(), &named).narrow(named).ok();
            self.spoken.last = self.spoken.item;
        }
        // 1.办公楼修缮。年初预算3万元: the amount counts something unknown.
        let begins = self.is_numbered && self.taken == 0 && is_name(clause);
        self.spoken.begins_unknown |= (named.is_some() || begins) && self.spoken.item.is_none();
    }

    /// An amount that is a level: it is observed, or not recognised.
    fn amount(&mut self, words: &str, printed: Printed, clause: &str, mark: &Mark) -> bool {
        (self.comparisons.claim, self.comparisons.is_of_plan) = (None, false);
        let mut is_base = true;
        let read = if let (Some(last), Some(stage)) = (self.spoken.last, completed(words)) {
            Ok(Parts { stage: Some(stage), ..last })
        // 比2030年预算数3万元增加: what is compared with is printed too.
        } else if let Some((compared, base)) = self.compared_with(words) {
            self.comparisons.against = Some(compared);
            Ok(base)
        } else {
            is_base = false;
            let level = self.level(words).map(|level| self.settle(level, printed));
            let level = level.map(|parts| self.of_year(words, parts, printed));
            let level = level.map(|parts| self.with_carried(words, parts, printed));
            let parts = level.map(|parts| self.appropriated(words, parts, printed));
            let parts =
                parts.map(|parts| self.of_heading(self.told_by_what_follows(parts), printed));
            self.take_income(words, parts.as_ref().ok().copied());
            match &parts {
                Ok(parts) if self.is_beside_last(*parts) => {}
                Ok(parts) => self.spoken.speak_of(*parts),
                Err(_) => self.lose(words),
            }
            parts
        };
        // 完成预算3万元: a part of itself would be no part.
        let before = self.spoken.last.map(|last| self.scope(last));
        let is_itself = |base: &Parts| before == Some(self.scope(*base));
        let is_whole = |part: &Parts| self.is_divided(*part, printed);
        let is_none = match &read {
            Ok(base) if is_base => is_itself(base),
            Ok(part) => is_whole(part),
            Err(_) => false,
        };
        let read = if is_none || self.spoken.divides_change { Err(Why::Sentence) } else { read };
        match read {
            Ok(parts) if parts.is_of_unknown_year(self.context) => {
                self.unrecognised(words, clause, mark, Why::Year);
            }
            Ok(parts) => self.observe(parts, printed, words),
            Err(why) => self.unrecognised(words, clause, mark, why),
        }
        true
    }

    /// 收入3万元,加上债券收入2万元,收入合计5万元: where some of what adds up is not recognised, nothing
    /// of it is, for the total is of more than its words say.
    fn forget(&mut self) {
        let forgotten = self.said.observations.drain(self.begun..);
        self.said.unrecognised.extend(forgotten.map(|seen| Unrecognised {
            text: seen.source.label.to_string(),
            place: seen.place,
            why: Why::Sentence,
            table: None,
        }));
        self.spoken.lose();
    }

    /// The comparison that `words` make, and what it is made with.
    fn compared_with(&mut self, words: &str) -> Option<(Compared, Parts)> {
        let goes_on = ["增", "减", "下降", "上升", "持平", "相同", "一致"];
        let ahead = self.ahead.trim_start_matches([',', '同', '比']);
        let compared = compare::with_amount(words)
            .filter(|_| goes_on.iter().any(|direction| ahead.starts_with(direction)))?;
        // 其中:甲费1万元,乙费2万元;比上年5万元减少: of the whole or of its last part.
        let is_open = compared.subject.is_none()
            && self.spoken.whole.is_some()
            && !words.starts_with([',', '(', '、']);
        if is_open || self.is_after_sum_of_changes() {
            return None;
        }
        let now = compared.subject.map(|parts| self.within(parts)).or(self.spoken.last)?;
        // 支出5万元,年初预算8万元,比上年6万元减少: of which of the two is left open.
        let is_budget = now.stage == Some(Stage::Budget) && self.context.stage != Stage::Budget;
        if is_budget && compared.subject.is_none() && compared.leaves_stage_open() {
            return None;
        }
        let base = compared.base(now).filter(|base| *base != now)?;
        self.spoken.last = Some(now);
        Some((compared, base))
    }

    fn observe(&mut self, parts: Parts, printed: Printed, words: &str) {
        let scope = self.scope(parts);
        let figure = self.taken.checked_sub(1).and_then(|at| self.figures.get_mut(at));
        figure.into_iter().for_each(|figure| figure.scope = Some(scope));
        let own = self.heads.map(|[sentence, _]| sentence).filter(|it| !it.ends_with(words));
        let before = own.map(with_owner).into_iter().chain(self.heads_before.iter().rev().copied());
        let before = before.chain(self.topic.leads().rev());
        let said = said_behind(self.ahead).or(Some(self.run_in).filter(|it| !it.is_empty()));
        let below = told_before(before, words, (&scope, self.context));
        let led = self.spoken.led.as_ref().filter(|(of, _)| kind(&parts) == Some(*of));
        self.said.observations.push(Observation {
            scope,
            value: Value::Printed(printed),
            place: self.paragraph.place.clone(),
            source: Source {
                label: words.trim_matches([',', ':', '、']).into(),
                apart: apart_of(
                    self.topic.headings().chain([self.heading]),
                    self.heads.into_iter().flatten().rev(),
                    (words, led.map(|(_, words)| words.as_str()), said),
                    (&scope, self.context),
                ),
                below: if below == 0 { self.below } else { below },
                is_staged: self.topic.is_staged(),
                ..Source::default()
            },
        });
    }

    pub(super) fn unrecognised(&mut self, words: &str, clause: &str, mark: &Mark, why: Why) {
        self.said.unrecognised.push(Unrecognised {
            text: format!("{words}{}", clause.get(mark.range.clone()).unwrap_or_default()),
            place: self.paragraph.place.clone(),
            why,
            table: None,
        });
    }

    pub(super) fn scope(&self, parts: Parts) -> Scope {
        parts.scope(self.context)
    }
}

fn with_owner(head: &str) -> (&str, u32) {
    (head, owner(head))
}
