//! `yusuan man`: the manual pages.

use crate::exit;
use crate::failure::Failure;
use crate::output::Output;
use clap::Command;
use clap_mangen::Man;
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
        Some(folder) => {
            let written = std::fs::create_dir_all(folder)
                .and_then(|()| clap_mangen::generate_to(command, folder));
            written.map_err(|error| Failure::writing(folder, &error))?;
        }
        None => {
            let mut page = Vec::new();
            Man::new(command).render(&mut page)?;
            let mut output = Output::open(None)?;
            output.write(&String::from_utf8_lossy(&page))?;
            output.flush()?;
        }
    }
    Ok(exit::OK)
}
