//! A ledger becomes all that is published of it: each body's document in every format.
//!
//! The layout is tried on the ledger while its files are written under temporary names: there are
//! all of them, or none where the ledger has an error.
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

/// What became of it.
#[derive(Debug)]
pub struct Published {
    /// What was found in the ledgers.
    pub report: NamedReport,
    /// The paths of the files, by body, then by format; `None` where the ledgers have an error.
    pub files: Option<Result<Vec<PathBuf>, Error>>,
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

impl Asked<'_> {
    /// Reads the ledgers, tries the layout on them, and writes all files into a folder, which is
    /// made where it is missing. What is there is replaced only where that is asked for.
    ///
    /// # Errors
    /// Fails where a file is no ledger, or a format cannot be written.
    pub fn publish(
        &self,
        settings: &Settings,
        folder: &Path,
        replaces: bool,
    ) -> Result<Published, Failure> {
        let (on_paper, quick): (Vec<Format>, Vec<Format>) =
            self.formats().partition(|format| *format == Format::Pdf);
        let mut paper = (!on_paper.is_empty()).then(Paper::begin).transpose()?;
        let book = match ledgers::read(self.ledger, settings)? {
            Ok(book) => book,
            Err(report) => return Ok(Published::none(report)),
        };
        let mut others = Vec::new();
        for path in self.with {
            match ledgers::read(path, settings)? {
                Ok(other) => others.push(other),
                Err(report) => return Ok(Published::none(report)),
            }
        }
        let beside: Vec<Book<'_>> = others.iter().map(Named::book).collect();
        let books: Vec<&Ledger> =
            std::iter::once(&book).chain(&others).map(|it| &it.filled.ledger).collect();
        let mut folder = Folder::new(folder, replaces);
        let (tried, written) = rayon::join(
            || engine::ledgers::try_layout(self.layout, book.book(), &beside, settings),
            || files::make(self, &books, &quick, &mut paper, &mut folder),
        );
        let report = tried.map_err(|failure| failure.message())?;
        let report = NamedReport::of_file(book.name.clone(), Ok(report));
        if report.verdict() == Verdict::Errors {
            return Ok(Published::none(report));
        }
        // Pages take long: they are set once it is known that they are wanted.
        let written =
            written.and_then(|()| files::make(self, &books, &on_paper, &mut paper, &mut folder));
        let files = written.and_then(|()| folder.finish());
        Ok(Published { report, files: Some(files) })
    }

    /// The formats, each once.
    fn formats(&self) -> impl Iterator<Item = Format> {
        Format::ALL.into_iter().filter(|format| self.formats.contains(format))
    }
}

impl Published {
    /// Nothing but the report.
    const fn none(report: NamedReport) -> Self {
        Self { report, files: None }
    }
}
