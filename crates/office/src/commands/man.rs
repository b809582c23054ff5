//! `yusuan-office man`: the manual pages.

use crate::failure::Failure;
use clap::Command;
use clap_mangen::Man;
use std::io::{Write, stdout};
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Writes the pages of all commands into a folder
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// `command` is the whole command line.
pub(crate) fn run(args: &Args, command: Command) -> Result<u8, Failure> {
    match &args.out {
        Some(folder) => std::fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(command, folder))
            .map_err(|error| Failure::at(folder, &error))?,
        None => {
            let mut page = Vec::new();
            Man::new(command).render(&mut page)?;
            stdout().write_all(&page)?;
        }
    }
    Ok(crate::OK)
}
