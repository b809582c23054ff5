use crate::commands::{check, compare, explain, new, publish, read};
use clap::{Parser, Subcommand};
use command_line::{Completions, Manual};
use message::Lang;

/// Checks and reads the budgets that government departments disclose.
///
/// Exit codes: 0 nothing that cannot be right, 1 errors found, 2 something could not be read or run.
#[derive(Debug, Parser)]
#[command(name = "yusuan", version, disable_help_subcommand = true)]
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
    /// Checks files and reports what is wrong in them
    Check(check::Args),
    /// Prints every number that a file discloses, with what it counts
    Read(read::Args),
    /// Makes an empty ledger to fill in: a workbook, or a folder of CSV files
    New(new::Args),
    /// Makes the whole disclosure out of a ledger, in every format asked for
    Publish(publish::Args),
    /// Lists what changed between two disclosures or ledgers
    Compare(compare::Args),
    /// Explains a check by its code, or lists all checks
    Explain(explain::Args),
    /// Prints a completion script for a shell
    Completions(Completions),
    /// Prints the manual page
    Man(Manual),
}
