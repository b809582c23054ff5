use crate::letters::letters;
use crate::tables::BASICS;
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
    /// What kind of problem it is.
    pub kind: Kind,
}

/// The kinds of problems of a ledger. Each is a check with a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Sheets, columns or headings are not those of a ledger.
    Form,
    /// A cell does not hold what its column asks for.
    Entry,
    /// Rows, columns or a sheet that hold something are hidden.
    Hidden,
    /// A code is unknown, of another classification, too coarse, or has another name.
    Code,
    /// The lines are not what the sheet 收入 gives.
    Revenue,
    /// A line is possible but seldom meant.
    Line,
    /// A value that was left blank follows from others and was filled in.
    Derived,
    /// A value is another than what follows from others, and no reason is given.
    Overruled,
    /// The cost of a project is not its money.
    Cost,
    /// More is bought for a project than it has.
    Procurement,
    /// Assets are paid for, and none is bought.
    Assets,
    /// Amounts are out of any plausible size: 元 for 万元.
    Scale,
    /// A line is there twice.
    Twice,
    /// A unit has no lines.
    NoLines,
    /// There is more staff than posts.
    Staff,
    /// A paragraph has no place in a layout.
    Text,
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
        /// Its row, counted from 1.
        row: u64,
        /// Its column, counted from 0.
        column: usize,
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
        Self::new(Severity::Error, spot, Message::new(zh, en))
    }

    pub(crate) fn warning(spot: Spot, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(Severity::Warning, spot, Message::new(zh, en))
    }

    pub(crate) fn note(spot: Spot, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::new(Severity::Note, spot, Message::new(zh, en))
    }

    /// An [`Kind::Entry`], unless said otherwise with [`Self::of`].
    const fn new(severity: Severity, spot: Spot, message: Message) -> Self {
        Self { severity, spot, message, kind: Kind::Entry }
    }

    /// The same problem as one of another kind.
    pub(crate) fn of(self, kind: Kind) -> Self {
        Self { kind, ..self }
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

    /// The sheet (a folder's file), the row and the column, counted from 1; the first cell of a
    /// sheet that is meant as a whole, and of the first sheet where the whole ledger is.
    pub fn position(&self) -> (String, u32, u32) {
        let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        match self {
            Self::Whole => (BASICS.name.to_owned(), 1, 1),
            Self::Sheet(name) | Self::File(name) => (name.clone(), 1, 1),
            Self::Cell { sheet, row, column } => {
                (sheet.clone(), number(*row), number(*column as u64 + 1))
            }
            Self::Field { file, line, column } => (file.clone(), number(*line), number(*column)),
        }
    }

    /// The place in words.
    pub fn words(&self) -> Message {
        match self {
            Self::Whole => Message::new("整个底稿", "the ledger"),
            Self::Sheet(sheet) => {
                Message::new(format!("工作表“{sheet}”"), format!("sheet “{sheet}”"))
            }
            Self::Cell { sheet, row, column } => {
                let cell = format!("{}{row}", letters(*column));
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
