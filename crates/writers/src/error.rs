use message::Message;
use thiserror::Error;

/// Why a file could not be written.
#[derive(Debug, Error)]
#[error("{}", self.message().en)]
pub enum WriteError {
    /// The parts of an office file could not be packed.
    Package(#[from] zip::result::ZipError),
    /// A workbook cannot hold what it should.
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

impl WriteError {
    /// What failed, with the reason in the words of the library that found it.
    pub fn message(&self) -> Message {
        match self {
            Self::Package(error) => Message::new(
                format!("无法打包文件：{error}。"),
                format!("The file could not be packed: {error}."),
            ),
            Self::Workbook(error) => Message::new(
                format!("无法写成工作簿：{error}。"),
                format!("The workbook could not be written: {error}."),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_speaks_one_language_at_a_time() {
        let error = WriteError::from(rust_xlsxwriter::XlsxError::RowColumnLimitError);
        let Message { zh, en } = error.message();
        assert!(zh.starts_with("无法写成工作簿：") && !zh.contains("could not"), "{zh}");
        assert!(en.is_ascii() && error.to_string() == en, "{en}");
    }
}
