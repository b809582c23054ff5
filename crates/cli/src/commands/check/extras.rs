//! What is made of a file beside its report: what a page shows of it, and a copy with comments.

use super::beside::Folder;
use super::copies::Copies;
use super::{Args, Format};
use crate::inputs::{Input, Inputs};
use crate::pictures;
use crate::pipeline::Content;
use disclosure::Disclosure;
use engine::File;
use finding::NamedReport;
use finding::render::Shown;
use finding::render::html::{self, Pictures};
use message::{Failure, Lang, Message};

/// The pages of so many files are drawn without being asked for; drawing takes several times as
/// long as checking.
const FEW: usize = 10;

/// More files than this are not compared with each other: what was read of them all would
/// take much memory, and so many are not of one body.
const MOST_COMPARED: usize = 200;

/// What is wanted beside the reports.
pub(super) struct Extras<'a> {
    is_page: bool,
    is_drawn: bool,
    /// Where pictures go; a page on standard output holds them itself.
    folder: Option<Folder>,
    copies: Option<Copies<'a>>,
    files: usize,
}

/// What was made of one file.
#[derive(Default)]
pub(super) struct Added {
    /// What a page shows of it.
    pub(super) shown: Shown,
    /// The message about its copy with comments, if one was asked for.
    pub(super) copy: Option<Message>,
    /// Its name and what was read of it, where files are compared.
    pub(super) disclosure: Option<(String, Disclosure)>,
}

impl<'a> Extras<'a> {
    /// What the arguments ask for; folders are made.
    pub(super) fn asked(
        args: &'a Args,
        inputs: &Inputs,
        date: &'a str,
        lang: Lang,
    ) -> Result<Self, Failure> {
        let files = inputs.files.len();
        let is_page = args.format == Format::Html;
        let is_drawn = is_page && (args.pictures || files <= FEW);
        let output = args.output.as_deref().filter(|_| is_drawn);
        let folder = output.map(|output| Folder::of(output, args.split));
        let copies = Copies::asked(args.comments.as_deref(), &inputs.files, date, lang)?;
        Ok(Self { is_page, is_drawn, folder, copies, files })
    }

    /// Makes what is wanted of one file.
    pub(super) fn of(
        &self,
        (number, input): (usize, &Input),
        report: &NamedReport,
        content: Content,
    ) -> Added {
        let Content { bytes, file: File { document, disclosure } } = content;
        let copy = self.copies.as_ref().map(|copies| copies.write(number, input, &bytes, report));
        let is_compared = (2..=MOST_COMPARED).contains(&self.files);
        let disclosure = is_compared.then(|| (input.name(), disclosure));
        let pictures = self.pictures(number, report, bytes);
        let shown = Shown { document: self.is_page.then_some(document), pictures };
        Added { shown, copy, disclosure }
    }

    /// The message about the copy of a ledger with comments, if one was asked for.
    pub(super) fn of_ledger(
        &self,
        (number, input): (usize, &Input),
        report: &NamedReport,
    ) -> Option<Message> {
        let copies = self.copies.as_ref().filter(|_| report.unreadable().is_none())?;
        Some(match input.bytes() {
            Ok(bytes) => copies.write(number, input, &bytes, report),
            Err(told) => told,
        })
    }

    /// The pages of a PDF that have findings.
    fn pictures(&self, number: usize, report: &NamedReport, bytes: Vec<u8>) -> Pictures {
        if !self.is_drawn {
            return Pictures::default();
        }
        let wanted = html::pages_with_findings(report.report());
        let pictures = pictures::of(bytes, &wanted, self.files);
        match &self.folder {
            Some(folder) => folder.take(number, pictures),
            None => pictures,
        }
    }

    /// Says that pages have no pictures, where that is so.
    pub(super) fn without_pictures(&self) -> Option<Message> {
        (self.is_page && !self.is_drawn).then(|| {
            Message::new(
                format!("文件超过 {FEW} 个，网页不附页面图片；需要时加 --pictures。"),
                format!("More than {FEW} files: the page has no pictures; --pictures draws them."),
            )
        })
    }
}
