//! What names a printed number and an identity: numbers of types of their own, so that the one
//! is never taken for the other.

use disclosure::{Disclosure, Observation};

/// A printed number: the number of its observation in a disclosure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell(u32);

/// The number of an identity among all that were derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdentityId(u32);

impl Cell {
    /// The printed numbers of a disclosure, in reading order.
    pub fn all(disclosure: &Disclosure) -> impl Iterator<Item = (Self, &Observation)> + Clone {
        (0..).map(Self).zip(&disclosure.observations)
    }

    /// The index of its observation.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl IdentityId {
    /// The numbers of identities, from the first on.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).map(Self)
    }

    /// The index of the identity.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

#[cfg(test)]
impl Cell {
    /// The cells with these indices, for tests.
    pub fn of(indices: &[u32]) -> Vec<Self> {
        indices.iter().copied().map(Self).collect()
    }
}

#[cfg(test)]
impl IdentityId {
    /// The identities with these indices, for tests.
    pub fn of(indices: &[u32]) -> Vec<Self> {
        indices.iter().copied().map(Self).collect()
    }
}
