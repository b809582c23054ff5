//! When and by what a report was made.

/// When and by what a report was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Run<'a> {
    /// The version of the program.
    pub version: &'a str,
    /// The day, `2031-03-01`; empty where it is not told.
    pub date: &'a str,
}
