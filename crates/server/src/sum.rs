//! The last line of the board: the sum of the departments that are shown.

use crate::amount::grouped;
use crate::standing::{Control, Standing};
use ledger::Amount;

/// The sum of packages. Departments have the amounts of their units, so of both only the
/// departments count.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    /// Whether they are departments; units where no department is among them.
    pub(crate) is_of_departments: bool,
    pub(crate) count: usize,
    pub(crate) total_fen: i64,
    pub(crate) control: Control,
    /// How many have no amount yet, for their units were not summed.
    pub(crate) unsummed: usize,
    /// How many have the amounts of some of their units only.
    pub(crate) partly_summed: usize,
    /// How many have no control figures that can be added up.
    pub(crate) without_control: usize,
}

impl Sum {
    pub(crate) fn of(all: &[Standing]) -> Self {
        let is_of_departments = all.iter().any(|it| it.is_department);
        let mut sum = Self { is_of_departments, ..Self::default() };
        for it in all.iter().filter(|it| it.is_department == is_of_departments) {
            let add = |sum: &mut usize, is: bool| *sum = sum.saturating_add(usize::from(is));
            add(&mut sum.count, true);
            add(&mut sum.unsummed, it.is_to_be_summed());
            add(&mut sum.partly_summed, it.is_partly_summed());
            add(&mut sum.without_control, it.control.is_none());
            let control = it.control.unwrap_or_default();
            sum.total_fen = sum.total_fen.saturating_add(it.total_fen);
            sum.control.most_fen = sum.control.most_fen.saturating_add(control.most_fen);
            sum.control.left_fen = sum.control.left_fen.saturating_add(control.left_fen);
        }
        sum
    }

    /// Returns the sum of the amounts as it is printed, in yuan.
    pub(crate) fn total(&self) -> String {
        grouped(Amount::from_fen(self.total_fen))
    }

    /// Returns whether any has control figures.
    pub(crate) const fn has_control(&self) -> bool {
        self.without_control < self.count
    }
}
