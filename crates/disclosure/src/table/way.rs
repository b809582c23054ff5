//! The cheapest of several ways to lay some cells over others.

/// How many cells of one row each cell of another row covers, and at what cost.
#[derive(Debug, Clone)]
pub(super) struct Way {
    pub cost: u32,
    /// Whether no other way costs the same.
    is_only: bool,
    counts: Vec<usize>,
}

impl Default for Way {
    fn default() -> Self {
        Self { cost: 0, is_only: true, counts: Vec::new() }
    }
}

impl Way {
    /// This way with one more cell, which covers `count` cells.
    pub fn extended(&self, count: usize, cost: u32) -> Self {
        let mut counts = self.counts.clone();
        counts.push(count);
        Self { cost: self.cost + cost, is_only: self.is_only, counts }
    }

    /// The cheaper one of two ways.
    pub fn cheaper(self, other: Option<Self>) -> Self {
        match other {
            Some(other) if other.cost < self.cost => other,
            Some(other) if other.cost == self.cost => Self { is_only: false, ..self },
            _ => self,
        }
    }

    /// Returns the counts, unless another way costs the same.
    pub fn only(self) -> Option<Vec<usize>> {
        self.is_only.then_some(self.counts)
    }
}
