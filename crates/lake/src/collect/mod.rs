//! `yusuan lake collect`: files read and checked into a lake.
//!
//! Each thread takes the next file, asks the lake whether it has it, and else has a process of its
//! own read it: a file that takes too long or too much memory ends that process and not the run.
//! One thread commits what the others bring, so that what waits in memory is bounded.

mod archive;
mod bucket;
mod pieces;
mod reading;
mod sources;
pub(crate) mod worker;

use crate::lake::{Lake, Row};
use bounded::Work;
use indicatif::{ProgressBar, ProgressStyle};
use message::{Failure, Lang, Message};
use reading::{Outcome, Reading};
use serde::{Deserialize, Serialize};
use sources::Sources;
use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// The most memory of rows that wait for a commit, in bytes.
const MOST_WAITING: usize = 64 << 20;

/// The longest that rows wait for a commit.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files, folders, zip archives and S3 addresses (s3://BUCKET/FOLDER); folders are searched, and archives stand for their files
    #[arg(required_unless_present = "list", value_name = "FILE|FOLDER")]
    sources: Vec<PathBuf>,
    /// Reads the files that a list names, a path a line
    #[arg(long, value_name = "FILE")]
    list: Vec<PathBuf>,
    /// The folder of the lake; made where it is missing
    #[arg(long, value_name = "LAKE")]
    into: PathBuf,
    /// How many files are read at once [default: the number of cores]
    #[arg(long, value_name = "NUMBER")]
    jobs: Option<NonZeroUsize>,
    /// The longest that one file may take to be read, or to be fetched, in seconds
    #[arg(long, default_value_t = 120, value_name = "SECONDS")]
    timeout: u64,
    /// The most files between two commits
    #[arg(long, default_value_t = NonZeroUsize::new(2000).unwrap_or(NonZeroUsize::MIN), value_name = "NUMBER")]
    commit: NonZeroUsize,
}

/// What a process answers; the tables of a file that was read follow.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Read {
        year: Option<i64>,
        province: String,
        /// Division, code and name of the department, stage.
        body: [String; 4],
    },
    Failed {
        zh: String,
        en: String,
    },
}

/// What is said between the collection and the processes that read.
struct Collecting;

impl Work for Collecting {
    /// The name of a file.
    type Job = String;
    type Progress = ();
    type Answer = Answer;
}

/// How many files ended how.
#[derive(Debug, Default)]
struct Counts {
    added: usize,
    failed: usize,
    there: usize,
    unopened: usize,
}

pub(crate) fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let mut lake = Lake::open(&args.into)?;
    let cores = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let jobs = args.jobs.unwrap_or_else(cores);
    let bar = progress(args, lang);
    let reading = &Reading::new(sources(args), &lake, time(args));
    let (bring, brought) = sync_channel(jobs.get() * 2);
    let counts = thread::scope(|scope| {
        for _ in 0..jobs.get() {
            let bring = bring.clone();
            scope.spawn(move || reading.work(bring));
        }
        drop(bring);
        commit_all(args, jobs, &mut lake, brought, &bar, lang)
    });
    bar.finish_and_clear();
    Ok(tell(&counts?, lang))
}

fn sources(args: &Args) -> Sources {
    sources::sources(args.sources.clone(), args.list.clone(), time(args))
}

const fn time(args: &Args) -> Duration {
    Duration::from_secs(args.timeout)
}

/// Commits what the readers bring, until they are done. Where a commit fails, the channel closes
/// and they end, too.
fn commit_all(
    args: &Args,
    jobs: NonZeroUsize,
    lake: &mut Lake,
    brought: Receiver<Outcome>,
    bar: &ProgressBar,
    lang: Lang,
) -> Result<Counts, Failure> {
    let mut counts = Counts::default();
    let mut waiting: Vec<Row> = Vec::new();
    let mut size = 0;
    let mut since = Instant::now();
    loop {
        let outcome = brought.recv_timeout(LONGEST_WAIT.saturating_sub(since.elapsed()));
        let is_over = matches!(outcome, Err(RecvTimeoutError::Disconnected));
        let is_late = matches!(outcome, Err(RecvTimeoutError::Timeout));
        if let Ok(outcome) = outcome {
            bar.inc(1);
            if let Some(row) = counts.take(outcome, bar, lang) {
                size += row.size();
                waiting.push(row);
            }
        }
        if is_over || is_late || size > MOST_WAITING || waiting.len() >= args.commit.get() {
            let rows = std::mem::take(&mut waiting);
            if !rows.is_empty() {
                lake.commit(rows, jobs)?;
            }
            (size, since) = (0, Instant::now());
        }
        if is_over {
            return Ok(counts);
        }
    }
}

impl Counts {
    /// Counts a file, and returns the rows that it adds.
    fn take(&mut self, outcome: Outcome, bar: &ProgressBar, lang: Lang) -> Option<Row> {
        match outcome {
            Outcome::Read(row) => {
                self.added += 1;
                Some(row)
            }
            Outcome::Failed(row, message) => {
                self.failed += 1;
                bar.suspend(|| eprintln!("{}", message.get(lang)));
                Some(row)
            }
            Outcome::There => {
                self.there += 1;
                None
            }
            Outcome::Unopened(message) => {
                self.unopened += 1;
                bar.suspend(|| eprintln!("{}", message.get(lang)));
                None
            }
        }
    }
}

/// Tells what was done; the exit code.
fn tell(counts: &Counts, lang: Lang) -> u8 {
    let Counts { added, failed, there, unopened } = counts;
    let message = Message::new(
        format!("收集 {added} 份，读不了 {failed} 份，已有 {there} 份，打不开 {unopened} 份。"),
        format!(
            "{added} collected, {failed} could not be read, {there} were there, {unopened} could not be opened."
        ),
    );
    eprintln!("{}", message.get(lang));
    match (failed, unopened) {
        (_, 1..) => command_line::FAILED,
        (1.., _) => crate::FAILURES,
        _ => crate::OK,
    }
}

/// Returns a bar with the remaining time on a terminal, else a hidden one.
fn progress(args: &Args, lang: Lang) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let files = sources(args).count();
    let word = lang.pick("个文件", "files");
    let bar = ProgressBar::new(files as u64);
    match ProgressStyle::with_template(&format!("{{bar:32}} {{pos}}/{{len}} {word}  {{eta}}")) {
        Ok(style) => bar.with_style(style.progress_chars("━━╌")),
        Err(_) => bar,
    }
}
