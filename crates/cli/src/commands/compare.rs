//! `yusuan compare`: what changed between two disclosures or ledgers, by scope.

mod told;

use crate::inputs::Input;
use crate::output::Output;
use crate::pipeline::{self, Images};
use crate::{exit, ledgers};
use clap::ValueEnum;
use disclosure::{Disclosure, compare, layouts};
use document::list::List;
use document::{Block, Cell, Cover, Document, Paragraph, Place, Table};
use ledger::Ledger;
use message::{Failure, Lang};
use serde::Serialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use told::{Order, Side, Told, UNIT, tell};
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
    /// Sorts by table instead of by the size of the change
    #[arg(long)]
    by_table: bool,
    /// Writes the list into a file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Html,
    Csv,
    Xlsx,
}

#[derive(Serialize)]
struct Json<'a> {
    before: &'a str,
    after: &'a str,
    /// Year and stage of both.
    sides: &'a [Side; 2],
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
    let side = |path: &Path, of: &Disclosure| Side::new(path.display().to_string(), of, lang);
    let sides = [side(&args.before, &before), side(&args.after, &after)];
    write(args, told, &sides, lang)?;
    Ok(exit::OK)
}

fn write(
    args: &Args,
    mut changes: Vec<Told>,
    sides: &[Side; 2],
    lang: Lang,
) -> Result<(), Failure> {
    if args.format == Format::Xlsx && args.output.is_none() {
        return Err(no_output());
    }
    let order = if args.by_table { Order::Table } else { Order::Size };
    told::sort(&mut changes, order);
    let bytes = match args.format {
        Format::Text => text(&changes, sides, order, lang).into_bytes(),
        Format::Json => json(&changes, sides).into_bytes(),
        Format::Html => html(&told::list(&changes, sides, order, lang)),
        Format::Csv => writers::csv::list(&told::list(&changes, sides, order, lang)).into_bytes(),
        Format::Xlsx => {
            let lists = [Order::Size, Order::Table].map(|it| told::list(&changes, sides, it, lang));
            let title = lang.pick("增减变化表", "Changes");
            writers::xlsx::lists(title, &lists).map_err(|error| error.message())?
        }
    };
    let mut output = Output::open(args.output.as_deref())?;
    output.write_bytes(&bytes)?;
    Ok(output.flush()?)
}

fn no_output() -> Failure {
    Failure::new("工作簿要写入文件。", "A workbook has to be written into a file.")
        .hint("加 -o 文件名，如 -o 增减.xlsx。", "Add -o FILE, such as -o changes.xlsx.")
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

/// The width of a column of figures.
const COLUMN: usize = 20;

/// One change a line: the figures first, in columns, then what they count.
fn text(changes: &[Told], sides: &[Side; 2], order: Order, lang: Lang) -> String {
    let mut out = told::above(sides, lang).join("\n") + "\n\n";
    let heads = told::heads(sides, lang);
    push_line(&mut out, heads.each_ref().map(String::as_str));
    let mut table = None;
    for told in changes {
        if order == Order::Table && table.replace(&told.table) != Some(&told.table) {
            let title = told.table.as_deref().unwrap_or(lang.pick("文字", "text"));
            let _ = writeln!(out, "\n{title}");
        }
        push_line(&mut out, told::fields(told));
    }
    if changes.is_empty() {
        out.push_str(lang.pick("没有变化。\n", "Nothing changed.\n"));
    }
    out
}

fn push_line(out: &mut String, [scope, before, after, change, percent, _]: [&str; 6]) {
    for figure in [before, after, change, percent] {
        let blank = " ".repeat(COLUMN.saturating_sub(figure.width()));
        let _ = write!(out, "{blank}{figure}  ");
    }
    let _ = writeln!(out, "{scope}");
}

fn json(changes: &[Told], sides: &[Side; 2]) -> String {
    let [before, after] = sides.each_ref().map(|side| side.file.as_str());
    let list = Json { before, after, sides, unit: UNIT.name(), changes };
    // Strings and numbers always serialise.
    serde_json::to_string_pretty(&list).unwrap_or_default() + "\n"
}

/// A page with the list as a table.
fn html(list: &List) -> Vec<u8> {
    let columns = u32::try_from(list.columns.len()).unwrap_or(u32::MAX);
    let mut table = Table { columns, head_rows: 1, spans_known: true, ..Table::default() };
    let heads: Vec<String> = list.columns.iter().map(|column| column.head.clone()).collect();
    for (row, texts) in (0..).zip(std::iter::once(&heads).chain(&list.rows)) {
        for (column, text) in (0..).zip(texts) {
            let place = Place::Cell { table: 1, row: row + 1, column: column + 1 };
            let text = text.clone();
            table.cells.push(Cell { row, column, row_span: 1, column_span: 1, text, place });
        }
        table.rows = row + 1;
    }
    let line = |(number, text): (u32, &String), level| {
        let place = Place::Paragraph(number);
        Block::Paragraph(Paragraph { text: text.clone(), level, place })
    };
    let mut blocks = vec![line((1, &list.title), Some(1))];
    blocks.extend((2..).zip(&list.above).map(|it| line(it, None)));
    blocks.push(Block::Table(table));
    let document = Document { blocks, ..Document::default() };
    let cover = Cover { title: list.title.clone(), ..Cover::default() };
    writers::html::write(&document, &cover, &Annotations::default())
}
