//! The program as its user sees it: one module a command.

mod browser;
mod check;
mod common;
mod compare;
mod completions;
mod examples;
mod explain;
mod ledgers;
mod left_out;
mod man;
mod new;
mod publish;
mod read;
mod reports;
mod settings;
