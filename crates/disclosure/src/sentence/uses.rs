//! What a sentence says of the use of an amount: what it includes, and what it is for.

use super::statement::Statement;
use crate::model::{Assertion, Included};
use crate::vocabulary::lexicon::{Lexicon, Where};
use ledger::Scope;

impl Statement<'_> {
    /// `主要包括:基本工资、津贴补贴`: what the last amount includes.
    pub(super) fn includes(&mut self, words: &str) {
        let Some((_, list)) = words.split_once("主要包括") else { return };
        let Some(last) = self.spoken.last.filter(|last| last.purpose.is_some()) else { return };
        let whole = self.scope(last);
        let item = |name: &str| Included {
            name: name.to_owned(),
            items: self
                .subjects
                .economic(name)
                .map(|economic| Scope { economic, ..whole })
                .collect(),
        };
        let names = list.trim_start_matches([':', '有']).split(['、', ',']);
        let names = names.map(|name| name.trim_end_matches('等')).filter(|name| !name.is_empty());
        let included = names.map(item).collect();
        self.claim_of(words, Assertion::Includes(included));
    }

    /// `主要用于…等基本支出`: the purpose of the subject spoken of.
    pub(super) fn serves(&mut self, words: &str) {
        let Some((_, uses)) = words.split_once("主要用于") else { return };
        let Some(item) = self.spoken.item else { return };
        let named = |words: &str| Lexicon::get().read(words, Where::Sentence).parts.purpose;
        let purpose = match (uses.contains("基本支出"), uses.contains("项目支出")) {
            (true, false) => named("基本支出"),
            (false, true) => named("项目支出"),
            _ => None,
        };
        if let Some(purpose) = purpose {
            let scope = self.scope(self.within(item));
            self.claim_of(words, Assertion::Serves { scope, purpose });
        }
    }
}
