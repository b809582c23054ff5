//! A ledger becomes all that is published of it: each body's document in every format.
//!
//! The ledger is read and the layout tried on it first; what has an error is not written. Files are
//! written under temporary names, so that there are all of them or none.
#![forbid(unsafe_code)]

mod files;
mod folder;
mod ledgers;
mod overview;
#[cfg_attr(not(feature = "pdf"), path = "no_paper.rs")]
mod paper;

pub use ledgers::{Named, layout};

use disclosure::Layout;
use engine::ledgers::Book;
use finding::{NamedReport, Verdict};
use folder::Folder;
use ledger::Ledger;
use message::Failure;
use paper::Paper;
use rules::Settings;
use std::io;
use std::path::{Path, PathBuf};

/// Whether this build writes PDF files.
pub const HAS_PDF: bool = cfg!(feature = "pdf");

/// A format of what is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Word.
    Docx,
    /// Pages, tagged (PDF/UA-1).
    Pdf,
    /// Excel.
    Xlsx,
    /// A page for browsers.
    Html,
    /// Text.
    Txt,
    /// Blocks and numbers as JSON.
    Json,
    /// Every number as a line of data, and a Fiscal Data Package.
    Csv,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Docx, Self::Pdf, Self::Xlsx, Self::Html, Self::Txt, Self::Json, Self::Csv];

    /// Returns the extension of its files, by which users name it.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Html => "html",
            Self::Txt => "txt",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }
}

/// What is to be published.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The ledger: a workbook, or a folder of CSV files.
    pub ledger: &'a Path,
    /// Further ledgers: last year's, for what changed; the budget, for final accounts.
    pub with: &'a [PathBuf],
    /// How it is laid out.
    pub layout: &'a Layout,
    /// The formats of its files.
    pub formats: &'a [Format],
    /// Further lines for the front page.
    pub notes: &'a [String],
}

/// What can be published.
pub struct Prepared<'a> {
    /// What was found; no error is among it.
    pub report: NamedReport,
    asked: Asked<'a>,
    books: Vec<Ledger>,
    paper: Option<Paper>,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum Error {
    /// A file is there already.
    Exists(PathBuf),
    /// The system refuses to write a file.
    Writing(PathBuf, io::Error),
    /// Anything else.
    Failed(Failure),
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl<'a> Asked<'a> {
    /// Reads the ledgers and tries the layout on them, or reports the errors in them.
    ///
    /// # Errors
    /// Fails where a file is no ledger, or a format cannot be written.
    pub fn prepare(
        self,
        settings: &Settings,
    ) -> Result<Result<Prepared<'a>, NamedReport>, Failure> {
        let paper = self.formats.contains(&Format::Pdf).then(Paper::begin).transpose()?;
        let book = match ledgers::read(self.ledger, settings)? {
            Ok(book) => book,
            Err(report) => return Ok(Err(report)),
        };
        let mut others = Vec::new();
        for path in self.with {
            match ledgers::read(path, settings)? {
                Ok(other) => others.push(other),
                Err(report) => return Ok(Err(report)),
            }
        }
        let beside: Vec<Book<'_>> = others.iter().map(Named::book).collect();
        let tried = engine::ledgers::try_layout(self.layout, book.book(), &beside, settings);
        let report = tried.map_err(|failure| failure.message())?;
        let report = NamedReport::of_file(book.name.clone(), Ok(report));
        if report.verdict() == Verdict::Errors {
            return Ok(Err(report));
        }
        let books = std::iter::once(book).chain(others).map(|it| it.filled.ledger).collect();
        Ok(Ok(Prepared { report, asked: self, books, paper }))
    }
}

impl Prepared<'_> {
    /// Writes all files into a folder, which is made where it is missing, and returns their paths:
    /// by body, then by format. What is there is replaced only where that is asked for.
    ///
    /// # Errors
    /// Fails where a file cannot be written; then none is.
    pub fn write(self, folder: &Path, replaces: bool) -> Result<Vec<PathBuf>, Error> {
        let Self { asked, books, paper, .. } = self;
        let mut folder = Folder::new(folder, replaces);
        files::make(asked.layout, (&books, asked.notes), asked.formats, paper, &mut folder)?;
        folder.finish()
    }
}
