//! `yusuan-lake`: what many documents disclose, as tables of Parquet.
//!
//! `yusuan lake …` runs this program with the same arguments.
#![forbid(unsafe_code)]

mod args;
mod collect;
mod failure;
mod lake;
mod usage;

use args::{Args, Command};
use clap::FromArgMatches;
use collect::worker;
use failure::Failure;
use message::Lang;
use std::ffi::OsString;
use std::process::ExitCode;

/// As in the program `yusuan`: a check is tens of thousands of short strings and lists.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Exit code 0: everything was done.
const OK: u8 = 0;

/// Exit code 1: some documents are rows of the table of failures.
const FAILURES: u8 = 1;

/// Exit code 2: files could not be opened, or the command could not be run.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    // The details of a bug are part of the message to the user.
    engine::panic::install_hook();
    let args: Vec<OsString> = std::env::args_os().collect();
    if args.get(1).is_some_and(|name| name == worker::NAME) {
        // What goes wrong here shows in the process that started this one.
        return ExitCode::from(worker::run().map_or(FAILED, |()| OK));
    }
    let lang = Lang::choose(&args, |name| std::env::var_os(name));
    let parsed = usage::command(lang)
        .try_get_matches_from(args)
        .and_then(|matches| Args::from_arg_matches(&matches));
    let code = match parsed {
        Err(error) => usage::explain(&error, lang),
        Ok(args) => {
            let lang = args.lang.unwrap_or(lang);
            run(&args.command, lang).unwrap_or_else(|failure| {
                eprintln!("{}", failure.text(lang));
                FAILED
            })
        }
    };
    ExitCode::from(code)
}

fn run(command: &Command, lang: Lang) -> Result<u8, Failure> {
    match command {
        Command::Collect(args) => collect::run(args, lang),
    }
}
