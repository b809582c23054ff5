use ledger::{Stage, Year};

/// What a file is, as far as it says so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The department; empty where the file names none.
    pub department: String,
    /// The code and the name of its administrative division, where that is certain.
    pub division: Option<(&'static str, &'static str)>,
    /// The budget year.
    pub year: Option<Year>,
    /// Whether it is a budget or final accounts.
    pub stage: Option<Stage>,
    /// The SHA-256 of the file in hexadecimal; empty where the file could not be opened.
    pub sha256: String,
}
