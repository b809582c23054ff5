//! The program as its user sees it: one module a command.

mod check;
mod common;
mod completions;
mod explain;
mod man;
mod read;
mod settings;
