use std::fmt;
use std::io;

/// Something in a workbook that its preparer has to see to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Whether the workbook can be used in spite of it.
    pub severity: Severity,
    /// Where.
    pub spot: Spot,
    /// What is wrong and what to do, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

/// How bad a [`Problem`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It cannot be meant so; nothing is made of the workbook.
    Error,
    /// It may well be meant so.
    Warning,
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
        Self { severity: Severity::Error, spot, zh: zh.into(), en: en.into() }
    }

    pub(crate) fn warning(spot: Spot, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, spot, zh: zh.into(), en: en.into() }
    }

    pub(crate) fn unopened(name: &str, error: &io::Error) -> Self {
        Self::error(
            Spot::Whole,
            format!("无法打开 {name}：{error}。请检查路径和权限。"),
            format!("{name} cannot be opened: {error}. Check the path and its permissions."),
        )
    }

    /// Whether nothing may be made of the workbook.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Place and message in Chinese: `工作表“收支明细”K5：……`.
    pub fn line_zh(&self) -> String {
        match self.spot {
            Spot::Whole => self.zh.clone(),
            _ => format!("{}：{}", self.spot.zh(), self.zh),
        }
    }

    /// Place and message in English: `sheet 收支明细, K5: …`.
    pub fn line_en(&self) -> String {
        match self.spot {
            Spot::Whole => self.en.clone(),
            _ => format!("{}: {}", self.spot, self.en),
        }
    }
}

impl Spot {
    /// The place in Chinese.
    pub fn zh(&self) -> String {
        match self {
            Self::Whole => "整个底稿".to_owned(),
            Self::Sheet(sheet) => format!("工作表“{sheet}”"),
            Self::Cell { sheet, cell } => format!("工作表“{sheet}”{cell}"),
            Self::File(file) => file.clone(),
            Self::Field { file, line, column } => format!("{file} 第 {line} 行第 {column} 列"),
        }
    }
}

/// The place in English.
impl fmt::Display for Spot {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => out.write_str("the ledger"),
            Self::Sheet(sheet) => write!(out, "sheet {sheet}"),
            Self::Cell { sheet, cell } => write!(out, "sheet {sheet}, {cell}"),
            Self::File(file) => out.write_str(file),
            Self::Field { file, line, column } => {
                write!(out, "{file}, line {line}, field {column}")
            }
        }
    }
}
