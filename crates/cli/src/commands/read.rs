//! `yusuan read`: every number that the files disclose, and what it counts.

mod boxes;
mod json;
mod text;
mod words;

use crate::in_order::in_order;
use crate::inputs::{self, Input, Inputs};
use crate::output::{self, Output};
use crate::pipeline::{self, Content, Images};
use crate::{exit, pictures};
use clap::ValueEnum;
use disclosure::record::{COLUMNS, Record};
use engine::Parallel;
use finding::render::html;
use message::{Failure, Lang, Message};
use rules::Settings;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files and folders; folders are searched, `-` is standard input
    #[arg(required = true, value_name = "FILE|FOLDER")]
    files: Vec<PathBuf>,
    /// The form of the output
    #[arg(short, long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    /// Writes the output into a file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Cuts no list short
    #[arg(long)]
    all: bool,
    /// Shows the pages of PDFs with what was read framed, as one HTML page
    #[arg(long, conflicts_with_all = ["format", "all"])]
    boxes: bool,
    /// Recognises the characters on scanned pages (needs the program tesseract)
    #[arg(long)]
    ocr: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
}

/// The result of reading one file.
struct FileRead {
    /// The file's name as the user gave it.
    file: String,
    /// What stands in it and what that says, or what is wrong with the file.
    content: Result<Content, Message>,
}

/// One file's part of the output, and what is wrong with the file.
struct Told {
    part: String,
    error: Option<Message>,
}

pub(crate) fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let inputs = Inputs::find(&args.files, args.output.as_deref());
    if inputs.files.is_empty() {
        return Err(inputs::nothing_found(&args.files).into());
    }
    let images = Images::asked(args.ocr)?;
    if args.boxes {
        pictures::check()?;
    }
    let mut output = Output::open(args.output.as_deref())?;
    let mut code = exit::OK;
    let (head, tail) = match args.format {
        _ if args.boxes => (html::reading::head(lang), html::TAIL),
        Format::Text => (String::new(), ""),
        Format::Json => (json::OPEN.to_owned(), json::CLOSE),
        Format::Csv => (writers::csv::head(COLUMNS.iter().map(|it| it.column)), ""),
    };
    output.write(&head)?;
    let files = inputs.files.len();
    let work = |number, input: &Input| {
        let read = FileRead { file: input.name(), content: pipeline::content(input, images) };
        tell(args, (number, files), read, lang)
    };
    in_order(&inputs.files, lang, work, |told: Told| {
        if let Some(error) = &told.error {
            code = exit::UNREADABLE;
            output::remark(error, lang);
        }
        output.write_coloured(&told.part)
    })?;
    output.write(tail)?;
    output.flush()?;
    if let Some(text) = inputs::left_out(&inputs) {
        output::remark(&text, lang);
    }
    Ok(code)
}

/// One file, by its number among so many.
fn tell(args: &Args, (number, files): (usize, usize), read: FileRead, lang: Lang) -> Told {
    let is_data = !args.boxes && args.format != Format::Text;
    let parallel = if files == 1 { Parallel::Yes } else { Parallel::No };
    let records = if is_data { records(&read, parallel) } else { Ok(Vec::new()) };
    let error = read.content.as_ref().err().or(records.as_ref().err());
    let error = error.map(|error| {
        let name = &read.file;
        Message::new(format!("{name}：{}", error.zh), format!("{name}: {}", error.en))
    });
    match args.format {
        _ if args.boxes => Told { part: boxes::file(read, number, files, lang), error },
        // The text says itself what is wrong with a file.
        Format::Text => Told { part: text::file(&read, args.all, lang), error },
        Format::Json => {
            let before = if number == 1 { "" } else { json::BETWEEN };
            Told { part: format!("{before}{}", json::file(&read, &records, lang)), error }
        }
        Format::Csv => {
            let records = records.unwrap_or_default();
            Told { part: writers::csv::lines(records.iter().map(Record::values)), error }
        }
    }
}

/// The numbers of a file, marked with what the checks find. No settings change their levels:
/// the same file gives the same records everywhere.
fn records(read: &FileRead, parallel: Parallel) -> Result<Vec<Record>, Message> {
    let Content { bytes, file } = read.content.as_ref().map_err(Message::clone)?;
    let origin = engine::origin(bytes, &read.file, file);
    let report = engine::check_with(file, &Settings::default(), parallel);
    let records = report.and_then(|report| engine::records(file, &origin, &report));
    records.map_err(|failure| failure.message())
}
