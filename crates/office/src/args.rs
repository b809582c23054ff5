//! The command line. The English help is the comments here; the Chinese one is in `usage.rs`.

use crate::commands::{backup, import_bodies, rebuild, restore, serve, verify};
use clap::{Parser, Subcommand};
use command_line::{Completions, Manual};
use message::Lang;

/// Serves the office in which a finance bureau and its departments prepare budgets.
///
/// Exit codes: 0 done, 1 something was found wrong, 2 the command could not be run.
#[derive(Debug, Parser)]
#[command(name = "yusuan-office", version, disable_help_subcommand = true)]
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
    /// Serves the office to browsers and programs
    Serve(serve::Args),
    /// Looks for what was altered in the history
    Verify(verify::Args),
    /// Derives everything again from the history and the files
    Rebuild(rebuild::Args),
    /// Copies everything into a folder, while others work
    Backup(backup::Args),
    /// Restores a backup into an empty database
    Restore(restore::Args),
    /// Adds departments and units from a table or from published documents
    ImportBodies(import_bodies::Args),
    /// Prints a completion script for a shell
    Completions(Completions),
    /// Prints the manual page
    Man(Manual),
}
