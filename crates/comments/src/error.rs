use message::Message;
use readers::{Format, ReadError};
use thiserror::Error;

/// Why no copy could be made.
#[derive(Debug, Error)]
#[error("{}", self.message().en)]
pub enum Failure {
    /// Files of this format cannot have comments.
    Format(Format),
    /// The file cannot be read.
    Unreadable(#[from] ReadError),
    /// The container is damaged or cannot be written.
    Package(#[from] zip::result::ZipError),
    /// A part is missing, is too large or is not as it should be.
    Part(String),
}

impl Failure {
    /// What is wrong and what to do, for the user.
    pub fn message(&self) -> Message {
        match self {
            Self::Format(_) => Message::new(
                "只有 Word（.docx）和 Excel（.xlsx）文件能加批注；其他格式请先另存为这两种。",
                "Only Word (.docx) and Excel (.xlsx) files can have comments: save it as one of these first.",
            ),
            Self::Unreadable(error) => error.message(),
            Self::Package(error) => Message::new(
                format!("无法写入批注：{error}。"),
                format!("The comments cannot be written: {error}."),
            ),
            Self::Part(part) => Message::new(
                format!(
                    "无法写入批注：文件中的 {part} 有损坏。请用 Word、Excel 或 WPS 重新保存后再试。"
                ),
                format!(
                    "The comments cannot be written: {part} in the file is damaged. Save the file again with its own program."
                ),
            ),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Package(error.into())
    }
}
