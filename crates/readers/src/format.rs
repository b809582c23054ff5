use std::fmt;

/// The formats this crate tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text: a text export, columns separated by tabs or commas, or Markdown tables.
    Text,
    /// Word, since 2007.
    Docx,
    /// Excel, since 2007.
    Xlsx,
    /// The binary format of Excel, since 2007.
    Xlsb,
    /// Excel 97 to 2003, and before.
    Xls,
    /// An OpenDocument spreadsheet.
    Ods,
    /// One XML file of Word or Excel: that of Office 2003, or a Word file since 2007.
    Xml,
    /// A web page.
    Html,
    /// A web page with what belongs to it in one file, MHTML.
    Mhtml,
    /// PDF.
    Pdf,
    /// Word 97 to 2003.
    Doc,
    /// The Rich Text Format.
    Rtf,
    /// The Chinese fixed-layout format, GB/T 33190.
    Ofd,
}

impl Format {
    /// Every format, those of documents first.
    pub const ALL: [Self; 13] = [
        Self::Docx,
        Self::Doc,
        Self::Rtf,
        Self::Pdf,
        Self::Ofd,
        Self::Xlsx,
        Self::Xls,
        Self::Xlsb,
        Self::Ods,
        Self::Xml,
        Self::Html,
        Self::Mhtml,
        Self::Text,
    ];

    /// Extensions of files that are read only if they are named: in folders they are mostly data
    /// beside a document, such as the records that are published with it and the list of the files
    /// of a saved page.
    pub const ONLY_NAMED: [&str; 2] = ["csv", "xml"];

    /// The extensions that its files bear, the usual one first. What a file is depends on its
    /// content alone; these say which files of a folder are worth a look.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["txt", "csv"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Xls => &["xls"],
            Self::Xlsb => &["xlsb"],
            Self::Xml => &["xml"],
            Self::Mhtml => &["mht", "mhtml"],
            Self::Rtf => &["rtf"],
            Self::Ods => &["ods"],
            Self::Html => &["html", "htm"],
            Self::Pdf => &["pdf"],
            Self::Doc => &["doc"],
            Self::Ofd => &["ofd"],
        }
    }

    /// The usual extensions of all formats: `docx/doc/pdf/…`.
    pub fn readable() -> String {
        Self::ALL.map(|format| format.extensions().first().copied().unwrap_or_default()).join("/")
    }

    /// The name a user knows it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "TXT",
            Self::Docx => "Word (.docx)",
            Self::Xlsx => "Excel (.xlsx)",
            Self::Xls => "Excel 97–2003 (.xls)",
            Self::Xlsb => "Excel (.xlsb)",
            Self::Xml => "Word/Excel XML (.xml)",
            Self::Mhtml => "MHTML (.mht)",
            Self::Rtf => "RTF",
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
