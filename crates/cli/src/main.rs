//! `yusuan`: checks and reads the budgets that government departments disclose.
#![forbid(unsafe_code)]

mod args;
mod commands;
mod exit;
mod in_order;
mod inputs;
mod ledgers;
#[cfg(not(all(feature = "pdf", feature = "pages", feature = "ocr")))]
mod left_out;
mod output;
#[cfg_attr(not(feature = "pages"), path = "left_out/pictures.rs")]
mod pictures;
mod pipeline;
mod programs;
#[cfg(not(feature = "ocr"))]
#[path = "left_out/scanned.rs"]
mod scanned;
mod settings;
mod usage;

use args::{Args, Command};
use command_line::code;
use commands::{check, compare, explain, new, publish, read};
use message::Lang;
use std::ffi::OsString;
use std::process::ExitCode;
use usage::PROGRAM;

/// A check is tens of thousands of short strings and lists: this allocator takes a seventh off
/// a folder.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // The details of a bug are part of the message to the user.
    engine::panic::install_hook();
    let args: Vec<OsString> = std::env::args_os().collect();
    let lang = Lang::choose(&args, |name| std::env::var_os(name));
    if let Some(asked) = programs::asked(&args) {
        return ExitCode::from(code(asked.run(), lang));
    }
    let work = |args: Args| run(&args.command, args.lang.unwrap_or(lang));
    ExitCode::from(PROGRAM.run(args, lang, work))
}

fn run(command: &Command, lang: Lang) -> u8 {
    let result = match command {
        Command::Check(args) => check::run(args, lang),
        Command::Read(args) => read::run(args, lang),
        Command::New(args) => new::run(args, lang),
        Command::Publish(args) => publish::run(args, lang),
        Command::Compare(args) => compare::run(args, lang),
        Command::Explain(args) => explain::run(args, lang),
        Command::Completions(args) => PROGRAM.completions::<Args>(args, lang),
        Command::Man(args) => PROGRAM.manual::<Args>(args, lang),
    };
    code(result, lang)
}
