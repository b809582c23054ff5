//! `yusuan compare`: what changed between two disclosures or ledgers, by scope.

use crate::failure::Failure;
use crate::inputs::Input;
use crate::output::Output;
use crate::pipeline::{self, Images};
use crate::{exit, ledgers};
use clap::ValueEnum;
use disclosure::{Change, Disclosure, compare, layouts};
use document::{Block, Cell, Cover, Document, Paragraph, Place, Table};
use ledger::{Ledger, MoneyUnit, Percent, Printed};
use message::Lang;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr;
use workbook::ReadFailure;
use writers::Annotations;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The earlier one: a disclosure or a ledger
    #[arg(value_name = "BEFORE")]
    before: PathBuf,
    /// The later one
    #[arg(value_name = "AFTER")]
    after: PathBuf,
    /// The form of the list
    #[arg(short, long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    /// Writes the list into a file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Html,
}

/// A change in words and figures.
#[derive(Debug, Serialize)]
struct Told {
    /// The scope as programs read it, without year and stage.
    scope: String,
    /// The scope in words.
    counts: String,
    before: Option<String>,
    after: Option<String>,
    difference: String,
    difference_fen: i64,
    percent: Option<String>,
    /// What became of its code in between.
    #[serde(skip_serializing_if = "Option::is_none")]
    remark: Option<String>,
    /// The scope in words with the remark.
    #[serde(skip)]
    line: String,
}

#[derive(Serialize)]
struct List<'a> {
    before: &'a str,
    after: &'a str,
    unit: &'static str,
    changes: &'a [Told],
}

pub(crate) fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    // Both are read, so that the errors of both are reported at once.
    let both = (read(&args.before, lang)?, read(&args.after, lang)?);
    let (Some(before), Some(after)) = both else { return Ok(exit::ERRORS) };
    let changes = compare(&before, &after);
    let told: Vec<Told> =
        changes.iter().map(|change| tell(change, &before, &after, lang)).collect();
    let name = |path: &PathBuf| path.display().to_string();
    let names = [name(&args.before), name(&args.after)];
    let mut output = Output::open(args.output.as_deref())?;
    output.write(&match args.format {
        Format::Text => text(&told, lang),
        Format::Json => json(&told, &names),
        Format::Html => html(&told, &names, lang),
    })?;
    output.flush()?;
    Ok(exit::OK)
}

/// What a document discloses, or what a ledger would; `None` where the ledger has errors.
fn read(path: &Path, lang: Lang) -> Result<Option<Disclosure>, Failure> {
    // A ledger's workbook is full of amounts, and would be read as some budget's.
    match workbook::read(path) {
        Err(ReadFailure::NotALedger(_)) if !path.is_dir() => {
            let input = Input::Path(path.to_owned());
            let read = pipeline::content(&input, Images::Left);
            let read = read.map_err(|error| Failure::of_file(path, &error))?;
            Ok(Some(read.file.disclosure))
        }
        read => Ok(ledgers::reported(path, read, lang)?.as_ref().map(of_ledger)),
    }
}

/// A ledger as the first of the layouts of its stage prints it.
fn of_ledger(ledger: &Ledger) -> Disclosure {
    let known = layouts::names().filter_map(|name| layouts::builtin(name)?.ok());
    let layout = known.into_iter().find(|layout| layout.stage == ledger.stage);
    let laid = layout.and_then(|layout| disclosure::lay_out(&layout, &[ledger]).ok());
    laid.map(|laid| laid.disclosure).unwrap_or_default()
}

