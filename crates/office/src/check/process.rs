//! A process that checks files for this one.

use super::{Answer, Job};
use message::Message;
use server::Phase;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

/// A process checks so many files before another takes its place, so that what the memory of one
/// of them needed is given back.
const MOST_JOBS: u32 = 100;

/// A process that waits for a file, or checks one.
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
    /// Its answer cannot be read.
    Nonsense,
}

impl Process {
    /// Starts this program once more, to check files.
    pub(super) fn start() -> Result<Self, Lost> {
        let program = std::env::current_exe().map_err(Lost::NotStarted)?;
        Self::of(Command::new(program).arg(super::worker::NAME))
    }

    fn of(command: &mut Command) -> Result<Self, Lost> {
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(Lost::NotStarted)?;
        let pipes = (child.stdin.take(), child.stdout.take());
        let (Some(input), Some(output)) = pipes else { return Err(Lost::Nonsense) };
        let output = BufReader::new(output);
        Ok(Self { child: Arc::new(Mutex::new(child)), input, output, jobs: 0 })
    }

    /// Has a file checked. The process is ended where there is no answer in time.
    pub(super) fn ask(
        &mut self,
        job: &Job,
        content: &[u8],
        time: Duration,
        enter: &mut dyn FnMut(Phase),
    ) -> Result<Answer, Lost> {
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
        let answer = self.exchange(job, content, enter);
        drop(answered);
        match (answer, watch.join()) {
            (Ok(answer), _) => Ok(answer),
            (Err(_), Ok(true)) => Err(Lost::TooLong(time)),
            (Err(lost), _) => Err(lost),
        }
    }

    /// Returns whether it may be asked again.
    pub(super) const fn is_to_be_kept(&self) -> bool {
        self.jobs < MOST_JOBS
    }

    fn exchange(
        &mut self,
        job: &Job,
        content: &[u8],
        enter: &mut dyn FnMut(Phase),
    ) -> Result<Answer, Lost> {
        let head = serde_json::to_string(&(job, content.len())).map_err(|_| Lost::Nonsense)?;
        let sent = writeln!(self.input, "{head}")
            .and_then(|()| self.input.write_all(content))
            .and_then(|()| self.input.flush());
        sent.map_err(|_| Lost::Ended)?;
        loop {
            let mut line = String::new();
            match self.output.read_line(&mut line) {
                Ok(0) | Err(_) => return Err(Lost::Ended),
                Ok(_) => {}
            }
            match serde_json::from_str(&line).map_err(|_| Lost::Nonsense)? {
                Answer::Entered(phase) => enter(phase),
                answer => return Ok(answer),
            }
        }
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
    /// Returns what the user reads.
    pub(super) fn message(&self) -> Message {
        match self {
            Self::NotStarted(error) => {
                let why = Message::of_io(error);
                Message::new(
                    format!("检查程序无法启动：{}。请找管理员。", why.zh),
                    format!("The check cannot be started: {}. Ask an administrator.", why.en),
                )
            }
            Self::TooLong(time) => {
                let seconds = time.as_secs();
                Message::new(
                    format!(
                        "检查超过{seconds}秒，已停止。请拆成几份文件，或删去多余的内容后再报。"
                    ),
                    format!(
                        "The check took more than {seconds} s and was stopped. Divide the file, or leave out what is not needed."
                    ),
                )
            }
            Self::Ended => Message::new(
                "检查这份文件时内存不足或程序出错，已停止。请把文件另存一次或拆分后再报；仍不行请找管理员。",
                "The check of this file ran out of memory or failed, and was stopped. Save the file anew or divide it; then ask an administrator.",
            ),
            Self::Nonsense => Message::new(
                "检查程序没有给出结果。请找管理员。",
                "The check gave no result. Ask an administrator.",
            ),
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn asked(script: &str) -> Result<Answer, Lost> {
        let mut process = Process::of(Command::new("sh").args(["-c", script]))?;
        process.ask(&Job::Document, b"", Duration::from_millis(200), &mut |_| {})
    }

    #[test]
    fn a_process_that_takes_too_long_is_ended() {
        assert!(matches!(asked("exec sleep 60"), Err(Lost::TooLong(_))));
    }

    #[test]
    fn a_process_that_ends_or_talks_nonsense_gives_no_answer() {
        assert!(matches!(asked("read line; exit 1"), Err(Lost::Ended)));
        assert!(matches!(asked("read line; echo budget"), Err(Lost::Nonsense)));
        let answered = asked(
            r#"read line; echo '{"entered":"reading"}'; echo '{"document":{"findings":[],"reading":{"reader":"","columns":[],"records":[]}}}'"#,
        );
        assert!(matches!(answered, Ok(Answer::Document { findings, .. }) if findings.is_empty()));
    }
}
