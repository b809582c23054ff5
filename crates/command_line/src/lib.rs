//! The command line of the programs, in both languages: help, mistakes, failures, manual pages.
//!
//! The English help is the comments of what `clap` derives; the Chinese one is a table.
#![forbid(unsafe_code)]

mod chinese;
mod mistake;
mod pages;

pub use pages::{Completions, Manual};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, CommandFactory, FromArgMatches};
use message::{Failure, Lang};
use std::ffi::OsString;
use std::io::Write as _;

/// Exit code 2: the command could not be run.
pub const FAILED: u8 = 2;

/// A program, and its help in Chinese.
#[derive(Debug, Clone, Copy)]
pub struct Program {
    /// Its name.
    pub name: &'static str,
    /// Its commands and arguments.
    pub help: &'static [Help],
    /// The names of values, in English and in Chinese.
    pub values: &'static [(&'static str, &'static str)],
    /// Commands that other programs do: name and help in English.
    pub others: &'static [(&'static str, &'static str)],
}

/// Command, argument (empty for the command itself), words. What several commands share is
/// described once, under the name of the program.
pub type Help = (&'static str, &'static str, &'static str);

impl Program {
    /// Parses the command line and does what it asks for; returns the exit code.
    ///
    /// Until the arguments are parsed, `lang` is the language.
    pub fn run<A: CommandFactory + FromArgMatches>(
        &self,
        args: Vec<OsString>,
        lang: Lang,
        work: impl FnOnce(A) -> u8,
    ) -> u8 {
        let matches = self.command::<A>(lang).try_get_matches_from(args);
        match matches.and_then(|matches| A::from_arg_matches(&matches)) {
            Ok(args) => work(args),
            Err(error) => mistake::explain(self.name, &error, lang),
        }
    }

    /// Returns the command line, with help in one language.
    #[must_use]
    pub fn command<A: CommandFactory>(&self, lang: Lang) -> clap::Command {
        let help = Arg::new("help").short('h').long("help").global(true).action(ArgAction::Help);
        let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
        let other =
            |(name, help): &(&'static str, &'static str)| clap::Command::new(*name).about(*help);
        let command = A::command()
            .disable_help_flag(true)
            .disable_version_flag(true)
            .arg(help.help("Prints help"))
            .arg(version.help("Prints the version"))
            .subcommands(self.others.iter().map(other));
        match lang {
            Lang::Zh => chinese::translated(self, command).subcommand_help_heading("命令"),
            Lang::En => command,
        }
    }

    /// Returns what has no help in Chinese, and what help is left over.
    #[must_use]
    pub fn complaints<A: CommandFactory>(&self) -> Vec<String> {
        let command = self.command::<A>(Lang::Zh);
        command.clone().debug_assert();
        chinese::complaints(self, &command)
    }
}

/// Writes an error to standard error. What cannot be written there cannot be shown at all.
pub(crate) fn print(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// Returns the parser of the option `--lang`.
pub fn lang() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(["zh", "en"])
        .map(|name| if name == "en" { Lang::En } else { Lang::Zh })
}

/// Returns the exit code, and says why a command could not do its work.
pub fn code(result: Result<u8, Failure>, lang: Lang) -> u8 {
    result.unwrap_or_else(|failure| {
        failure.text(lang).iter().for_each(|text| print(text));
        FAILED
    })
}
