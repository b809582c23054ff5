//! `yusuan publish`: the whole disclosure out of one ledger, in every format asked for.

use crate::commands::new::is_there;
use crate::exit;
use crate::inputs::Input;
use crate::output::{self, Output};
use crate::settings::{Source, today};
use clap::ValueEnum;
use finding::NamedReport;
use finding::render::text::{self, Detail, Options};
use message::{Failure, Lang, Message};
use publication::{Asked, Error};
use std::path::PathBuf;

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
    /// A further line for the front page
    #[arg(long, value_name = "TEXT")]
    note: Vec<String>,
    /// Replaces what is there
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
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

impl From<Format> for publication::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Docx => Self::Docx,
            Format::Pdf => Self::Pdf,
            Format::Xlsx => Self::Xlsx,
            Format::Html => Self::Html,
            Format::Txt => Self::Txt,
            Format::Json => Self::Json,
            Format::Csv => Self::Csv,
        }
    }
}

pub(crate) fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let formats: Vec<publication::Format> = args.formats.iter().map(|it| (*it).into()).collect();
    #[cfg(not(feature = "pdf"))]
    if formats.contains(&publication::Format::Pdf) {
        return Err(crate::left_out::message("pdf", "写出 PDF", "write PDF files").into());
    }
    let layout = publication::layout(&args.layout)?;
    let input = Input::Path(args.ledger.clone());
    let settings = Source::new(None, std::slice::from_ref(&input))?.settings(&input, today());
    let asked = Asked {
        ledger: &args.ledger,
        with: &args.with,
        layout: &layout,
        formats: &formats,
        notes: &args.note,
    };
    let published = asked.publish(&settings, &args.output, args.force)?;
    show(&published.report, lang);
    let Some(files) = published.files else {
        let refused = Message::new(
            "底稿里有错误，没有写出任何文件。请先更正底稿。",
            "There are errors, so no file was written. Correct the ledger first.",
        );
        output::remark(&refused, lang);
        return Ok(exit::ERRORS);
    };
    let mut told = Output::open(None)?;
    for path in files.map_err(failure)? {
        told.write(&format!("{}\n", path.display()))?;
    }
    told.flush()?;
    Ok(exit::OK)
}

fn show(report: &NamedReport, lang: Lang) {
    let options =
        Options { lang, width: output::width(), detail: Detail::Findings, is_coloured: true };
    output::remark_coloured(&text::file(report, &options));
}

fn failure(error: Error) -> Failure {
    match error {
        Error::Exists(path) => is_there(&path),
        Error::Writing(path, error) => Failure::writing(&path, &error),
        Error::Failed(failure) => failure,
    }
}
