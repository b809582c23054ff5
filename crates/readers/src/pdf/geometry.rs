//! Lengths and areas of a page, measured from its top left corner.

use document::Place;

/// A length in hundredths of a point. Whole numbers make comparing and sorting exact.
pub type Length = i32;

/// One point.
pub const POINT: Length = 100;

/// The largest coordinate. Larger ones are on no real page, and sums of a few of these cannot
/// overflow.
pub const MAX_COORDINATE: Length = 20_000 * POINT;

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub left: Length,
    pub top: Length,
    pub right: Length,
    pub bottom: Length,
}

impl Area {
    /// The empty area, the identity of [`Self::union`].
    pub const EMPTY: Self = Self {
        left: MAX_COORDINATE,
        top: MAX_COORDINATE,
        right: -MAX_COORDINATE,
        bottom: -MAX_COORDINATE,
    };

    pub fn width(&self) -> Length {
        self.right - self.left
    }

    pub fn height(&self) -> Length {
        self.bottom - self.top
    }

    pub fn contains(&self, x: Length, y: Length) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// Returns whether `other` is inside, up to `slack`.
    pub fn encloses(&self, other: &Self, slack: Length) -> bool {
        self.left - slack <= other.left
            && self.top - slack <= other.top
            && self.right + slack >= other.right
            && self.bottom + slack >= other.bottom
    }

    pub fn intersect(&self, other: &Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    pub fn union(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    pub fn grown(&self, by: Length) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// Returns the place on a page, rounded outwards to whole points.
    pub fn place(&self, page: u32) -> Place {
        let floor = |length: Length| length.div_euclid(POINT);
        let ceil = |length: Length| (length + POINT - 1).div_euclid(POINT);
        let area = [floor(self.left), floor(self.top), ceil(self.right), ceil(self.bottom)];
        Place::Page { page, area }
    }
}

/// Returns the median of some lengths, or `None` if there are none.
pub fn median(mut lengths: Vec<Length>) -> Option<Length> {
    let middle = lengths.len() / 2;
    (!lengths.is_empty()).then(|| *lengths.select_nth_unstable(middle).1)
}

/// Groups positions that are within `slack` of the first of their group. Returns the median of each
/// group in ascending order.
pub fn clustered(mut positions: Vec<Length>, slack: Length) -> Vec<Length> {
    positions.sort_unstable();
    let mut groups: Vec<Vec<Length>> = Vec::new();
    for position in positions {
        match groups.last_mut() {
            Some(group) if group.first().is_some_and(|first| position - first <= slack) => {
                group.push(position);
            }
            _ => groups.push(vec![position]),
        }
    }
    groups.into_iter().filter_map(median).collect()
}
