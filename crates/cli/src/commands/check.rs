//! `yusuan check`: what is wrong in the files.

use crate::failure::Failure;
use crate::in_order::in_order;
use crate::inputs::{self, Input, Inputs};
use crate::output::{self, Output};
use crate::pipeline::{self, Content, Images};
use crate::settings::{Source, today};
use crate::{ERRORS, FINE, NOT_RUN, pictures};
use clap::ValueEnum;
use finding::render::text::{Detail, Options};
use finding::render::{Rule, Summary, html, json, markdown, sarif, text};
use finding::{FileReport, Lang};
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

/// All checks on one file, in whichever thread.
type Check<'a> = dyn Fn(&Input) -> (FileReport, Option<Content>) + Sync + 'a;

/// What is told of one file: its report, and its part of the output where that is written at once.
struct Told {
    report: FileReport,
    part: String,
}

pub(crate) fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let settings = Source::new(args.config.as_deref())?;
    let inputs = Inputs::find(&args.files, args.output.as_deref());
    if inputs.files.is_empty() {
        return Err(Failure::Told(inputs::nothing_found(&args.files)));
    }
    let images = Images::asked(args.ocr)?;
    let mut output = Output::open(args.output.as_deref())?;
    let today = today();
    let check = |input: &Input| pipeline::report(input, &settings, today, images);
    let mut summary = Summary::default();
    match args.format {
        Format::Text => write_text(args, &inputs, &check, lang, &mut output, &mut summary)?,
        Format::Json => write_json(&inputs, &check, lang, &mut output, &mut summary)?,
        Format::Markdown | Format::Sarif | Format::Html => {
            write_whole(args.format, &inputs, &check, lang, &mut output, &mut summary)?;
        }
    }
    output.flush()?;
    if !args.quiet {
        remark(args, &inputs, &summary, lang);
    }
    Ok(match summary {
        Summary { unreadable: 1.., .. } => NOT_RUN,
        Summary { errors: 1.., .. } => ERRORS,
        _ => FINE,
    })
}

fn write_text(
    args: &Args,
    inputs: &Inputs,
    check: &Check<'_>,
    lang: Lang,
    output: &mut Output,
    summary: &mut Summary,
) -> io::Result<()> {
    let width = if args.output.is_none() { output::width() } else { usize::MAX };
    let options = Options { lang, width, detail: detail(args) };
    let work = |_, input: &_| {
        let (report, _) = check(input);
        let part = text::file(&report, &options);
        Told { report, part }
    };
    in_order(&inputs.files, lang, work, |told| {
        summary.add(&told.report);
        output.write_coloured(&told.part)
    })?;
    match summary.files {
        1 => Ok(()),
        _ if args.quiet => Ok(()),
        _ => output.write_coloured(&text::total(summary, lang)),
    }
}

fn write_json(
    inputs: &Inputs,
    check: &Check<'_>,
    lang: Lang,
    output: &mut Output,
    summary: &mut Summary,
) -> io::Result<()> {
    let work = |number, input: &_| {
        let (report, _) = check(input);
        let before = if number == 1 { json::OPEN } else { json::BETWEEN };
        let part = format!("{before}{}", json::file(&report, lang));
        Told { report, part }
    };
    in_order(&inputs.files, lang, work, |told| {
        summary.add(&told.report);
        output.write(&told.part)
    })?;
    output.write(json::CLOSE)
}

/// Formats that begin with something about all files: the reports are held until the last is in.
fn write_whole(
    format: Format,
    inputs: &Inputs,
    check: &Check<'_>,
    lang: Lang,
    output: &mut Output,
    summary: &mut Summary,
) -> io::Result<()> {
    let work = |number, input: &_| {
        let (report, content) = check(input);
        let part = match format {
            Format::Html => section(number, inputs.files.len(), &report, content, lang),
            _ => String::new(),
        };
        Told { report, part }
    };
    let (mut reports, mut parts) = (Vec::new(), Vec::new());
    in_order(&inputs.files, lang, work, |told| {
        summary.add(&told.report);
        reports.push(told.report);
        parts.push(told.part);
        Ok(())
    })?;
    match format {
        Format::Sarif => {
            let log = sarif::log(&reports, &pages(lang), env!("CARGO_PKG_VERSION"), lang);
            output.write(&log)
        }
        Format::Html => {
            let reports: Vec<_> = reports.iter().collect();
            output.write(&html::head(&reports, lang))?;
            parts.iter().try_for_each(|part| output.write(part))?;
            output.write(html::TAIL)
        }
        _ => output.write(&markdown::files(&reports, lang)),
    }
}

/// One of `files` files on a page: what was found, and the pages of a PDF that have findings.
fn section(
    number: usize,
    files: usize,
    report: &FileReport,
    content: Option<Content>,
    lang: Lang,
) -> String {
    let Some(Content { bytes, document, .. }) = content else {
        return html::section(number, report, None, &html::Pictures::default(), lang);
    };
    let pictures = pictures::of(bytes, &html::pages_with_findings(report), files);
    html::section(number, report, Some(&document), &pictures, lang)
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
fn remark(args: &Args, inputs: &Inputs, summary: &Summary, lang: Lang) {
    if let Some(text) = inputs::left_out(inputs) {
        output::remark(&text, lang);
    }
    if let Some(path) = &args.output {
        output::remark_coloured(&text::total(summary, lang));
        let path = path.display();
        let text = finding::Text::new(format!("报告：{path}"), format!("Report: {path}"));
        output::remark(&text, lang);
    }
}
