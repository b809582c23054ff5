//! What a paragraph has spoken of so far, which completes what its next words leave open.

use super::compare::Compared;
use super::owner::{Income, Kind};
use super::topic::Topic;
use crate::vocabulary::parts::Parts;
use ledger::{Scope, Stage};

/// What was last spoken of, and the wholes that are being divided.
#[derive(Debug, Default)]
pub(super) struct Discourse {
    /// What 其中 divides.
    pub whole: Option<Parts>,
    /// What was being divided when that began, the outermost first.
    pub outer: Vec<Parts>,
    /// What the sentence began to divide first.
    pub divides: Option<Parts>,
    /// Whether carried money is, or may be, one of the parts.
    pub divides_carried: bool,
    /// The account whose two sides `收入包括…;支出包括…` go through.
    pub account: Option<Parts>,
    /// The last thing that an amount was said of.
    pub last: Option<Parts>,
    /// The budget subject that the paragraph is about.
    pub item: Option<Parts>,
    /// The stage of what is being divided, where the sentence named it in one stage only.
    pub stage: Option<Stage>,
    /// The last thing and the stage before brackets, while these are open.
    outside: Option<(Option<Parts>, Option<Stage>)>,
    /// Whether the last amount was not recognised.
    pub last_unrecognised: bool,
    /// Whether brackets are open that divide a change: `增加3万元(甲费1万元,乙费2万元)`.
    pub divides_change: bool,
    /// What the shares of the sentence may be of, once it has named that.
    pub shared: Option<Vec<Scope>>,
    /// The last income that the paragraph named.
    pub income: Option<Income>,
    /// The kind of amount that the sentence names behind an unknown owner.
    pub owner: Option<Kind>,
    /// What the clause named last that may be of an unknown owner: its kind, and its words.
    pub led: Option<(Kind, String)>,
    /// Whether the paragraph begins with a heading of its own.
    pub begins_headed: bool,
    /// Whether the paragraph begins with a name that is not understood.
    pub begins_unknown: bool,
    /// Whether such an amount is being divided.
    pub is_within_unrecognised: bool,
}

/// The comparisons of a sentence.
#[derive(Debug, Default)]
pub(super) struct Comparisons {
    /// The comparison just begun, whose amount and percentage may follow, by its claim's index.
    pub claim: Option<usize>,
    /// The words of the comparison read last.
    pub words: String,
    /// Whether it is with the year before.
    pub is_annual: bool,
    /// Whether what follows is compared with a plan: `完成预算的90%,`.
    pub is_of_plan: bool,
    /// Whether its verb says that it is with a plan: `超收3万元`. A rate behind it, 增长5%, is of another base.
    pub has_verb: bool,
    /// The last comparison of the sentence, and what was compared.
    pub last: Option<(Compared, Parts)>,
    /// The comparison whose parts the sentence goes through after 其中.
    pub divided: Option<(Compared, Parts)>,
    /// The comparison whose other side was just named by its amount.
    pub against: Option<Compared>,
    /// The comparison that the clause explains.
    pub explained: Option<(Compared, Parts)>,
}

impl Discourse {
    /// Begins a sentence; the `topic` may have a list to which its paragraph belongs.
    /// One that `goes_on` with 其中 is about the last amount, also if that was not recognised.
    pub fn begin_sentence(&mut self, topic: &Topic, goes_on: bool) {
        let whole = topic.whole;
        self.whole = whole;
        self.outer.clear();
        // What divided something goes on with the whole of it.
        self.last = self.divides.take().or(self.last);
        self.divides_carried = whole.is_some();
        self.last_unrecognised &= goes_on;
        self.is_within_unrecognised = topic.is_lost || topic.is_apart();
        (self.stage, self.outside, self.owner) = (topic.whole_stage, None, None);
        (self.shared, self.divides_change) = (None, false);
    }

    /// 预算3万元(基本支出1万元、项目支出2万元),比上年减少: brackets are of the amount before them,
    /// as is what follows them.
    pub fn brackets(&mut self, words: &str) {
        if words.starts_with(')')
            && let Some((last, stage)) = self.outside.take()
        {
            (self.last, self.stage) = (last, stage);
        }
        if words.starts_with('(') {
            self.outside = Some((self.last, self.stage));
        }
    }

    /// Whether brackets are open behind what money was spent for.
    pub fn is_within_purpose(&self) -> bool {
        let before = self.outside.and_then(|(last, _)| last);
        before.is_some_and(|parts| parts.purpose.is_some())
    }

    /// Takes note of what an amount was said of, or of what is named without one.
    pub fn speak_of(&mut self, parts: Parts) {
        (self.last, self.last_unrecognised) = (Some(parts), false);
    }

    /// Takes note of an amount that is not recognised: what follows is said of it.
    pub fn lose(&mut self) {
        (self.last, self.last_unrecognised) = (None, true);
    }

    /// Begins to divide `whole` within what is being divided.
    ///
    /// `may_fix_stage` says whether the stage of `whole` holds for its parts.
    pub fn divide(&mut self, whole: Option<Parts>, may_fix_stage: bool) {
        self.is_within_unrecognised = self.last_unrecognised;
        self.shared = None;
        self.outer.extend(self.whole);
        self.divides = self.divides.or(self.last);
        let stage = whole.and_then(|whole| whole.stage);
        // 预算9万元,其中:甲费4万元,决算8万元,其中:甲费3万元
        let is_again = self.whole == whole.map(|whole| Parts { stage: None, ..whole });
        self.stage = match is_again {
            true => stage.or(self.stage),
            false => self.stage.or(stage.filter(|_| may_fix_stage)),
        };
        self.whole = whole.map(|whole| Parts { stage: None, ..whole });
    }

    /// Goes back to what was being divided around the present whole, if to anything.
    pub fn leave(&mut self) {
        self.whole = self.outer.pop();
    }

    /// Returns what a subject is named within: the list that was announced or the whole spoken of.
    pub fn surrounding(&self) -> Parts {
        self.whole.unwrap_or_default()
    }
}

impl Comparisons {
    /// Begins a sentence; one that begins with 其中 goes through the parts of the last comparison.
    pub fn begin_sentence(&mut self, goes_on: bool) {
        if !goes_on {
            (self.last, self.divided) = (None, None);
        }
    }

    /// Begins a clause.
    pub fn begin_clause(&mut self) {
        (self.claim, self.explained, self.is_of_plan) = (None, None, false);
    }

    /// Begins to go through the parts of the last comparison.
    pub fn divide(&mut self) {
        self.divided = self.last.or(self.divided);
    }
}
