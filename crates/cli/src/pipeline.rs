//! From one file to what is said of it.

use crate::failure::Failure;
use crate::inputs::Input;
use crate::scanned;
use crate::settings::Source;
use disclosure::Disclosure;
use document::{Document, Remark, RemarkKind};
use finding::{FileReport, Open, Unreadable};
use message::{Lang, Message};
use rules::{Between, Date, Named};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A file and what was read of it.
pub(crate) struct Content {
    /// The file itself, from which its pages can be drawn.
    pub(crate) bytes: Vec<u8>,
    /// What stands in it.
    pub(crate) document: Document,
    /// What that says.
    pub(crate) disclosure: Disclosure,
}

/// Whether pages that show only an image are read, which takes long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Images {
    /// Their characters are recognised (OCR).
    Recognised,
    /// They are left, and that is said.
    Left,
}

impl Images {
    /// As `--ocr` says; an error where characters cannot be recognised on this machine.
    pub(crate) fn asked(ocr: bool) -> Result<Self, Failure> {
        if ocr {
            scanned::check()?;
        }
        Ok(if ocr { Self::Recognised } else { Self::Left })
    }
}

/// What a file discloses, or what is wrong with the file.
pub(crate) fn content(input: &Input, images: Images) -> Result<Content, Message> {
    let bytes = input.bytes()?;
    let read = || match images {
        Images::Recognised => scanned::document(&bytes),
        Images::Left => readers::read(&bytes),
    };
    let document = contained(|| read().map_err(|error| error.message()))??;
    let disclosure = contained(|| disclosure::read(&document))?;
    Ok(Content { bytes, document, disclosure })
}

/// A file that was checked.
pub(crate) struct Checked {
    /// What is said of it.
    pub report: FileReport,
    /// What it was made on, if it could be read.
    pub read: Option<Content>,
}

/// All checks on one file.
pub(crate) fn check(input: &Input, settings: &Source, today: Date, images: Images) -> Checked {
    let file = input.name();
    let checked = settings.settings(input, today).and_then(|settings| {
        let content = content(input, images)?;
        let checked =
            contained(|| rules::check(&content.document, &content.disclosure, &settings))?;
        Ok((content, checked))
    });
    match checked {
        Err(message) => {
            let unreadable = Some(Unreadable { message });
            Checked { report: FileReport { file, unreadable, ..FileReport::default() }, read: None }
        }
        Ok((content, checked)) => {
            let mut unrecognised: Vec<Open> = content.document.remarks.iter().map(lost).collect();
            unrecognised.extend(checked.unrecognised);
            let report = FileReport {
                file,
                outcomes: checked.outcomes,
                findings: checked.findings,
                waived: checked.waived,
                open: checked.open,
                unrecognised,
                ..FileReport::default()
            };
            Checked { report, read: Some(content) }
        }
    }
}

/// What files owe each other; nothing where no two of them speak of the same.
pub(crate) fn between(disclosures: &[(String, Disclosure)], lang: Lang) -> Option<FileReport> {
    let files = disclosures.iter();
    let named: Vec<_> = files.map(|(file, disclosure)| Named { file, disclosure }).collect();
    let Between { outcomes, findings } = contained(|| rules::between(&named)).ok()?;
    let compared = outcomes.evaluated() + outcomes.zeros;
    let file = lang.pick("各文件之间", "Between the files").to_owned();
    (compared > 0).then(|| FileReport {
        file,
        is_between: true,
        outcomes,
        findings,
        ..FileReport::default()
    })
}

/// What a reader could not carry over, in words.
pub(crate) fn lost_words(kind: RemarkKind) -> Message {
    match kind {
        RemarkKind::FormulaWithoutResult => Message::new(
            "公式没有保存计算结果，请用原软件打开、重算并保存",
            "A formula has no stored result: open the file, recalculate and save it",
        ),
        RemarkKind::UndecodableText => {
            Message::new("有文字无法解码", "Some text could not be decoded")
        }
        RemarkKind::ImageWithoutText => Message::new(
            "这一页只有图片，其中的数字没有读取（可用 --ocr 识别）",
            "The page shows only an image; no number in it was read (--ocr recognises them)",
        ),
        RemarkKind::Recognised => Message::new(
            "这一页是图片，文字由 OCR 识别，可能有误，请对照原图",
            "The page is an image; its characters were recognised (OCR) and may be wrong: compare it",
        ),
        RemarkKind::Unfinished => {
            Message::new("内容不完整，只读到这里", "The content is cut off and was read up to here")
        }
    }
}

fn lost(remark: &Remark) -> Open {
    Open {
        code: "YS000",
        name: "not-read",
        message: lost_words(remark.kind),
        place: remark.place.clone(),
        table: None,
        because: Vec::new(),
    }
}

/// A mistake of ours on one file must not keep the others from being checked.
fn contained<T>(work: impl FnOnce() -> T) -> Result<T, Message> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        Message::new(
            "程序内部错误，本文件未能检查。请把文件提供给开发者。",
            "An error of this program: the file was not checked. Please send it to the developers.",
        )
    })
}
