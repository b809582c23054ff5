//! The budget of work for the search for repairs in one document.

/// The most terms of equations that are looked at for one document before the search gives up.
/// It counts work, not time: the same document gives the same report on any machine.
const MAX_WORK: usize = 1_000_000;

/// The most terms that are looked at for partial explanations of one document.
const MAX_PARTIAL_WORK: usize = 300_000;

/// The remaining work.
pub struct Budget {
    left: usize,
    partial: usize,
}

impl Budget {
    /// The whole budget of one document.
    pub const fn new() -> Self {
        Self { left: MAX_WORK, partial: MAX_PARTIAL_WORK }
    }

    /// Spends some work.
    pub const fn spend(&mut self, work: usize) {
        self.left = self.left.saturating_sub(work);
    }

    /// Spends some of the work reserved for partial explanations, if it is left.
    pub const fn spend_partial(&mut self, work: usize) -> bool {
        self.partial = self.partial.saturating_sub(work);
        self.partial > 0
    }

    /// Returns whether the budget is used up.
    pub const fn is_spent(&self) -> bool {
        self.left == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_spent_when_all_its_work_is_taken() {
        let mut budget = Budget::new();
        budget.spend(MAX_WORK - 1);
        assert!(!budget.is_spent());
        budget.spend(2);
        assert!(budget.is_spent());
        assert!(budget.spend_partial(MAX_PARTIAL_WORK - 1));
        assert!(!budget.spend_partial(1));
    }
}
