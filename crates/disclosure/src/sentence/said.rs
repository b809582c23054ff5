//! What a paragraph says.

use crate::model::{Claim, Observation, Unrecognised};

/// What the sentences of one paragraph say.
#[derive(Debug, Default)]
pub struct Said {
    /// Amounts whose words say what they count.
    pub observations: Vec<Observation>,
    /// What is claimed of them.
    pub claims: Vec<Claim>,
    /// Amounts whose words do not.
    pub unrecognised: Vec<Unrecognised>,
    /// How many amounts the paragraph prints, whatever became of them.
    pub amounts: usize,
}

impl Said {
    /// Returns how many of its amounts have no scope.
    pub fn unread(&self) -> usize {
        let printed = self.observations.iter().filter(|seen| seen.value.printed().is_some());
        let changes = self.claims.iter().filter(|claim| claim.by().is_some());
        self.amounts.saturating_sub(printed.count() + changes.count())
    }
}
