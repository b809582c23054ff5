//! `yusuan check`: what is wrong in the files.

use crate::failure::Failure;
use crate::in_order::in_order;
use crate::inputs::{self, Input, Inputs};
use crate::output::{self, Output};
use crate::pipeline::{self, Checked, Checking, Content, Images};
use crate::settings::{Source, today};
use crate::{exit, ledgers, pictures};
use clap::ValueEnum;
use disclosure::Disclosure;
use document::Document;
use engine::{File, Parallel};
use finding::Report;
use finding::render::text::{self, Detail, Options};
use finding::render::{self, Part, Renderer, Rule, Shown, Summary, html};
use message::Lang;
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
    /// The layout by which ledgers are tried [default: all of this program's of their stage]
    #[arg(short, long, value_name = "NAME|FILE")]
    layout: Option<String>,
    /// Further ledgers to try them with, such as last year's
    #[arg(short, long, value_name = "WORKBOOK")]
    with: Vec<PathBuf>,
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

/// One file after the work on it.
struct Done {
    part: Part,
    /// Its name and what was read of it, where files are compared.
    disclosure: Option<(String, Disclosure)>,
}

pub(crate) fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let settings = Source::new(args.config.as_deref())?;
    let inputs = Inputs::find(&args.files, args.output.as_deref());
    if inputs.files.is_empty() {
        return Err(inputs::nothing_found(&args.files).into());
    }
    let images = Images::asked(args.ocr)?;
    let mut output = Output::open(args.output.as_deref())?;
    let width = if args.output.is_none() { output::width() } else { usize::MAX };
    let options = Options { lang, width, detail: detail(args), is_coloured: output.is_coloured() };
    let rules = rules(lang);
    let version = env!("CARGO_PKG_VERSION");
    let renderer = Renderer { format: args.format.into(), options, rules: &rules, version };
    // Many files keep all cores busy by themselves.
    let parallel = if inputs.files.len() == 1 { Parallel::Yes } else { Parallel::No };
    let layout = args.layout.as_deref().map(ledgers::layout).transpose()?;
    let mut with = Vec::new();
    for path in &args.with {
        with.push(ledgers::sound(path)?);
    }
    let checking = Checking { settings, today: today(), images, parallel, layout, with };
    let is_compared = (2..=MOST_COMPARED).contains(&inputs.files.len());
    let work = |number, input: &Input| {
        let Checked { report, read } = checking.check(input);
        let (mut shown, mut disclosure) = (Shown::default(), None);
        if let Some(Content { bytes, file: File { document, disclosure: read } }) = read {
            disclosure = is_compared.then(|| (input.name(), read));
            if args.format == Format::Html {
                shown = self::shown(bytes, document, report.report(), inputs.files.len());
            }
        }
        Done { part: renderer.part(number, report, &shown), disclosure }
    };
    let mut rendering = renderer.begin();
    let mut disclosures = Vec::new();
    in_order(&inputs.files, lang, work, |done| {
        disclosures.extend(done.disclosure);
        output.write(&rendering.add(done.part))
    })?;
    let (rest, summary) = rendering.end(pipeline::between(&disclosures));
    rest.iter().try_for_each(|piece| output.write(piece))?;
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

impl From<Format> for render::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Json => Self::Json,
            Format::Sarif => Self::Sarif,
            Format::Markdown => Self::Markdown,
            Format::Html => Self::Html,
        }
    }
}

/// What a page shows of one of `files` files: its tables, and the pages of a PDF that have
/// findings.
fn shown(bytes: Vec<u8>, document: Document, report: &Report, files: usize) -> Shown {
    let pictures = pictures::of(bytes, &html::pages_with_findings(report), files);
    Shown { document: Some(document), pictures }
}

/// The pages of the checks, for SARIF.
fn rules(lang: Lang) -> Vec<Rule<'static>> {
    let rule = |check: &rules::Check| Rule {
        check: check.id,
        name: check.name,
        help: check.page.get(lang),
    };
    rules::checks().iter().map(rule).collect()
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
