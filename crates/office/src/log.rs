//! What the program logs: one line an event, with its fields, to standard error.

use clap::ValueEnum;
use std::io::IsTerminal;
use tracing_subscriber::fmt;

/// The form of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Words, then `field=value`.
    Text,
    /// A JSON object a line.
    Json,
}

/// Begins to log. Only the first call in a process does anything.
pub(crate) fn begin(form: Form) {
    let log = fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::INFO);
    let begun = match form {
        Form::Text => log.with_ansi(std::io::stderr().is_terminal()).try_init(),
        Form::Json => log.json().try_init(),
    };
    // It fails only where logging has begun already.
    drop(begun);
}
