//! `yusuan completions`: what a shell needs to complete commands and options.

use crate::failure::Failure;
use crate::output::Output;
use crate::{FINE, usage};
use clap_complete::Shell;
use message::Lang;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

pub(crate) fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let mut script = Vec::new();
    let mut command = usage::command(lang);
    clap_complete::generate(args.shell, &mut command, "yusuan", &mut script);
    let mut output = Output::open(None)?;
    output.write(&String::from_utf8_lossy(&script))?;
    output.flush()?;
    Ok(FINE)
}
