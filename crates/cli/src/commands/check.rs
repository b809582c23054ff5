//! `yusuan check`: what is wrong in the files.

use crate::failure::Failure;
use crate::in_order::in_order;
use crate::inputs::{self, Input, Inputs};
use crate::output::{self, Output};
use crate::pipeline::{self, Checked, Checking, Content, Images};
use crate::settings::{Source, today};
use crate::{exit, pictures};
use clap::ValueEnum;
use disclosure::Disclosure;
use document::Document;
use engine::{File, Parallel};
use finding::render::text::{Detail, Options};
use finding::render::{Rule, Summary, html, json, markdown, sarif, text};
use finding::{NamedReport, Report};
use message::Lang;
use std::io;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files and folders; folders are searched, `-` is standard input
    #[arg(required = true, value_name = "FILE|FOLDER")]
    files: Vec<PathBuf>,
    /// The form of the report
    #[arg(short, long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    /// Writes the report into a file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The file of settings [default: the nearest yusuan.toml above each file]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Cuts no list short
    #[arg(long, conflicts_with = "quiet")]
    all: bool,
    /// Tells only what is wrong
    #[arg(short, long)]
    quiet: bool,
    /// Recognises the characters on scanned pages (needs the program tesseract)
    #[arg(long)]
    ocr: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Sarif,
    Markdown,
    Html,
}

/// More files than this are not compared with each other: what was read of them all would
/// take much memory, and so many are not of one body.
const MOST_COMPARED: usize = 200;

/// What is told of one file.
struct Told {
    summary: Summary,
    /// Its part of the output, where that is its own.
    part: String,
    /// Its report, in formats that are written once the last is in.
    report: Option<NamedReport>,
    /// What it is called and what was read of it, where files are compared.
    disclosure: Option<(String, Disclosure)>,
}

pub(crate) fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let settings = Source::new(args.config.as_deref())?;
    let inputs = Inputs::find(&args.files, args.output.as_deref());
    if inputs.files.is_empty() {
        return Err(Failure::Told(inputs::nothing_found(&args.files)));
    }
    let images = Images::asked(args.ocr)?;
    let mut output = Output::open(args.output.as_deref())?;
    let width = if args.output.is_none() { output::width() } else { usize::MAX };
    let options = Options { lang, width, detail: detail(args), is_coloured: output.is_coloured() };
    // Many files keep all cores busy by themselves.
    let parallel = if inputs.files.len() == 1 { Parallel::Yes } else { Parallel::No };
    let checking = Checking { settings, today: today(), images, parallel };
    let is_compared = (2..=MOST_COMPARED).contains(&inputs.files.len());
    let work = |number, input: &Input| {
        let Checked { report, read } = checking.check(input);
        let (mut drawn, mut disclosure) = (Drawn::default(), None);
        if let Some(Content { bytes, file: File { document, disclosure: read } }) = read {
            disclosure = is_compared.then(|| (input.name(), read));
            if args.format == Format::Html {
                drawn = Drawn::of(bytes, document, report.report(), inputs.files.len());
            }
        }
        let part = part(args.format, number, &report, &drawn, &options);
        let is_held = !matches!(args.format, Format::Text | Format::Json);
        Told { summary: Summary::of(&report), part, report: is_held.then_some(report), disclosure }
    };
    let mut summary = Summary::default();
    let (mut reports, mut parts, mut disclosures) = (Vec::new(), Vec::new(), Vec::new());
    in_order(&inputs.files, lang, work, |told| {
        summary.join(&told.summary);
        disclosures.extend(told.disclosure);
        let Some(report) = told.report else { return output.write(&told.part) };
        reports.push(report);
        parts.push(told.part);
        Ok(())
    })?;
    let between = pipeline::between(&disclosures);
    between.iter().for_each(|between| summary.add(between));
    match args.format {
        Format::Text => end_text(between.as_ref(), &summary, &options, &mut output)?,
        Format::Json => match &between {
            Some(between) => output.write(&json::close_with(between, lang))?,
            None => output.write(json::CLOSE)?,
        },
        Format::Markdown | Format::Sarif | Format::Html => {
            parts.extend(between.iter().map(|between| {
                part(args.format, reports.len() + 1, between, &Drawn::default(), &options)
            }));
            reports.extend(between);
            write_whole(args.format, &reports, &parts, lang, &mut output)?;
        }
    }
    output.flush()?;
    if !args.quiet {
        remark(args, &inputs, &summary, &options);
    }
    Ok(match summary {
        Summary { unreadable: 1.., .. } => exit::UNREADABLE,
        Summary { errors: 1.., .. } => exit::ERRORS,
        _ => exit::OK,
    })
}

