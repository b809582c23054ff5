use thiserror::Error;

/// Why a file could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The parts of an office file could not be packed.
    #[error("无法打包文件：{0} (the file could not be packed)")]
    Package(#[from] zip::result::ZipError),
    /// A workbook cannot hold what it should.
    #[error("无法写成工作簿：{0} (this cannot be written as a workbook)")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}
