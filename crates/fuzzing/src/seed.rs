//! One input to start fuzzing from.

/// An initial input of a target.
pub struct Seed {
    /// The name of the target.
    pub target: &'static str,
    /// A file name that says what it was made from.
    pub name: String,
    /// The input.
    pub bytes: Vec<u8>,
}
