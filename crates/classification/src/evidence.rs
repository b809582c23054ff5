/// How a line of the lists is known, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// A public text prints it.
    Seen,
    /// An earlier list of this program has it, and its source is lost.
    Earlier,
    /// It is remembered, and nothing was found against it.
    MemorySure,
    /// It is remembered with doubt.
    MemoryUnsure,
}

impl Evidence {
    /// Returns whether the line may name a code; a doubtful one only helps typing.
    pub fn names(self) -> bool {
        self < Self::MemoryUnsure
    }

    pub(crate) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "seen" => Self::Seen,
            "earlier" => Self::Earlier,
            "memory-sure" => Self::MemorySure,
            "memory-unsure" => Self::MemoryUnsure,
            _ => return None,
        })
    }
}
