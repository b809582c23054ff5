//! The process that reads and checks files for another.

use super::{Answer, Job};
use arrow_array::RecordBatch;
use arrow_ipc::CompressionType;
use arrow_ipc::writer::{IpcWriteOptions, StreamWriter};
use arrow_schema::ArrowError;
use columnar::Partition;
use engine::{Options, Parallel};
use message::Message;
use rustix::process::{Resource, Rlimit, getppid, setrlimit};
use std::io::{self, BufRead, Read, StdinLock, Write};
use std::thread;
use std::time::Duration;

/// The name under which the program is started to read files; it is no command for users.
pub(crate) const NAME: &str = "read-files";

/// The most memory of a file, in bytes of addresses.
const MOST_MEMORY: u64 = 4 << 30;

/// Reads files until there are no more.
pub(crate) fn run() -> io::Result<()> {
    // Where the system has no such limit, the limits of the readers are left.
    let most = Rlimit { current: Some(MOST_MEMORY), maximum: Some(MOST_MEMORY) };
    let _ = setrlimit(Resource::As, most);
    end_with_parent();
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while let Some((job, content)) = next(&mut input)? {
        let (answer, streams) = read(&job, &content).unwrap_or_else(|message| {
            (Answer::Failed { zh: message.zh, en: message.en }, Vec::new())
        });
        writeln!(output, "{}", serde_json::to_string(&answer)?)?;
        for stream in streams {
            output.write_all(&stream)?;
        }
        output.flush()?;
    }
    Ok(())
}

/// Returns the next file and its name; `None` at the end.
fn next(input: &mut StdinLock<'_>) -> io::Result<Option<(Job, Vec<u8>)>> {
    let mut line = String::new();
    if input.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let job: Job = serde_json::from_str(&line)?;
    let mut content = vec![0; job.length];
    input.read_exact(&mut content)?;
    Ok(Some((job, content)))
}

/// Returns what is known of a file: the answer, and its tables as streams of Arrow.
fn read(job: &Job, content: &[u8]) -> Result<(Answer, Vec<Vec<u8>>), Message> {
    let file = engine::read(content, &Options::default()).map_err(|failure| failure.message())?;
    let tables = columnar::tables(&file, content, &job.name, Parallel::No)?;
    let tables = [&tables.observations, &tables.documents, &tables.findings];
    let streams = tables.map(stream).into_iter().collect::<Result<Vec<_>, _>>();
    let streams = streams.map_err(|error| Message::quoted(error.to_string()))?;
    let disclosure = &file.disclosure;
    let department = disclosure.department.clone().unwrap_or_default();
    let division = disclosure.division.map_or("", |division| division.code).to_owned();
    let stage = engine::stage(disclosure).map_or("", |stage| stage.key()).to_owned();
    let Partition { year, province } = Partition::of(&file);
    let answer = Answer::Read {
        year,
        province,
        body: [division, department.code.unwrap_or_default(), department.name, stage],
        lengths: streams.iter().map(Vec::len).collect(),
    };
    Ok((answer, streams))
}

/// Returns a table as a stream of Arrow, small enough that many wait in memory.
fn stream(table: &RecordBatch) -> Result<Vec<u8>, ArrowError> {
    let options = IpcWriteOptions::default().try_with_compression(Some(CompressionType::ZSTD))?;
    let mut writer = StreamWriter::try_new_with_options(Vec::new(), &table.schema(), options)?;
    writer.write(table)?;
    writer.into_inner()
}

/// Ends this process soon after the one that started it, also in the middle of a file.
fn end_with_parent() {
    let parent = getppid();
    // Without the thread the process ends after its file.
    drop(thread::Builder::new().spawn(move || {
        while getppid() == parent {
            thread::sleep(Duration::from_secs(1));
        }
        std::process::exit(crate::FAILED.into());
    }));
}
