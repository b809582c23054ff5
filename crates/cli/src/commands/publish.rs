//! `yusuan publish`: the whole disclosure out of one ledger, in every format asked for.

mod files;
mod folder;
mod overview;
#[cfg_attr(not(feature = "pdf"), path = "../left_out/paper.rs")]
mod paper;

use crate::exit;
use crate::inputs::Input;
use crate::ledgers;
use crate::output::{self, Output};
use crate::settings::{Source, today};
use clap::ValueEnum;
use engine::ledgers::Book;
use finding::render::text::{self, Detail, Options};
use finding::{NamedReport, Verdict};
use folder::Folder;
use ledger::Ledger;
use message::{Failure, Lang, Message};
use paper::Paper;
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
    let layout = ledgers::layout(&args.layout)?;
    let input = Input::Path(args.ledger.clone());
    let settings = Source::new(None, std::slice::from_ref(&input))?.settings(&input, today());
    let mut books = Vec::new();
    for path in std::iter::once(&args.ledger).chain(&args.with) {
        match ledgers::read(path, &settings)? {
            Ok(book) => books.push(book),
            Err(report) => {
                is_sound(report, lang);
                return Ok(exit::ERRORS);
            }
        }
    }
    let Some((book, others)) = books.split_first() else { return Ok(exit::OK) };
    let others: Vec<Book<'_>> = others.iter().map(ledgers::Named::book).collect();
    let tried = engine::ledgers::try_layout(&layout, book.book(), &others, &settings);
    let report = tried.map_err(|failure| failure.message())?;
    if !is_sound(NamedReport::of_file(book.name.clone(), Ok(report)), lang) {
        return Ok(exit::ERRORS);
    }
    let books: Vec<Ledger> = books.into_iter().map(|book| book.filled.ledger).collect();
    let mut folder = Folder::new(&args.output, args.force);
    files::make(&layout, (&books, &args.note), &args.formats, paper, &mut folder)?;
    let mut told = Output::open(None)?;
    for path in folder.finish()? {
        told.write(&format!("{}\n", path.display()))?;
    }
    told.flush()?;
    Ok(exit::OK)
}

/// Shows the report, and says that nothing is written where there are errors.
fn is_sound(report: NamedReport, lang: Lang) -> bool {
    let options =
        Options { lang, width: output::width(), detail: Detail::Findings, is_coloured: true };
    output::remark_coloured(&text::file(&report, &options));
    let is_sound = report.verdict() != Verdict::Errors;
    if !is_sound {
        let refused = Message::new(
            "底稿里有错误，没有写出任何文件。请先更正底稿。",
            "There are errors, so no file was written. Correct the ledger first.",
        );
        output::remark(&refused, lang);
    }
    is_sound
}
