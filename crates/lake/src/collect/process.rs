//! A process that reads files for this one.

use super::{Answer, Job};
use message::Message;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

/// A process reads so many files before another takes its place, so that what the memory of one of
/// them needed is given back.
const MOST_JOBS: u32 = 1000;

/// A process that waits for a file, or reads one.
#[derive(Debug)]
pub(super) struct Process {
    child: Arc<Mutex<Child>>,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    jobs: u32,
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Lost {
    /// The process could not be started.
    NotStarted(io::Error),
    /// It took longer than it may.
    TooLong(Duration),
    /// It ended, which is for want of memory or by a bug.
    Ended,
}

impl Process {
    /// Starts this program once more, to read files.
    pub(super) fn start() -> Result<Self, Lost> {
        let program = std::env::current_exe().map_err(Lost::NotStarted)?;
        Self::of(Command::new(program).arg(super::worker::NAME))
    }

    fn of(command: &mut Command) -> Result<Self, Lost> {
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(Lost::NotStarted)?;
        let pipes = (child.stdin.take(), child.stdout.take());
        let (Some(input), Some(output)) = pipes else { return Err(Lost::Ended) };
        let output = BufReader::new(output);
        Ok(Self { child: Arc::new(Mutex::new(child)), input, output, jobs: 0 })
    }

    /// Has a file read. The process is ended where there is no answer in time.
    pub(super) fn ask(
        &mut self,
        job: &Job,
        content: &[u8],
        time: Duration,
    ) -> Result<(Answer, Vec<Vec<u8>>), Lost> {
        self.jobs = self.jobs.saturating_add(1);
        let (answered, waits) = mpsc::channel::<()>();
        let child = Arc::clone(&self.child);
        let watch = thread::Builder::new().spawn(move || {
            let is_late = waits.recv_timeout(time) == Err(mpsc::RecvTimeoutError::Timeout);
            if is_late {
                end(&child);
            }
            is_late
        });
        let watch = watch.map_err(Lost::NotStarted)?;
        let answer = self.exchange(job, content);
        drop(answered);
        match (answer, watch.join()) {
            (Ok(answer), was_late) => {
                // An answer at the last moment counts, but its process has been ended.
                if !matches!(was_late, Ok(false)) {
                    self.jobs = MOST_JOBS;
                }
                Ok(answer)
            }
            (Err(_), Ok(true)) => Err(Lost::TooLong(time)),
            (Err(_), _) => Err(Lost::Ended),
        }
    }

    /// Returns whether it may be asked again.
    pub(super) const fn is_to_be_kept(&self) -> bool {
        self.jobs < MOST_JOBS
    }

    fn exchange(&mut self, job: &Job, content: &[u8]) -> io::Result<(Answer, Vec<Vec<u8>>)> {
        writeln!(self.input, "{}", serde_json::to_string(job)?)?;
        self.input.write_all(content)?;
        self.input.flush()?;
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        let answer: Answer = serde_json::from_str(&line)?;
        let lengths =
            if let Answer::Read { lengths, .. } = &answer { lengths.as_slice() } else { &[] };
        let mut streams = Vec::new();
        for length in lengths {
            let mut stream = vec![0; *length];
            self.output.read_exact(&mut stream)?;
            streams.push(stream);
        }
        Ok((answer, streams))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        end(&self.child);
    }
}

/// Ends a process; one that has ended already stays as it is.
fn end(child: &Mutex<Child>) {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    drop(child.kill());
    drop(child.wait());
}

impl Lost {
    /// Returns the kind of failure, by which programs know it.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::TooLong(_) => "too_long",
            Self::NotStarted(_) | Self::Ended => "ended",
        }
    }

    /// Returns what the user reads.
    pub(super) fn message(&self) -> Message {
        match self {
            Self::NotStarted(error) => {
                let why = Message::of_io(error);
                Message::new(
                    format!("读取程序无法启动：{}。", why.zh),
                    format!("The process that reads cannot be started: {}.", why.en),
                )
            }
            Self::TooLong(time) => {
                let seconds = time.as_secs();
                Message::new(
                    format!(
                        "读取超过{seconds}秒，已停止。可以加大 --timeout，收集到一个新文件夹。"
                    ),
                    format!(
                        "Reading took more than {seconds} s and was stopped. A larger --timeout, into a new folder, may help."
                    ),
                )
            }
            Self::Ended => Message::new(
                "读取这份文件时内存不足或程序出错，已停止。",
                "Reading this file ran out of memory or failed, and was stopped.",
            ),
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn asked(script: &str) -> Result<(Answer, Vec<Vec<u8>>), Lost> {
        let mut process = Process::of(Command::new("sh").args(["-c", script]))?;
        let job = Job { name: "a".to_owned(), length: 0 };
        process.ask(&job, b"", Duration::from_millis(200))
    }

    #[test]
    fn a_process_that_takes_too_long_is_ended() {
        assert!(matches!(asked("exec sleep 60"), Err(Lost::TooLong(_))));
    }

    #[test]
    fn a_process_that_ends_or_talks_nonsense_gives_no_answer() {
        assert!(matches!(asked("read line; exit 1"), Err(Lost::Ended)));
        assert!(matches!(asked("read line; echo budget"), Err(Lost::Ended)));
        let answered = asked(r#"read line; echo '{"failed":{"zh":"坏","en":"bad"}}'"#);
        assert!(matches!(answered, Ok((Answer::Failed { .. }, _))));
    }
}
