use crate::{Foreign, Format, limits::Limit};

/// Why a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message_en())]
pub enum ReadError {
    /// The file has no content.
    Empty,
    /// The file is none of the formats this program reads; what it looks like, where known.
    Unknown(Option<Foreign>),
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
    /// The format is known but cannot be read yet.
    Unsupported(Format),
}

impl ReadError {
    /// A part of a file of `format` is damaged.
    pub(crate) fn broken(format: Format, part: &str, reason: &str) -> Self {
        Self::Broken { format, part: part.into(), reason: reason.into() }
    }

    /// What is wrong and what to do, in Chinese.
    pub fn message_zh(&self) -> String {
        match self {
            Self::Empty => "文件是空的。请检查文件是否传输完整。".into(),
            Self::Unknown(None) => format!("无法识别文件格式。请提供 {READABLE} 文件。"),
            Self::Unknown(Some(Foreign { zh, .. })) => {
                format!("这是{zh}，不是可读取的文档。请提供 {READABLE} 文件。")
            }
            Self::Encrypted(format) => {
                let name = format.map(|format| format!(" {format} ")).unwrap_or_default();
                format!("{name}文件有密码保护。请去除密码后另存，再读取。").trim_start().into()
            }
            Self::Broken { format, part, reason } => format!(
                "{format} 文件已损坏，位置：{part}，原因：{reason}。请用原软件打开并另存，或重新获取文件。"
            ),
            Self::TooLarge(Limit { zh, most, .. }) => {
                format!("文件超出限制：{zh}，上限 {most}。请拆分文件，或检查文件来源。")
            }
            Self::Unsupported(format) => {
                format!("暂不能读取 {format} 文件。请另存为 {READABLE} 后再读取。")
            }
        }
    }

    /// What is wrong and what to do, in English.
    pub fn message_en(&self) -> String {
        match self {
            Self::Empty => "The file is empty. Check that it was transferred whole.".into(),
            Self::Unknown(None) => {
                format!("The file's format is not known. Give a {READABLE} file.")
            }
            Self::Unknown(Some(Foreign { en, .. })) => {
                format!("This is {en}, not a document to read. Give a {READABLE} file.")
            }
            Self::Encrypted(format) => {
                let name = format.map(|format| format!("{format} ")).unwrap_or_default();
                format!("The {name}file is protected by a password. Save it without one.")
            }
            Self::Broken { format, part, reason } => format!(
                "The {format} file is damaged at {part}: {reason}. Open it in its own \
                 program and save it again, or get it again."
            ),
            Self::TooLarge(Limit { en, most, .. }) => format!(
                "The file exceeds a limit: at most {most} {en}. Split it, or check where it \
                 came from."
            ),
            Self::Unsupported(format) => {
                format!("{format} files cannot be read yet. Save the file as {READABLE}.")
            }
        }
    }
}

/// What the messages advise to use instead.
const READABLE: &str = "docx/doc/pdf/ofd/xlsx/xls/ods/html/txt";
