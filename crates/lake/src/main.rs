//! `yusuan-lake`: what many documents disclose, as tables of Parquet that are asked in SQL.
//!
//! `yusuan lake …` runs this program with the same arguments.
#![forbid(unsafe_code)]

mod args;
mod codes;
mod collect;
mod generate;
mod lake;
mod query;
mod threads;
mod usage;

use args::{Args, Command};
use collect::worker;
use message::{Failure, Lang};
use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard, PoisonError};
use usage::PROGRAM;

/// As in the program `yusuan`: a check is tens of thousands of short strings and lists.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Exit code 0: everything was done.
const OK: u8 = 0;

/// Exit code 1: some documents are rows of the table of failures.
const FAILURES: u8 = 1;

fn main() -> ExitCode {
    // The details of a bug are part of the message to the user.
    engine::panic::install_hook();
    let args: Vec<OsString> = std::env::args_os().collect();
    if args.get(1).is_some_and(|name| name == worker::NAME) {
        // What goes wrong here shows in the process that started this one.
        return ExitCode::from(worker::run().map_or(command_line::FAILED, |()| OK));
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
        Command::Collect(args) => collect::run(args, lang),
        Command::Query(args) => query::run(args, lang),
        Command::Questions(args) => query::questions::run(args, lang),
        Command::Duckdb(args) => query::duckdb::run(args),
        Command::Codes(args) => codes::run(args, lang),
        Command::Generate(args) => generate::run(args, lang),
        Command::Completions(args) => PROGRAM.completions::<Args>(args, lang),
        Command::Man(args) => PROGRAM.manual::<Args>(args, lang),
    }
}

/// Locks what no thread leaves half changed.
fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
