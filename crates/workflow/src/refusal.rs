//! Why a command is not done, in the sentence that the user reads.

use message::Message;

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The kind of reason, for programs.
    pub why: Why,
    /// What is refused, why, and what to do.
    pub message: Message,
}

/// The kind of reason for a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The actor does not have the right; or what is asked about does not exist, which only
    /// those who have the right learn.
    NotGranted,
    /// It does not exist.
    Unknown,
    /// It exists already.
    Exists,
    /// The command contradicts itself or lacks something.
    Invalid,
    /// The package, the document or the year is at another stage.
    Stage,
    /// Another person saved in between.
    Stale,
    /// Findings or comments have to be dealt with first.
    Findings,
    /// The control figures are exceeded.
    Controls,
    /// Others have to act first.
    Others,
}

impl Why {
    /// Returns the key by which programs know it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotGranted => "not_granted",
            Self::Unknown => "unknown",
            Self::Exists => "exists",
            Self::Invalid => "invalid",
            Self::Stage => "stage",
            Self::Stale => "stale",
            Self::Findings => "findings",
            Self::Controls => "controls",
            Self::Others => "others",
        }
    }
}

impl Refusal {
    /// Returns a refusal with its sentence in both languages.
    pub fn new(why: Why, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { why, message: Message::new(zh, en) }
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} {}", self.message.zh, self.message.en)
    }
}

impl std::error::Error for Refusal {}
