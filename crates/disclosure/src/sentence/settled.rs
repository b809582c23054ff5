//! What an amount counts where its words leave two readings open: what the tables print decides.

use super::adjusted::of_sentence;
use super::figures::{Figure, Role};
use super::level::{CARRIED, DIVIDERS, Level};
use super::statement::Statement;
use crate::model::Observation;
use crate::vocabulary::parts::Parts;
use ledger::{Printed, nodes};

impl Statement<'_> {
    /// 收入预算 is called what the year receives and also what it has with all that is carried
    /// in: it means what the tables print this amount for, and else what the sentence divides.
    pub(super) fn settle(&self, level: Level, printed: Printed) -> Parts {
        let total = Parts { flow: Some(nodes().total), side: level.parts.side_of(), ..level.parts };
        let prints = |parts: Parts| self.subjects.prints(&self.scope(parts), printed);
        let is_total = level.may_be_total
            && match (prints(level.parts), prints(total)) {
                (true, false) => false,
                (false, true) => true,
                _ if level.is_part => !self.spoken.divides_carried,
                _ => self.names_carried(),
            };
        if is_total { total } else { level.parts }
    }

    /// 总收入 and 总支出 that one paragraph prints with different amounts are those of the year alone, unless
    /// the tables print them as totals.
    pub(super) fn of_year(&self, words: &str, parts: Parts, printed: Printed) -> Parts {
        const NAMES: [&str; 2] = ["总收入", "总支出"];
        let of = |name: &str| self.figures.iter().find(|it| it.words.ends_with(name));
        let [income, spending] = NAMES.map(of).map(|it| it.map(|it| it.printed));
        let differ = income.zip(spending).is_some_and(|(one, other)| one != other);
        let is_total =
            parts.flow == Some(nodes().total) && NAMES.iter().any(|it| words.ends_with(it));
        if !is_total || !differ || self.subjects.prints(&self.scope(parts), printed) {
            return parts;
        }
        let flow = if words.ends_with("总收入") { nodes().received } else { nodes().spent };
        Parts { flow: Some(flow), ..parts }
    }

    /// 预算9万元,其中甲费6万元,乙费3万元,决算8万元,其中: the second amount is of what was divided before.
    pub(super) fn divided_again(&self) -> Option<Parts> {
        let is_divided = self.ahead.trim_start_matches(',').starts_with("其中");
        self.spoken.whole.filter(|_| is_divided)
    }

    /// 本年收入9万元,上年结转1万元,收入合计10万元: with what is carried it is the total.
    pub(super) fn with_carried(&self, words: &str, parts: Parts, printed: Printed) -> Parts {
        let is_sum = ["合计", "共计"].iter().any(|it| words.trim_end_matches('为').ends_with(it));
        let is_year = [nodes().received, nodes().spent].map(Some).contains(&parts.flow());
        let before = self.figures.get(..self.taken.saturating_sub(1)).unwrap_or_default();
        let carried = |it: &Figure<'_>| ["结转", "结余"].iter().any(|name| it.words.contains(name));
        let mut sum = 0;
        let mut own = of_sentence(before).iter().rev().filter(|it| it.role == Role::Level);
        let is_with = own.any(|it| {
            sum += it.fen();
            sum == i128::from(printed.nominal().fen())
        });
        match is_sum && is_year && is_with && of_sentence(before).iter().any(carried) {
            true => Parts { flow: Some(nodes().total), side: None, ..parts },
            false => parts,
        }
    }

    /// 当年拨款 is what the year receives, unless the tables print this amount as spent alone.
    pub(super) fn appropriated(&self, words: &str, parts: Parts, printed: Printed) -> Parts {
        let prints = |parts: Parts| self.subjects.prints(&self.scope(parts), printed);
        let spent = Parts { flow: Some(nodes().spent), ..parts };
        let is_spent = parts.flow == Some(nodes().received) && !prints(parts) && prints(spent);
        if words.contains("当年拨款") && is_spent { spent } else { parts }
    }

    /// Below 一、一般公共预算财政拨款支出情况, 财政拨款支出 is of that fund: unless the sentence speaks of
    /// the others too, or the tables print this amount for all of them.
    pub(super) fn of_heading(&self, parts: Parts, printed: Printed) -> Parts {
        const FUNDS: [&str; 3] = ["一般公共预算", "政府性基金", "国有资本经营"];
        let prints = |parts: Parts| self.subjects.prints(&self.scope(parts), printed);
        let text = &self.paragraph.text;
        let names_several = FUNDS.iter().filter(|fund| text.contains(**fund)).count() > 1;
        match self.topic.narrowed(parts) {
            Some(narrow) if !names_several && (prints(narrow) || !prints(parts)) => narrow,
            _ => parts,
        }
    }

    /// Whether the sentence divides what it speaks of into money of the year and carried money.
    fn names_carried(&self) -> bool {
        // 收入3万元;年初结转和结余1万元;支出4万元: carried money is listed beside it.
        let is_carried = |seen: &Observation| seen.scope.flow == nodes().carried_in;
        let begun = self.said.observations.get(self.begun..).unwrap_or_default();
        let next = self.ahead.trim_start_matches([',', ';', '、']);
        if begun.iter().any(is_carried) || CARRIED.iter().any(|words| next.starts_with(words)) {
            return false;
        }
        let divider = DIVIDERS.iter().find_map(|divider| self.ahead.split_once(divider));
        divider
            .or(Some(("", self.next)))
            .is_some_and(|(_, parts)| CARRIED.iter().any(|words| parts.contains(words)))
    }
}
