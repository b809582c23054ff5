use std::ops::Range;

/// Rows or columns that are hidden.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    /// Once tidied: in order and apart from one another.
    ranges: Vec<Range<u32>>,
}

/// The rows or the columns that a sheet shows, from the first with content to the last.
pub(super) struct Visible {
    numbers: Vec<u32>,
}

impl Hidden {
    /// Hides a range.
    pub fn add(&mut self, range: Range<u32>) {
        match self.ranges.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => self.ranges.push(range),
        }
    }

    /// Puts the ranges in order, so that they can be searched.
    pub fn tidy(&mut self) {
        self.ranges.sort_by_key(|range| range.start);
        let mut tidy: Vec<Range<u32>> = Vec::new();
        for range in self.ranges.drain(..) {
            match tidy.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => tidy.push(range),
            }
        }
        self.ranges = tidy;
    }

    /// Whether a row or column is hidden.
    pub fn contains(&self, number: u32) -> bool {
        self.next_shown(number) != number
    }

    /// The number itself, or the first after it that is not hidden.
    pub fn next_shown(&self, number: u32) -> u32 {
        let after = self.ranges.partition_point(|range| range.end <= number);
        match self.ranges.get(after) {
            Some(range) if range.contains(&number) => range.end,
            _ => number,
        }
    }
}

impl Visible {
    /// All from the least to the greatest of the used numbers, but for the hidden ones.
    pub fn new(used: impl Iterator<Item = u32> + Clone, hidden: &Hidden) -> Self {
        let (first, last) = (used.clone().min().unwrap_or(1), used.max().unwrap_or(0));
        Self { numbers: (first..=last).filter(|number| !hidden.contains(*number)).collect() }
    }

    /// How many are shown.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The number, in the sheet, of the one shown at `index`.
    pub fn number(&self, index: usize) -> u32 {
        self.numbers.get(index).copied().unwrap_or(0)
    }

    /// The indices of those that lie in a range of the sheet.
    pub fn within(&self, range: &Range<u32>) -> Range<usize> {
        let at = |bound: u32| self.numbers.partition_point(|number| *number < bound);
        let start = at(range.start);
        start..at(range.end).max(start)
    }
}
