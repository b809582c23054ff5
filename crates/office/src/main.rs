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
mod log;
mod papers;
mod place;
mod sign_on;
mod usage;

use args::{Args, Command};
use commands::{backup, import_bodies, rebuild, restore, serve, verify};
use message::{Failure, Lang};
use std::ffi::OsString;
use std::process::ExitCode;
use usage::PROGRAM;

/// As in the program `yusuan`: a check is tens of thousands of short strings and lists.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Exit code 0: it was done, and nothing was found wrong.
const OK: u8 = 0;

/// Exit code 1: something was found wrong.
const ERRORS: u8 = 1;

fn main() -> ExitCode {
    // The details of a bug are part of the message to the user.
    engine::panic::install_hook();
    let args: Vec<OsString> = std::env::args_os().collect();
    if args.get(1).is_some_and(|name| name == check::worker::NAME) {
        // What goes wrong here shows in the process that started this one.
        return ExitCode::from(check::worker::run().map_or(command_line::FAILED, |()| OK));
    }
    let lang = Lang::choose(&args, |name| std::env::var_os(name));
    let work = |args: Args| {
        let lang = args.lang.unwrap_or(lang);
        command_line::code(run(&args.command, lang), lang)
    };
    ExitCode::from(PROGRAM.run(args, lang, work))
}

fn run(command: &Command, lang: Lang) -> Result<u8, Failure> {
    match command {
        Command::Serve(args) => wait(serve::run(args, lang)),
        Command::Verify(args) => wait(verify::run(args, lang)),
        Command::Rebuild(args) => wait(rebuild::run(args, lang)),
        Command::Backup(args) => wait(backup::run(args, lang)),
        Command::Restore(args) => wait(restore::run(args, lang)),
        Command::ImportBodies(args) => wait(import_bodies::run(args, lang)),
        Command::Completions(args) => PROGRAM.completions::<Args>(args, lang),
        Command::Man(args) => PROGRAM.manual::<Args>(args, lang),
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
