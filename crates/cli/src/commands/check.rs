//! `yusuan check`: what is wrong in the files.

mod beside;
mod copies;
mod extras;
mod reports;

use crate::exit;
use crate::in_order::in_order;
use crate::inputs::{self, Input, Inputs};
use crate::ledgers;
use crate::output::{self, Output};
use crate::pipeline::{self, Checked, Checking, Images};
use crate::settings::{Source, today};
use clap::ValueEnum;
use disclosure::Disclosure;
use engine::Parallel;
use extras::{Added, Extras};
use finding::NamedReport;
use finding::render::text::{self, Detail, Options};
use finding::render::{self, Part, Renderer, Rule, Run, Summary};
use message::{Failure, Lang, Message};
use reports::Reports;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files and folders; folders are searched, `-` is standard input
    #[arg(required = true, value_name = "FILE|FOLDER")]
    files: Vec<PathBuf>,
    /// The form of the report
    #[arg(short, long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    /// Writes the report into a file, or with --split into a folder
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Writes one report for each department
    #[arg(long, requires = "output")]
    split: bool,
    /// Writes copies of Word and Excel files with the findings as comments: a file, or a folder
    #[arg(long, value_name = "FILE|FOLDER")]
    comments: Option<PathBuf>,
    /// Draws the pages with findings for more than a few files too (html)
    #[arg(long)]
    pictures: bool,
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
    Xlsx,
    Docx,
}

/// One file after the work on it.
struct Done {
    /// The message about its copy with comments, if one was asked for.
    copy: Option<Message>,
    /// The name of its department, or of the file if it names none.
    department: String,
    file: String,
    part: Part,
    /// Its name and what was read of it, where files are compared.
    disclosure: Option<(String, Disclosure)>,
}

pub(crate) fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let inputs = Inputs::find(&args.files, args.output.as_deref());
    if inputs.files.is_empty() {
        return Err(inputs::nothing_found(&args.files).into());
    }
    let settings = Source::new(args.config.as_deref(), &inputs.files)?;
    let images = Images::asked(args.ocr)?;
    if args.format.is_binary() && args.output.is_none() {
        return Err(no_output());
    }
    let today = today();
    let date = today.to_string();
    let extras = Extras::asked(args, &inputs, &date, lang)?;
    let output = match args.split {
        true => None,
        false => Some(Output::open(args.output.as_deref())?),
    };
    let width = if args.output.is_none() { output::width() } else { usize::MAX };
    let is_coloured = output.as_ref().is_some_and(Output::is_coloured);
    let options = Options { lang, width, detail: detail(args), is_coloured };
    let rules = rules(lang);
    let run = Run { version: env!("CARGO_PKG_VERSION"), date: &date };
    let renderer = Renderer { format: args.format.into(), options, rules: &rules, run };
    let mut reports = match (output, &args.output) {
        (None, Some(folder)) => Reports::split(args.format, &renderer, folder)?,
        (output, _) => {
            Reports::one(args.format, &renderer, output.map_or_else(|| Output::open(None), Ok)?)
        }
    };
    // Many files keep all cores busy by themselves.
    let parallel = if inputs.files.len() == 1 { Parallel::Yes } else { Parallel::No };
    let layout = args.layout.as_deref().map(publication::layout).transpose()?;
    let mut with = Vec::new();
    for path in &args.with {
        with.push(ledgers::sound(path)?);
    }
    let checking = Checking { settings, today, images, parallel, layout, with };
    let work = |number, input: &Input| {
        let Checked { report, read } = checking.check(input);
        let Added { shown, copy, disclosure } = match read {
            Some(content) => extras.of((number, input), &report, content),
            None => Added { copy: extras.of_ledger((number, input), &report), ..Added::default() },
        };
        let (department, file) = (department(&report, lang), input.name());
        Done { copy, department, file, part: renderer.part(number, report, &shown), disclosure }
    };
    let (mut disclosures, mut copies) = (Vec::new(), Vec::new());
    in_order(&inputs.files, lang, work, |done| {
        disclosures.extend(done.disclosure);
        copies.extend(done.copy);
        reports.add(&done.department, done.file, done.part)
    })?;
    let summary = reports.end(pipeline::between(&disclosures), lang)?;
    copies.iter().for_each(|told| output::remark(told, lang));
    if !args.quiet {
        extras.without_pictures().iter().for_each(|told| output::remark(told, lang));
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
            Format::Xlsx => Self::Sheets,
            Format::Docx => Self::Letter,
        }
    }
}

impl Format {
    /// Whether it cannot be shown on a terminal.
    const fn is_binary(self) -> bool {
        matches!(self, Self::Xlsx | Self::Docx)
    }

    /// The extension of its files.
    const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
        }
    }
}

/// Returns the name of the department, or of the file if it names none.
fn department(report: &NamedReport, lang: Lang) -> String {
    match report.about.department.as_str() {
        "" => {
            let name = Path::new(report.name(lang)).file_stem().unwrap_or_default();
            name.to_string_lossy().into_owned()
        }
        department => department.to_owned(),
    }
}

fn no_output() -> Failure {
    Failure::new(
        "这种形式的报告要写入文件。",
        "A report of this form has to be written into a file.",
    )
    .hint("加 -o 文件名，如 -o 问题清单.xlsx。", "Add -o FILE, such as -o findings.xlsx.")
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
        let text = Message::new(format!("报告：{path}"), format!("Report: {path}"));
        output::remark(&text, lang);
    }
}
