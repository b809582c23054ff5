//! `yusuan-office completions`: what a shell needs to complete commands and options.

use crate::failure::Failure;
use clap::Command;
use clap_complete::Shell;
use std::io::{Write, stdout};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// `command` is the whole command line.
pub(crate) fn run(args: &Args, mut command: Command) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "yusuan-office", &mut script);
    stdout().write_all(&script)?;
    Ok(crate::OK)
}
