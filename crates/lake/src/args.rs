//! The command line. The English help is the comments here; the Chinese one is in `usage.rs`.

use crate::query::{duckdb, questions};
use crate::{codes, collect, generate, query};
use clap::{Parser, Subcommand};
use command_line::{Completions, Manual};
use message::Lang;

/// Collects what many documents disclose into tables of Parquet, and asks them in SQL.
///
/// Exit codes: 0 done, 1 some documents could not be read and are rows of the table of failures,
/// 2 files could not be opened or the command could not be run.
#[derive(Debug, Parser)]
#[command(name = "yusuan-lake", version, disable_help_subcommand = true)]
pub(crate) struct Args {
    /// The language of all output: zh or en [default: that of the environment, else zh]
    #[arg(long, global = true, value_name = "zh|en", hide_possible_values = true,
          value_parser = command_line::lang())]
    pub(crate) lang: Option<Lang>,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Reads and checks files into a lake, from where an earlier run stopped
    Collect(collect::Args),
    /// Asks a lake in SQL
    Query(query::Args),
    /// Lists the saved questions, or shows the SQL of one
    Questions(questions::Args),
    /// Prints the SQL by which DuckDB has the tables and views of a lake, and asks a question
    Duckdb(duckdb::Args),
    /// Lists the codes and names of each year, and what seems to have become of them
    Codes(codes::Args),
    /// Makes an invented nation, as a lake or as documents, to try things on
    Generate(generate::Args),
    /// Prints a completion script for a shell
    Completions(Completions),
    /// Prints the manual page
    Man(Manual),
}