fn tell(change: &Change, before: &Disclosure, after: &Disclosure, lang: Lang) -> Told {
    let of = if change.after.is_some() { after } else { before };
    let counts = match lang {
        Lang::Zh => of.scope_zh(&change.scope),
        Lang::En => of.scope_en(&change.scope),
    };
    let shown = |printed: Option<Printed>| {
        printed
            .map(|printed| Printed::rounded(printed.nominal(), UNIT, decimals(printed)).to_string())
    };
    let finest = change.before.into_iter().chain(change.after).map(decimals).max();
    let difference = Printed::rounded(change.difference, UNIT, finest.unwrap_or(2));
    let sign = if change.difference.fen() < 0 { "-" } else { "" };
    let remark = change.remark.as_ref().map(|remark| remark.get(lang).to_owned());
    let line = match &remark {
        Some(remark) => format!("{counts}  {remark}"),
        None => counts.clone(),
    };
    Told {
        scope: change.key.clone(),
        counts,
        remark,
        line,
        before: shown(change.before),
        after: shown(change.after),
        difference: difference.to_string(),
        difference_fen: change.difference.fen(),
        percent: change.percent.map(|percent: Percent| format!("{sign}{percent}")),
    }
}

/// All figures are in one unit, whatever the unit of the documents.
const UNIT: MoneyUnit = MoneyUnit::TenThousandYuan;

/// As many decimals as a number needs in that unit, two at least.
fn decimals(printed: Printed) -> u8 {
    let finer = UNIT.fen_digits().saturating_sub(printed.unit().fen_digits());
    finer.saturating_add(printed.decimals()).clamp(2, UNIT.fen_digits())
}

/// The width of a column of figures.
const COLUMN: usize = 20;

fn heads(lang: Lang) -> [&'static str; 5] {
    match lang {
        Lang::Zh => ["口径", "前（万元）", "后（万元）", "增减（万元）", "增减%"],
        Lang::En => ["scope", "before (10,000 yuan)", "after (10,000 yuan)", "change", "change %"],
    }
}

fn fields(told: &Told) -> [&str; 5] {
    [
        &told.line,
        told.before.as_deref().unwrap_or_default(),
        told.after.as_deref().unwrap_or_default(),
        &told.difference,
        told.percent.as_deref().unwrap_or_default(),
    ]
}

/// One change a line: the figures first, in columns, then what they count.
fn text(changes: &[Told], lang: Lang) -> String {
    let mut out = String::new();
    for [scope, figures @ ..] in std::iter::once(heads(lang)).chain(changes.iter().map(fields)) {
        for figure in figures {
            let blank = " ".repeat(COLUMN.saturating_sub(figure.width()));
            let _ = write!(out, "{blank}{figure}  ");
        }
        let _ = writeln!(out, "{scope}");
    }
    if changes.is_empty() {
        out.push_str(lang.pick("没有变化。\n", "Nothing changed.\n"));
    }
    out
}

fn json(changes: &[Told], [before, after]: &[String; 2]) -> String {
    let list = List { before, after, unit: UNIT.name(), changes };
    // Strings and numbers always serialise.
    serde_json::to_string_pretty(&list).unwrap_or_default() + "\n"
}

/// A page with the list as a table.
fn html(changes: &[Told], [before, after]: &[String; 2], lang: Lang) -> String {
    let title = format!("{before} → {after}");
    let mut table = Table { columns: 5, head_rows: 1, spans_known: true, ..Table::default() };
    let rows = std::iter::once(heads(lang)).chain(changes.iter().map(fields));
    for (row, texts) in (0..).zip(rows) {
        for (column, text) in (0..).zip(texts) {
            let place = Place::Cell { table: 1, row: row + 1, column: column + 1 };
            let text = text.to_owned();
            table.cells.push(Cell { row, column, row_span: 1, column_span: 1, text, place });
        }
        table.rows = row + 1;
    }
    let heading = Paragraph { text: title.clone(), level: Some(1), place: Place::Paragraph(1) };
    let blocks = vec![Block::Paragraph(heading), Block::Table(table)];
    let document = Document { blocks, ..Document::default() };
    let cover = Cover { title, figures: Vec::new() };
    String::from_utf8(writers::html::write(&document, &cover, &Annotations::default()))
        .unwrap_or_default()
}
