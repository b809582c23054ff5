//! From one input to its report.

use crate::inputs::Input;
#[cfg(not(feature = "ocr"))]
use crate::scanned;
use crate::settings::Source;
use disclosure::{Disclosure, Layout};
use engine::ledgers::{self, Book};
#[cfg(feature = "ocr")]
use engine::scanned;
use engine::{File, Options, Parallel, Recognised};
use finding::{NamedReport, Report};
use message::{Failure, Message};
use publication::Named;
use rules::{Date, Settings};
use workbook::{Filled, ReadFailure};

/// A file and what was read of it.
pub(crate) struct Content {
    /// The file itself, from which its pages can be drawn.
    pub(crate) bytes: Vec<u8>,
    /// The result of reading it.
    pub(crate) file: File,
}

/// Whether pages that show only an image are read, which takes seconds a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Images {
    /// Their characters are recognised (OCR).
    Recognised,
    /// They are not read, and the report says so.
    Left,
}

impl Images {
    /// As `--ocr` says; an error where characters cannot be recognised on this machine.
    pub(crate) fn asked(ocr: bool) -> Result<Self, Failure> {
        if ocr {
            scanned::available()?;
        }
        Ok(if ocr { Self::Recognised } else { Self::Left })
    }
}

/// Reads a file, or returns what is wrong with it.
pub(crate) fn content(input: &Input, images: Images) -> Result<Content, Message> {
    let bytes = input.bytes()?;
    let file = read(&bytes, images).map_err(|failure| failure.message())?;
    Ok(Content { bytes, file })
}

fn read(bytes: &[u8], images: Images) -> Result<File, engine::Failure> {
    let file = engine::read(bytes, &Options::default())?;
    if images == Images::Left {
        return Ok(file);
    }
    let recognised = scanned::recognise(bytes, &file.document)?;
    if recognised == Recognised::new() {
        return Ok(file);
    }
    engine::read(bytes, &Options { recognised: &recognised, ..Options::default() })
}

/// A file that was checked.
pub(crate) struct Checked {
    /// The report on it.
    pub report: NamedReport,
    /// What it was made on, if it could be read.
    pub read: Option<Content>,
}

/// How files are checked.
pub(crate) struct Checking {
    /// Where the settings come from.
    pub settings: Source,
    /// The day, on which waivers are still good or not.
    pub today: Date,
    /// What is done with scanned pages.
    pub images: Images,
    /// Whether one file may use two cores.
    pub parallel: Parallel,
    /// The layout by which ledgers are tried; all of the program's own if there is none.
    pub layout: Option<Layout>,
    /// Further ledgers, such as last year's.
    pub with: Vec<Named>,
}

impl Checking {
    /// All checks on one file.
    pub(crate) fn check(&self, input: &Input) -> Checked {
        let settings = self.settings.settings(input, self.today);
        if let Some(read) = input.ledger() {
            let report = self.try_out(input, read, &settings);
            return Checked { report: NamedReport::of_file(input.name(), report), read: None };
        }
        let checked = content(input, self.images).and_then(|content| {
            let report = engine::check_with(&content.file, &settings, self.parallel);
            Ok((report.map_err(|failure| failure.message())?, content))
        });
        let (result, read) = match checked {
            Ok((report, content)) => (Ok(report), Some(content)),
            Err(message) => (Err(message), None),
        };
        let mut report = NamedReport::of_file(input.name(), result);
        if let Some(Content { bytes, file }) = &read {
            report.about = engine::about(bytes, file);
        }
        Checked { report, read }
    }

    /// What publishing a ledger would come to.
    fn try_out(
        &self,
        input: &Input,
        read: Result<Filled, ReadFailure>,
        settings: &Settings,
    ) -> Result<Report, Message> {
        let filled = match read {
            Ok(filled) => filled,
            Err(failure) => return ledgers::unread(&failure, settings),
        };
        let name = input.name();
        let book = Book { name: &name, filled: &filled };
        let with: Vec<Book<'_>> = self.with.iter().map(Named::book).collect();
        let report = match &self.layout {
            Some(layout) => ledgers::try_layout(layout, book, &with, settings),
            None => ledgers::try_all(book, &with, settings),
        };
        report.map_err(|failure| failure.message())
    }
}

/// The report on files that were checked compared with each other; `None` where no two of them
/// share a scope.
pub(crate) fn between(disclosures: &[(String, Disclosure)]) -> Option<NamedReport> {
    let files: Vec<(&str, &Disclosure)> =
        disclosures.iter().map(|(file, disclosure)| (file.as_str(), disclosure)).collect();
    let report = engine::between(&files).transpose()?;
    Some(NamedReport::between(report.map_err(|failure| failure.message())))
}
