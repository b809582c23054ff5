use message::{Fixed, Message, Severity};
use std::io;

/// Something in a workbook that its preparer has to see to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Whether the workbook can be used in spite of it.
    pub severity: Severity,
    /// Where.
    pub spot: Spot,
    /// What is wrong and what to do.
    pub message: Message,
}

/// Why no ledger could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadFailure {
    /// It cannot be opened, or it is some other file; the problem says which.
    NotALedger(Problem),
    /// It is a ledger with these problems, at least one of them an error.
    Problems(Vec<Problem>),
}

/// A place in a workbook or in a folder of CSV files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The file or folder as a whole.
    Whole,
    /// A sheet.
    Sheet(String),
    /// A cell of a sheet: `C5`.
    Cell {
        /// The sheet's name.
        sheet: String,
        /// The cell's name.
        cell: String,
    },
    /// A file of a folder.
    File(String),
    /// A field of a CSV file, counted from 1.
    Field {
        /// The file's name.
        file: String,
        /// The line on which its record begins.
        line: u64,
        /// Which field of the record it is.
        column: u64,
    },
}

impl Problem {
    pub(crate) fn error(spot: Spot, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { severity: Severity::Error, spot, message: Message::new(zh, en) }
    }

    pub(crate) fn warning(spot: Spot, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, spot, message: Message::new(zh, en) }
    }

    pub(crate) fn unopened(error: &io::Error) -> Self {
        let reason = Message::of_io(error);
        Self::error(
            Spot::Whole,
            format!("无法打开：{}。请检查路径和权限。", reason.zh),
            format!("It cannot be opened: {}. Check the path and permissions.", reason.en),
        )
    }

    /// Whether the workbook cannot be used.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Place and message: `工作表“收支明细”K5：……`, `sheet “收支明细” K5: …`.
    pub fn line(&self) -> Message {
        match self.spot {
            Spot::Whole => self.message.clone(),
            _ => {
                let both = [self.spot.words(), self.message.clone()];
                Message::join(both, Fixed { zh: "：", en: ": " })
            }
        }
    }
}

impl ReadFailure {
    /// All problems, the errors first.
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::NotALedger(problem) => std::slice::from_ref(problem),
            Self::Problems(problems) => problems,
        }
    }
}

impl Spot {
    /// The name of the sheet, or of the file without its extension; `None` of the whole.
    pub(crate) fn sheet(&self) -> Option<&str> {
        match self {
            Self::Whole => None,
            Self::Sheet(sheet) | Self::Cell { sheet, .. } => Some(sheet),
            Self::File(file) | Self::Field { file, .. } => file.strip_suffix(".csv"),
        }
    }

    /// The place in words.
    pub fn words(&self) -> Message {
        match self {
            Self::Whole => Message::new("整个底稿", "the ledger"),
            Self::Sheet(sheet) => {
                Message::new(format!("工作表“{sheet}”"), format!("sheet “{sheet}”"))
            }
            Self::Cell { sheet, cell } => {
                Message::new(format!("工作表“{sheet}”{cell}"), format!("sheet “{sheet}” {cell}"))
            }
            Self::File(file) => Message::quoted(file.as_str()),
            Self::Field { file, line, column } => Message::new(
                format!("{file} 第 {line} 行第 {column} 列"),
                format!("{file}, line {line}, field {column}"),
            ),
        }
    }
}
