//! The threads that bring files to processes, and rows back.

use super::sources::{Source, Sources, is_file_elsewhere};
use super::{Answer, Collecting, worker};
use crate::lake::{self, Hash, Lake, Row, Table};
use crate::lock;
use bounded::{Lost, Pool};
use columnar::{Failed, Partition};
use message::Message;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::io;
use std::sync::Mutex;
use std::sync::mpsc::SyncSender;
use std::time::Duration;

/// A process reads so many files before another takes its place.
const MOST_JOBS: u32 = 1000;

/// How a file ended.
pub(super) enum Outcome {
    /// It was read.
    Read(Row),
    /// It could not be read or fetched, which is a row, too.
    Failed(Row, Message),
    /// The lake has it already.
    There,
    /// It could not be opened; a later run tries again.
    Unopened(Message),
}

/// What the threads share.
pub(super) struct Reading {
    sources: Mutex<Sources>,
    /// The documents that are in the lake, or were met in this run.
    met: Mutex<HashSet<Hash>>,
    time: Duration,
    pool: Pool<Collecting>,
}

impl Reading {
    pub(super) fn new(sources: Sources, lake: &Lake, time: Duration) -> Self {
        Self {
            sources: Mutex::new(sources),
            met: Mutex::new(lake.known().clone()),
            time,
            pool: Pool::new(worker::NAME, MOST_JOBS),
        }
    }

    /// Reads files until there are no more, or until no one takes them.
    pub(super) fn work(&self, bring: SyncSender<Outcome>) {
        loop {
            let next = lock(&self.sources).next();
            let Some(source) = next else { return };
            let outcome = match source {
                Ok(source) => self.read(&source),
                Err((path, error)) => missed(&path.display().to_string(), &error),
            };
            if bring.send(outcome).is_err() {
                return;
            }
        }
    }

    fn read(&self, source: &Source) -> Outcome {
        let name = source.name();
        let content = match source.content() {
            Ok(content) => content,
            Err(error) => return missed(&name, &error),
        };
        let document: Hash = Sha256::digest(&content).into();
        if !lock(&self.met).insert(document) {
            return Outcome::There;
        }
        let (kind, message) = match self.pool.ask(&name, &content, self.time, &mut |()| {}) {
            Ok((Answer::Read { year, province, body, .. }, streams)) => {
                let tables = [Table::Observations, Table::Documents, Table::Findings];
                return Outcome::Read(Row {
                    document,
                    partition: Partition { year, province },
                    body,
                    tables: tables.into_iter().zip(streams).collect(),
                });
            }
            Ok((Answer::Failed { zh, en }, _)) => ("unreadable", Message::new(zh, en)),
            // That says nothing about the file.
            Err(lost @ Lost::NotStarted(_)) => return Outcome::Unopened(why(&lost)),
            Err(lost) => (kind(&lost), why(&lost)),
        };
        failed(&name, Some(document), kind, message)
    }
}

/// Returns the kind of failure, by which programs know it.
const fn kind(lost: &Lost) -> &'static str {
    match lost {
        Lost::TooLong(_) => "too_long",
        Lost::NotStarted(_) | Lost::Ended | Lost::Nonsense => "ended",
    }
}

/// Returns why there is no answer, in words for the user.
fn why(lost: &Lost) -> Message {
    match lost {
        Lost::NotStarted(error) => {
            let why = Message::of_io(error);
            Message::new(
                format!("读取程序无法启动：{}。", why.zh),
                format!("The process that reads cannot be started: {}.", why.en),
            )
        }
        Lost::TooLong(time) => {
            let seconds = time.as_secs();
            Message::new(
                format!("读取超过{seconds}秒，已停止。可以加大 --timeout，收集到一个新文件夹。"),
                format!(
                    "Reading took more than {seconds} s and was stopped. A larger --timeout, into a new folder, may help."
                ),
            )
        }
        Lost::Ended | Lost::Nonsense => Message::new(
            "读取这份文件时内存不足或程序出错，已停止。",
            "Reading this file ran out of memory or failed, and was stopped.",
        ),
    }
}

/// A file that cannot be opened. One on storage elsewhere is a row without a SHA-256. A later run
/// tries again.
fn missed(name: &str, error: &io::Error) -> Outcome {
    let why = Message::of_io(error);
    if is_file_elsewhere(name) {
        let message =
            Message::new(format!("取不到：{}。", why.zh), format!("Not fetched: {}.", why.en));
        return failed(name, None, "unfetched", message);
    }
    let message = Message::new(format!("{name}：{}。", why.zh), format!("{name}: {}.", why.en));
    Outcome::Unopened(message)
}

fn failed(name: &str, document: Option<Hash>, kind: &'static str, message: Message) -> Outcome {
    let row = Failed {
        document: document.as_ref().map(hexadecimal).unwrap_or_default(),
        file: name.to_owned(),
        reader: engine::VERSION.to_owned(),
        kind,
        message: message.clone(),
    };
    let told = Message::new(format!("{name}：{}", message.zh), format!("{name}: {}", message.en));
    let table = columnar::failures(&[row]);
    match table.and_then(|table| lake::stream(&table)) {
        Ok(stream) => {
            let tables = vec![(Table::Failures, stream)];
            let (partition, body) = (Partition::default(), Default::default());
            let document = document.unwrap_or_else(|| lake::unfetched(name));
            Outcome::Failed(Row { document, partition, body, tables }, told)
        }
        Err(error) => Outcome::Unopened(Message::quoted(format!("{name}: {error}"))),
    }
}

fn hexadecimal(hash: &Hash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_a_row() {
        let message = Message::new("坏", "bad");
        let Outcome::Failed(row, told) = failed("a.pdf", Some([7; 32]), "ended", message) else {
            panic!("a failure is told");
        };
        assert_eq!((row.document, row.partition), ([7; 32], Partition::default()));
        assert_eq!(told, Message::new("a.pdf：坏", "a.pdf: bad"));
        let [(Table::Failures, stream)] = row.tables.as_slice() else { panic!("one table") };
        let reader = arrow_ipc::reader::StreamReader::try_new(stream.as_slice(), None).unwrap();
        assert_eq!(reader.map(|batch| batch.unwrap().num_rows()).sum::<usize>(), 1);
    }
}
