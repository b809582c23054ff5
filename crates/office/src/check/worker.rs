//! The process that checks files for another.

use super::{Checking, Job, alone, document, ledger, look, sheet};
use bounded::Answered;
use server::Phase;
use std::io;

/// The name under which the program is started to check files; it is no command for users.
pub(crate) const NAME: &str = "check-files";

/// The most memory of a check, in bytes of addresses.
const MOST_MEMORY: u64 = 4 << 30;

/// Checks files until there are no more.
pub(crate) fn run() -> io::Result<()> {
    bounded::serve::<Checking>(MOST_MEMORY, answer)
}

fn answer(job: Job, content: &[u8], enter: &mut dyn FnMut(Phase)) -> Answered<Checking> {
    alone(match job {
        Job::Ledger(package) => ledger::check(content, &package),
        Job::Document => document::check(content, enter),
        Job::Records => document::records(content),
        Job::Open => sheet::open(content),
        Job::Table(name) => sheet::table(&name, content),
        Job::Begin(begun) => sheet::begin(&begun),
        Job::Write(package) => return sheet::write(content, &package),
        Job::Look(asked) => look::look(content, &asked),
        Job::Draw(page) => return look::draw(content, page),
    })
}
