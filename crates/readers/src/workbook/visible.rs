use std::ops::Range;

/// The hidden rows or columns of a sheet.
#[derive(Debug, Default)]
pub(super) struct Hidden {
    /// In order and disjoint after [`Self::normalise`].
    ranges: Vec<Range<u32>>,
}

/// The visible rows or columns of a sheet, from the first with content to the last.
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

    /// Sorts and merges the ranges, so that they can be searched.
    pub fn normalise(&mut self) {
        self.ranges.sort_by_key(|range| range.start);
        let mut merged: Vec<Range<u32>> = Vec::new();
        for range in self.ranges.drain(..) {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        self.ranges = merged;
    }

    /// Returns whether a row or column is hidden.
    pub fn contains(&self, number: u32) -> bool {
        self.next_shown(number) != number
    }

    /// Returns the number itself or, if it is hidden, the next visible one.
    pub fn next_shown(&self, number: u32) -> u32 {
        let after = self.ranges.partition_point(|range| range.end <= number);
        match self.ranges.get(after) {
            Some(range) if range.contains(&number) => range.end,
            _ => number,
        }
    }
}

impl Visible {
    /// Returns all numbers from the least to the greatest used one, except the hidden ones.
    pub fn new(used: impl Iterator<Item = u32> + Clone, hidden: &Hidden) -> Self {
        let (first, last) = (used.clone().min().unwrap_or(1), used.max().unwrap_or(0));
        Self { numbers: (first..=last).filter(|number| !hidden.contains(*number)).collect() }
    }

    /// Returns the count of visible rows or columns.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Returns the number in the sheet of the visible row or column at `index`.
    pub fn number(&self, index: usize) -> u32 {
        self.numbers.get(index).copied().unwrap_or(0)
    }

    /// Returns the indices of the visible ones in a range of the sheet.
    pub fn within(&self, range: &Range<u32>) -> Range<usize> {
        let at = |bound: u32| self.numbers.partition_point(|number| *number < bound);
        let start = at(range.start);
        start..at(range.end).max(start)
    }
}
