//! The process that reads and checks files for another.

use super::{Answer, Collecting};
use crate::lake::stream;
use bounded::Answered;
use columnar::Partition;
use engine::{Options, Parallel};
use message::Message;
use std::io;

/// The name under which the program is started to read files; it is no command for users.
pub(crate) const NAME: &str = "read-files";

/// The most memory of a file, in bytes of addresses.
const MOST_MEMORY: u64 = 4 << 30;

/// Reads files until there are no more.
pub(crate) fn run() -> io::Result<()> {
    bounded::serve::<Collecting>(MOST_MEMORY, |file, content, _| {
        read(&file, content).unwrap_or_else(|message| {
            (Answer::Failed { zh: message.zh, en: message.en }, Vec::new())
        })
    })
}

/// Returns what is known of a file: the answer, and its tables as streams of Arrow.
fn read(name: &str, content: &[u8]) -> Result<Answered<Collecting>, Message> {
    let file = engine::read(content, &Options::default()).map_err(|failure| failure.message())?;
    let tables = columnar::tables(&file, content, name, Parallel::No)?;
    let tables = [&tables.observations, &tables.documents, &tables.findings];
    let streams = tables.map(stream).into_iter().collect::<Result<Vec<_>, _>>();
    let streams = streams.map_err(|error| Message::quoted(error.to_string()))?;
    let disclosure = &file.disclosure;
    let department = disclosure.department.clone().unwrap_or_default();
    let division = disclosure.division.map_or("", |division| division.code).to_owned();
    let stage = disclosure.stage().map_or("", |stage| stage.key()).to_owned();
    let Partition { year, province } = Partition::of(&file);
    let answer = Answer::Read {
        year,
        province,
        body: [division, department.code.unwrap_or_default(), department.name, stage],
    };
    Ok((answer, streams))
}
