//! `yusuan publish`: the whole disclosure out of one ledger, in every format asked for.

mod files;
mod overview;
#[cfg_attr(not(feature = "pdf"), path = "../left_out/paper.rs")]
mod paper;
#[cfg(feature = "pdf")]
mod volumes;

use crate::exit;
use crate::failure::Failure;
use crate::ledgers;
use crate::output::{self, Output};
use clap::ValueEnum;
use disclosure::{LaidOut, Layout, LayoutError, layouts};
use finding::render::text::{self, Detail, Options};
use finding::{NamedReport, Report, Severity};
use ledger::Ledger;
use message::{Fixed, Lang, Message};
use paper::Paper;
use rules::Settings;
use std::path::PathBuf;

/// Messages one below the other.
const LINES: Fixed = Fixed { zh: "\n", en: "\n" };

/// The largest file of a layout.
const LAYOUT_BYTES: u64 = 4 << 20;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The filled-in ledger: a workbook, or a folder of CSV files
    #[arg(value_name = "WORKBOOK")]
    ledger: PathBuf,
    /// The layout: one of this program's, or a file
    #[arg(short, long, value_name = "NAME|FILE")]
    layout: String,
    /// Further ledgers: last year's, for what changed; the budget, for final accounts
    #[arg(short, long, value_name = "WORKBOOK")]
    with: Vec<PathBuf>,
    /// The folder for the files
    #[arg(short, long, value_name = "FOLDER")]
    output: PathBuf,
    /// The formats, separated by commas
    #[arg(short, long, value_enum, value_delimiter = ',', value_name = "FORMATS",
          default_values_t = [Format::Docx, Format::Xlsx, Format::Html])]
    formats: Vec<Format>,
    /// Replaces what is there
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum Format {
    Docx,
    /// Tagged (PDF/UA-1)
    Pdf,
    Xlsx,
    Html,
    Txt,
    Json,
    /// Every number as a line of data, and a Fiscal Data Package
    Csv,
}

pub(crate) fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let paper = args.formats.contains(&Format::Pdf).then(Paper::begin).transpose()?;
    let mut books = Vec::new();
    for path in std::iter::once(&args.ledger).chain(&args.with) {
        let Some(ledger) = ledgers::reported(path, workbook::read(path), lang)? else {
            return Ok(exit::ERRORS);
        };
        books.push(ledger);
    }
    let layout = layout(&args.layout)?;
    let named: Vec<&Ledger> = books.iter().collect();
    let laid = disclosure::lay_out(&layout, &named).map_err(|errors| {
        Failure::from(Message::join(errors.into_iter().map(|error| error.0), LINES))
    })?;
    if !is_sound(&laid, lang)? {
        return Ok(exit::ERRORS);
    }
    // Everything is made before anything is written: there is all of it or nothing.
    let files = files::make(&layout, &laid, &books, &args.formats, paper)?;
    files::write(&args.output, &files, args.force)?;
    let mut told = Output::open(None)?;
    for (name, _) in &files {
        told.write(&format!("{}\n", args.output.join(name).display()))?;
    }
    told.flush()?;
    Ok(exit::OK)
}

/// A layout by its name, else from a file.
fn layout(name: &str) -> Result<Layout, Failure> {
    let told = |errors: Vec<LayoutError>| {
        Failure::from(Message::join(errors.iter().map(LayoutError::located), LINES))
    };
    if let Some(layout) = layouts::builtin(name) {
        return layout.map_err(told);
    }
    let is_small = std::fs::metadata(name).is_ok_and(|file| file.len() <= LAYOUT_BYTES);
    let text = is_small.then(|| std::fs::read_to_string(name).ok()).flatten();
    let Some(text) = text else {
        let known: Vec<&str> = layouts::names().collect();
        let known = known.join(", ");
        return Err(Failure::new(
            format!("没有样式 {name}，也没有这个名称的样式文件。"),
            format!("There is no layout {name}, and no such file."),
        )
        .hint(format!("现有样式：{known}"), format!("The layouts are: {known}")));
    };
    layouts::parse(&text, name).map_err(told)
}

/// Returns whether the document has no errors, and reports all findings.
fn is_sound(laid: &LaidOut, lang: Lang) -> Result<bool, Failure> {
    let read = disclosure::read(&laid.document);
    let checked = rules::check(&laid.document, &read, &Settings::default());
    let name = lang.pick("待公开的文件", "What is to be published");
    let findings = checked.findings;
    let is_sound = findings.iter().all(|finding| finding.severity != Severity::Error);
    let report = NamedReport::of_file(name, Ok(Report { findings, ..Report::default() }));
    let options =
        Options { lang, width: output::width(), detail: Detail::Findings, is_coloured: true };
    output::remark_coloured(&text::file(&report, &options));
    if !is_sound {
        let refused = Message::new(
            "文件里有错误，没有写出任何文件。请先更正底稿。",
            "There are errors, so no file was written. Correct the ledger first.",
        );
        output::remark(&refused, lang);
    }
    Ok(is_sound)
}
