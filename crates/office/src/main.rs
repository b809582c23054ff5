//! `yusuan-office`: the office in which a finance bureau and its departments prepare budgets.
//!
//! `yusuan serve`, `verify`, `rebuild`, `backup`, `restore` and `import-bodies` run this program
//! with the same arguments.
#![forbid(unsafe_code)]

mod args;
mod check;
mod clock;
mod commands;
mod demo;
mod failure;
mod log;
mod papers;
mod place;
mod usage;

use args::{Args, Command};
use clap::FromArgMatches;
use commands::{backup, completions, import_bodies, man, rebuild, restore, serve, verify};
use failure::Failure;
use message::Lang;
use std::ffi::OsString;
use std::process::ExitCode;

/// As in the program `yusuan`: a check is tens of thousands of short strings and lists.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Exit code 0: it was done, and nothing was found wrong.
const OK: u8 = 0;

/// Exit code 1: something was found wrong.
const ERRORS: u8 = 1;

/// Exit code 2: the command could not be run.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    // The details of a bug are part of the message to the user.
    engine::panic::install_hook();
    let args: Vec<OsString> = std::env::args_os().collect();
    if args.get(1).is_some_and(|name| name == check::worker::NAME) {
        // What goes wrong here shows in the process that started this one.
        return ExitCode::from(check::worker::run().map_or(FAILED, |()| OK));
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
        Command::Serve(args) => wait(serve::run(args, lang)),
        Command::Verify(args) => wait(verify::run(args, lang)),
        Command::Rebuild(args) => wait(rebuild::run(args, lang)),
        Command::Backup(args) => wait(backup::run(args, lang)),
        Command::Restore(args) => wait(restore::run(args, lang)),
        Command::ImportBodies(args) => wait(import_bodies::run(args, lang)),
        Command::Completions(args) => completions::run(args, usage::command(lang)),
        Command::Man(args) => man::run(args, usage::command(lang)),
    }
}

/// Runs a command to its end.
fn wait(command: impl Future<Output = Result<u8, Failure>>) -> Result<u8, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let done = runtime.block_on(command);
    // Checks that are still running are done again after the next start.
    runtime.shutdown_background();
    done
}
