use workflow::Hash;

/// A content that is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its hash.
    pub hash: Hash,
    pub(crate) size: i64,
}
