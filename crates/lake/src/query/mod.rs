//! A lake asked in SQL: views, saved questions, DataFusion, and how DuckDB sees it.

pub(crate) mod duckdb;
mod functions;
mod mistake;
mod output;
mod prompt;
pub(crate) mod questions;
mod saved;
mod session;

use message::{Failure, Lang};
use output::{Format, Output, Shown};
pub(crate) use session::{Limits, Session};
use std::path::PathBuf;
use std::time::Duration;

/// How many rows of a table are shown.
const MOST_ROWS: usize = 200;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder of the lake
    #[arg(value_name = "LAKE")]
    lake: PathBuf,
    /// What to ask, in SQL; without it there is a prompt
    #[arg(value_name = "SQL", conflicts_with = "ask")]
    sql: Option<String>,
    /// Asks a saved question; `yusuan lake questions` lists them
    #[arg(long, value_name = "QUESTION")]
    ask: Option<String>,
    /// Sets a parameter of the question, `year=2031`
    #[arg(long, value_name = "NAME=VALUE", requires = "ask", value_parser = pair)]
    set: Vec<(String, String)>,
    /// The form of the answer
    #[arg(short, long, value_enum, default_value_t = Format::Table, value_name = "FORMAT")]
    format: Format,
    /// Writes the answer into a file
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Shows all rows of a table, and whole texts
    #[arg(long)]
    all: bool,
    /// The most memory that a question may use, in MiB; what needs more is kept on disk
    #[arg(long, default_value_t = 1000, value_name = "NUMBER")]
    memory: usize,
    /// The longest that a question may take, in seconds
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<u64>,
}

pub(crate) fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let question = args.ask.as_deref().map(saved::question).transpose()?;
    let question = question.map(|question| question.filled(&args.set)).transpose()?;
    let shown = Shown {
        format: args.format,
        path: args.output.as_deref(),
        most: (!args.all).then_some(MOST_ROWS),
        lang,
    };
    shown.check()?;
    let limits = Limits { memory: args.memory, time: args.timeout.map(Duration::from_secs) };
    let session = Session::open(&args.lake, limits)?;
    match question.as_ref().or(args.sql.as_ref()) {
        Some(sql) => answer(&session, sql, shown)?,
        None => prompt::run(&session, shown)?,
    }
    Ok(crate::OK)
}

/// Asks, and shows or writes the answer.
fn answer(session: &Session, sql: &str, shown: Shown<'_>) -> Result<(), Failure> {
    // A file is made only once the question is known to be right.
    let output = session.ask(sql, |schema| Output::open(shown, schema), Output::take)?;
    output.finish()
}

/// `year=2031`
fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("NAME=VALUE")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_pairs() {
        assert_eq!(pair("year = 2031"), Ok(("year".to_owned(), "2031".to_owned())));
        assert!(pair("year").is_err());
    }
}
