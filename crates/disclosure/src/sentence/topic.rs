//! What the headings and the announcements before a paragraph say of it.

use super::read;
use crate::lexicon::{Lexicon, Where};
use crate::normal::Label;
use crate::parts::Parts;
use ledger::Node;

/// The longest heading, in characters.
const MAX_HEADING: usize = 40;

/// What holds for the sentences that follow.
#[derive(Debug, Default)]
pub struct Topic {
    /// The fund of which the heading speaks.
    fund: Option<Node>,
    /// What the list divides that a paragraph announced (`其中：`, `主要内容如下：`).
    pub whole: Option<Parts>,
}

impl Topic {
    /// Takes a heading; whether the paragraph is one.
    pub fn take_heading(&mut self, label: &Label<'_>) -> bool {
        let words = label.words;
        let is_heading = words.chars().count() <= MAX_HEADING
            && !words.ends_with(['。', ';', ':', ','])
            && !words.contains("万元")
            && !words.contains("(类)");
        if is_heading {
            let fund = Lexicon::get().read(words, Where::Title).parts.fund;
            // (一)总体情况 stands below 五、一般公共预算财政拨款支出决算情况说明.
            self.fund = fund.or(self.fund.filter(|_| label.is_numbered && label.is_bracketed));
            self.whole = None;
        }
        is_heading
    }

    /// Begins a paragraph: only numbered ones belong to the list announced before.
    pub fn begin(&mut self, is_numbered: bool) {
        self.whole = self.whole.filter(|_| is_numbered);
    }

    /// Ends a paragraph: perhaps it announces a list.
    pub fn end(&mut self, text: &str, is_numbered: bool, last: Option<Parts>) {
        if is_numbered {
            return;
        }
        let Some(announced) = text.strip_suffix(':') else { return };
        let announced = announced.rsplit(['。', ';']).next().unwrap_or_default();
        self.whole = match announced.ends_with("其中") {
            true => last.map(|last| Parts { stage: None, ..last }),
            false => read(announced)
                .filter(|reading| reading.known > 0)
                .map(|reading| self.within(reading.parts)),
        };
    }

    /// `parts` with the fund of the heading, where they name none.
    pub fn within(&self, parts: Parts) -> Parts {
        Parts { fund: parts.fund.or(self.fund), ..parts }
    }
}
