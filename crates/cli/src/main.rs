//! `yusuan`: checks and reads the budgets that government departments disclose.
#![forbid(unsafe_code)]

mod args;
mod commands;
mod exit;
mod failure;
mod in_order;
mod inputs;
mod lake;
mod ledgers;
#[cfg(not(all(feature = "pdf", feature = "pages", feature = "ocr")))]
mod left_out;
mod office;
mod output;
#[cfg_attr(not(feature = "pages"), path = "left_out/pictures.rs")]
mod pictures;
mod pipeline;
#[cfg(not(feature = "ocr"))]
#[path = "left_out/scanned.rs"]
mod scanned;
mod settings;
mod usage;

use args::{Args, Command};
use clap::FromArgMatches;
use commands::{check, compare, completions, explain, man, new, publish, read};
use failure::Failure;
use message::Lang;
use std::ffi::OsString;
use std::process::ExitCode;

/// A check is tens of thousands of short strings and lists: this allocator takes a seventh off
/// a folder.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // The details of a bug are part of the message to the user.
    engine::panic::install_hook();
    let args: Vec<OsString> = std::env::args_os().collect();
    let lang = Lang::choose(&args, |name| std::env::var_os(name));
    if office::is_asked(&args) {
        return ExitCode::from(code(office::run(&args), lang));
    }
    if let Some(args) = lake::asked(&args) {
        return ExitCode::from(code(lake::run(&args), lang));
    }
    let parsed = usage::command(lang)
        .try_get_matches_from(args)
        .and_then(|matches| Args::from_arg_matches(&matches));
    let code = match parsed {
        Err(error) => usage::tell(&error, lang),
        Ok(args) => run(&args.command, args.lang.unwrap_or(lang)),
    };
    ExitCode::from(code)
}

fn run(command: &Command, lang: Lang) -> u8 {
    let result = match command {
        Command::Check(args) => check::run(args, lang),
        Command::Read(args) => read::run(args, lang),
        Command::New(args) => new::run(args, lang),
        Command::Publish(args) => publish::run(args, lang),
        Command::Compare(args) => compare::run(args, lang),
        Command::Explain(args) => explain::run(args, lang),
        Command::Completions(args) => completions::run(args, usage::command(lang)),
        Command::Man(args) => man::run(args, usage::command(lang)),
    };
    code(result, lang)
}

/// Returns the exit code, and says why a command could not do its work.
fn code(result: Result<u8, Failure>, lang: Lang) -> u8 {
    result.unwrap_or_else(|failure| {
        failure.text(lang).iter().for_each(|text| output::remark_coloured(&format!("{text}\n")));
        exit::UNREADABLE
    })
}