/// What a page shows of a file beside the findings: its tables, and the pages of a PDF
/// that have findings.
#[derive(Default)]
struct Drawn {
    document: Option<Document>,
    pictures: html::Pictures,
}

impl Drawn {
    /// Of one of `files` files.
    fn of(bytes: Vec<u8>, document: Document, report: &Report, files: usize) -> Self {
        let pictures = pictures::of(bytes, &html::pages_with_findings(report), files);
        Self { document: Some(document), pictures }
    }
}

/// The part of the output that is one file's own.
fn part(
    format: Format,
    number: usize,
    report: &NamedReport,
    drawn: &Drawn,
    options: &Options,
) -> String {
    match format {
        Format::Text => text::file(report, options),
        Format::Json => {
            let before = if number == 1 { json::OPEN } else { json::BETWEEN };
            format!("{before}{}", json::file(report, options.lang))
        }
        Format::Html => {
            html::section(number, report, drawn.document.as_ref(), &drawn.pictures, options.lang)
        }
        Format::Markdown | Format::Sarif => String::new(),
    }
}

fn end_text(
    between: Option<&NamedReport>,
    summary: &Summary,
    options: &Options,
    output: &mut Output,
) -> io::Result<()> {
    if let Some(between) = between {
        output.write(&text::file(between, options))?;
    }
    if summary.files == 1 || options.detail == Detail::Findings {
        return Ok(());
    }
    output.write(&text::total(summary, options))
}

/// Formats that begin with something about all files: the reports are held until the last is in.
fn write_whole(
    format: Format,
    reports: &[NamedReport],
    parts: &[String],
    lang: Lang,
    output: &mut Output,
) -> io::Result<()> {
    match format {
        Format::Sarif => {
            let log = sarif::log(reports, &pages(lang), env!("CARGO_PKG_VERSION"), lang);
            output.write(&log)
        }
        Format::Html => {
            let reports: Vec<_> = reports.iter().collect();
            output.write(&html::head(&reports, lang))?;
            parts.iter().try_for_each(|part| output.write(part))?;
            output.write(html::TAIL)
        }
        _ => output.write(&markdown::files(reports, lang)),
    }
}

fn pages(lang: Lang) -> Vec<Rule<'static>> {
    let page = |page: &rules::Page| Rule {
        code: page.code,
        name: page.name,
        help: lang.pick(page.zh, page.en),
    };
    rules::pages().iter().map(page).collect()
}

const fn detail(args: &Args) -> Detail {
    match (args.quiet, args.all) {
        (true, _) => Detail::Findings,
        (_, true) => Detail::All,
        _ => Detail::Usual,
    }
}

/// Beside the report: what was left out, and what came of it all where the report is in a file.
fn remark(args: &Args, inputs: &Inputs, summary: &Summary, options: &Options) {
    let lang = options.lang;
    if let Some(text) = inputs::left_out(inputs) {
        output::remark(&text, lang);
    }
    if let Some(path) = &args.output {
        let coloured = Options { is_coloured: true, ..*options };
        output::remark_coloured(&text::total(summary, &coloured));
        let path = path.display();
        let text = message::Message::new(format!("报告：{path}"), format!("Report: {path}"));
        output::remark(&text, lang);
    }
}
