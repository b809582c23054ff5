//! Exit codes.

/// Exit code 0: no errors were found.
pub(crate) const OK: u8 = 0;

/// Exit code 1: errors were found.
pub(crate) const ERRORS: u8 = 1;

/// Exit code 2: some input could not be read, or a command could not be run. Takes precedence
/// over [`ERRORS`].
pub(crate) const UNREADABLE: u8 = 2;
