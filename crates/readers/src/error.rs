use crate::Format;
use message::{Fixed, Message};

/// Why a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message().en)]
pub enum ReadError {
    /// The file has no content.
    Empty,
    /// The file has none of the formats that this program reads; what it is, where known, as
    /// its user would name it.
    Unknown(Option<Fixed>),
    /// The file is protected by a password; its format, where that can be told.
    Encrypted(Option<Format>),
    /// The file is damaged beyond reading.
    Broken {
        /// What it is meant to be.
        format: Format,
        /// The part of the file that is damaged.
        part: String,
        /// What is wrong with it, in the words of the library that found it.
        reason: String,
    },
    /// The file exceeds a limit that keeps a hostile file from exhausting the machine.
    TooLarge(Limit),
}

/// A named upper bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// What is counted.
    pub what: Fixed,
    /// The largest permitted count.
    pub most: u64,
}

impl ReadError {
    /// A part of a file of `format` is damaged.
    pub(crate) fn broken(format: Format, part: &str, reason: &str) -> Self {
        Self::Broken { format, part: part.into(), reason: reason.into() }
    }

    /// What is wrong and what to do.
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new(
                "文件是空的。请检查文件是否传输完整。",
                "The file is empty. Check that it was transferred whole.",
            ),
            Self::Unknown(foreign) => unknown(*foreign),
            Self::Encrypted(format) => encrypted(*format),
            Self::Broken { format, part, reason } => Message::new(
                format!(
                    "{format} 文件已损坏，位置：{part}，原因：{reason}。请用原软件打开并另存，或重新获取文件。"
                ),
                format!(
                    "The {format} file is damaged at {part}: {reason}. Open it in its own \
                     program and save it again, or get it again."
                ),
            ),
            Self::TooLarge(Limit { what: Fixed { zh, en }, most, .. }) => Message::new(
                format!("文件超出限制：{zh}，上限 {most}。请拆分文件，或检查文件来源。"),
                format!(
                    "The file exceeds a limit: at most {most} {en}. Split it, or check where it \
                     came from."
                ),
            ),
        }
    }
}

fn unknown(foreign: Option<Fixed>) -> Message {
    let readable = Format::readable();
    match foreign {
        None => Message::new(
            format!("无法识别文件格式。请提供 {readable} 文件。"),
            format!("The file's format is not known. Give a {readable} file."),
        ),
        Some(Fixed { zh, en }) => Message::new(
            format!("这是{zh}，不是可读取的文档。请提供 {readable} 文件。"),
            format!("This is {en}, not a document to read. Give a {readable} file."),
        ),
    }
}

fn encrypted(format: Option<Format>) -> Message {
    let (zh, en) = match format {
        None => (String::new(), String::new()),
        Some(format) => (format!("{format} "), format!("{format} ")),
    };
    Message::new(
        format!("{zh}文件有密码保护。请去除密码后另存，再读取。"),
        format!("The {en}file is protected by a password. Save it without one."),
    )
}
