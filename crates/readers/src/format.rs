use std::fmt;

/// The formats this crate tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text: a text export, tab-separated columns or Markdown tables.
    Text,
    /// Word, since 2007.
    Docx,
    /// Excel, since 2007.
    Xlsx,
    /// Excel 97 to 2003.
    Xls,
    /// An OpenDocument spreadsheet.
    Ods,
    /// A web page.
    Html,
    /// PDF.
    Pdf,
    /// Word 97 to 2003.
    Doc,
    /// The Chinese fixed-layout format, GB/T 33190.
    Ofd,
}

/// A kind of file that is none of ours, named as its user would name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Foreign {
    /// Its Chinese name.
    pub zh: &'static str,
    /// Its English name, with the article.
    pub en: &'static str,
}

impl Format {
    /// The name a user knows it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "TXT",
            Self::Docx => "Word (.docx)",
            Self::Xlsx => "Excel (.xlsx)",
            Self::Xls => "Excel 97–2003 (.xls)",
            Self::Ods => "OpenDocument (.ods)",
            Self::Html => "HTML",
            Self::Pdf => "PDF",
            Self::Doc => "Word 97–2003 (.doc)",
            Self::Ofd => "OFD",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}
