//! `yusuan lake generate`: an invented nation, as documents or as a lake.
//!
//! Every document is laid out from ledgers, so it agrees with itself and with those of other years,
//! but for the faults that are planted, which a list names.

mod book;
mod document;
mod nation;
mod random;
mod rows;
mod template;

use self::document::{Fault, Layouts};
use crate::lake::Lake;
use ::document::data::Value;
use message::{Failure, Lang, Message};
use nation::{Issue, Nation, PROVINCES};
use rows::{Press, STAGES};
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

/// The list of what was planted.
const FAULTS: &str = "planted-faults.csv";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder that is made: a lake, or documents
    #[arg(value_name = "FOLDER")]
    into: PathBuf,
    /// Makes a lake of at least so many observations
    #[arg(long, value_name = "NUMBER", required_unless_present = "documents")]
    rows: Option<u64>,
    /// Makes the documents of so many departments as Word files
    #[arg(long, value_name = "NUMBER", conflicts_with = "rows")]
    documents: Option<u64>,
    /// The first year
    #[arg(long, value_name = "YEAR", default_value_t = 2031, value_parser = clap::value_parser!(u16).range(2001..=2099))]
    first: u16,
    /// The number of years
    #[arg(long, value_name = "NUMBER", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=50))]
    years: u16,
    /// Another number gives another nation
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// How many files are written at once [default: the number of cores]
    #[arg(long, value_name = "NUMBER")]
    jobs: Option<NonZeroUsize>,
}

pub(crate) fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let Args { seed, first, years, .. } = *args;
    let nation = Nation { seed, first, years, departments: args.documents.unwrap_or(0) };
    let is_empty = |mut entries: fs::ReadDir| entries.next().is_none();
    if !fs::read_dir(&args.into).map_or(true, is_empty) {
        let into = args.into.display();
        return Err(Failure::new(
            format!("文件夹 {into} 里已有文件。"),
            format!("The folder {into} is not empty."),
        )
        .hint("请换一个空文件夹或新名称。", "Name an empty folder or a new one."));
    }
    let (message, faults) = match args.rows {
        Some(rows) => lake(args, nation, rows)?,
        None => documents(&args.into, nation)?,
    };
    write(&args.into.join(FAULTS), list(&faults).as_bytes())?;
    eprintln!("{}", message.get(lang));
    Ok(crate::OK)
}

fn lake(args: &Args, nation: Nation, rows: u64) -> Result<(Message, Vec<Fault>), Failure> {
    let press = Press::new(nation, rows)?;
    let mut lake = Lake::open(&args.into)?;
    let cores = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let (faults, rows) = press.write(&mut lake, args.jobs.unwrap_or_else(cores))?;
    let planted = faults.len();
    let message = Message::new(
        format!("生成 {rows} 行，其中埋下 {planted} 处错误，列在 {FAULTS}。"),
        format!("{rows} rows made, with {planted} planted faults, listed in {FAULTS}."),
    );
    Ok((message, faults))
}

fn documents(folder: &Path, nation: Nation) -> Result<(Message, Vec<Fault>), Failure> {
    let layouts = Layouts::new()?;
    let (mut faults, mut count) = (Vec::new(), 0);
    for department in (0..PROVINCES.len()).flat_map(|province| nation.of_province(province)) {
        for year in nation.years() {
            for stage in STAGES {
                let issue = Issue { year, stage };
                let (document, fault) = document::document(&layouts, nation, &department, issue)?;
                faults.extend(fault);
                let name = document::name(&department, issue, "docx");
                let file = writers::docx::write(&document, &Default::default());
                let file = file.map_err(|error| document::bug(&error))?;
                write(&folder.join(name), &file)?;
                count += 1;
            }
        }
    }
    let planted = faults.len();
    let message = Message::new(
        format!("生成 {count} 份文件，其中埋下 {planted} 处错误，列在 {FAULTS}。"),
        format!("{count} documents made, with {planted} planted faults, listed in {FAULTS}."),
    );
    Ok((message, faults))
}

/// Returns the planted faults as CSV.
fn list(faults: &[Fault]) -> String {
    let head = ["file", "department", "table", "row", "column", "printed", "right"];
    let row = |fault: &Fault| {
        let [table, row, column] = fault.place.map(Value::from);
        let text = |text: &str| Value::from(text.to_owned());
        vec![
            text(&fault.file),
            text(&fault.department),
            table,
            row,
            column,
            text(&fault.printed),
            text(&fault.right),
        ]
    };
    let head = head.map(Value::from).to_vec();
    let rows = std::iter::once(head).chain(faults.iter().map(row));
    format!("\u{feff}{}", writers::csv::lines(rows))
}

fn write(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let written = path.parent().map_or(Ok(()), fs::create_dir_all);
    let written = written.and_then(|()| fs::write(path, content));
    written.map_err(|error| Failure::at(path, &error))
}
