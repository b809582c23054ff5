//! What a paragraph says.

use crate::model::{Claim, Observation, Unrecognised};

/// What the sentences of one paragraph say.
#[derive(Debug, Default)]
pub struct Said {
    /// Amounts whose words say what they count.
    pub observations: Vec<Observation>,
    /// What is claimed of them.
    pub claims: Vec<Claim>,
    /// Amounts whose words do not.
    pub unrecognised: Vec<Unrecognised>,
}
