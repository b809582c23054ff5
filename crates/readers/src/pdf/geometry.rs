//! Lengths and areas of an upright page, counted from its top left corner.

use document::Place;

/// Hundredths of a point: whole numbers, so that comparing and sorting are exact.
pub type Length = i32;

/// One point.
pub const POINT: Length = 100;

/// The farthest a coordinate may lie; larger ones are no page, and sums of some of these
/// stay far below the largest number.
pub const FARTHEST: Length = 20_000 * POINT;

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub left: Length,
    pub top: Length,
    pub right: Length,
    pub bottom: Length,
}

impl Area {
    /// What holds nothing and grows to whatever is added.
    pub const NOTHING: Self =
        Self { left: FARTHEST, top: FARTHEST, right: -FARTHEST, bottom: -FARTHEST };

    pub fn width(&self) -> Length {
        self.right - self.left
    }

    pub fn height(&self) -> Length {
        self.bottom - self.top
    }

    pub fn contains(&self, x: Length, y: Length) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// Whether `other` lies inside, up to `slack`.
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

    /// The place on a page, in whole points.
    pub fn place(&self, page: u32) -> Place {
        let floor = |length: Length| length.div_euclid(POINT);
        let ceil = |length: Length| (length + POINT - 1).div_euclid(POINT);
        let area = [floor(self.left), floor(self.top), ceil(self.right), ceil(self.bottom)];
        Place::Page { page, area }
    }
}

/// The middle one of some lengths; nothing where there are none.
pub fn median(mut lengths: Vec<Length>) -> Option<Length> {
    let middle = lengths.len() / 2;
    (!lengths.is_empty()).then(|| *lengths.select_nth_unstable(middle).1)
}

/// Positions that lie within `slack` of the first of their group, as one position each,
/// in ascending order.
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
