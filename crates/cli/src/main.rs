//! `yusuan`: checks and reads the budgets that government departments disclose.
#![forbid(unsafe_code)]

mod args;
mod commands;
mod failure;
mod in_order;
mod inputs;
mod lang;
mod ledgers;
mod output;
mod pictures;
mod pipeline;
mod scanned;
mod settings;
mod usage;

use args::{Args, Command};
use clap::FromArgMatches;
use commands::{check, compare, completions, explain, man, new, publish, read};
use message::Lang;
use std::ffi::OsString;
use std::process::ExitCode;

/// A check is tens of thousands of short strings and lists: this allocator takes a seventh off
/// a folder.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Nothing that cannot be right.
const FINE: u8 = 0;
/// Something that cannot be right.
const ERRORS: u8 = 1;
/// Something that could not be read or run; it outweighs the errors found elsewhere.
const NOT_RUN: u8 = 2;

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let lang = lang::choose(&args, |name| std::env::var_os(name));
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
        Command::Completions(args) => completions::run(args, lang),
        Command::Man(args) => man::run(args, lang),
    };
    result.unwrap_or_else(|failure| {
        failure.text(lang).iter().for_each(|text| output::remark_coloured(&format!("{text}\n")));
        NOT_RUN
    })
}
