//! Manual pages, and what shells need to complete commands.

use crate::Program;
use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;
use message::{Failure, Lang};
use std::io::{Write as _, stdout};
use std::path::PathBuf;

/// For which shell.
#[derive(Debug, clap::Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// Where the manual goes.
#[derive(Debug, clap::Args)]
pub struct Manual {
    /// Writes the pages of all commands into a folder
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

impl Program {
    /// Prints what a shell needs to complete commands and options.
    ///
    /// # Errors
    /// Fails if standard output cannot be written.
    pub fn completions<A: CommandFactory>(
        &self,
        args: &Completions,
        lang: Lang,
    ) -> Result<u8, Failure> {
        let mut script = Vec::new();
        let mut command = self.command::<A>(lang);
        clap_complete::generate(args.shell, &mut command, self.name, &mut script);
        stdout().write_all(&script)?;
        Ok(0)
    }

    /// Prints the manual page, or writes the pages of all commands into a folder.
    ///
    /// # Errors
    /// Fails if standard output or the folder cannot be written.
    pub fn manual<A: CommandFactory>(&self, args: &Manual, lang: Lang) -> Result<u8, Failure> {
        let command = self.command::<A>(lang);
        match &args.out {
            Some(folder) => std::fs::create_dir_all(folder)
                .and_then(|()| clap_mangen::generate_to(command, folder))
                .map_err(|error| Failure::writing(folder, &error))?,
            None => {
                let mut page = Vec::new();
                Man::new(command).render(&mut page)?;
                stdout().write_all(&page)?;
            }
        }
        Ok(0)
    }
}
