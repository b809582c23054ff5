//! One process, and what is asked of it.

use crate::{Answered, Said, Work, frame};
use std::io::{self, BufReader, ErrorKind};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

/// Why there is no answer.
#[derive(Debug)]
pub enum Lost {
    /// The process could not be started.
    NotStarted(io::Error),
    /// The job took longer than it may.
    TooLong(Duration),
    /// The process ended, which is for want of memory or by a bug.
    Ended,
    /// The answer cannot be read.
    Nonsense,
}

/// A process that waits for a job, or does one.
#[derive(Debug)]
pub(crate) struct Process {
    child: Arc<Mutex<Child>>,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    jobs: u32,
    is_ended: bool,
}

impl Process {
    pub(crate) fn start(command: &mut Command) -> Result<Self, Lost> {
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(Lost::NotStarted)?;
        let pipes = (child.stdin.take(), child.stdout.take());
        let (Some(input), Some(output)) = pipes else { return Err(Lost::Nonsense) };
        let (child, output) = (Arc::new(Mutex::new(child)), BufReader::new(output));
        Ok(Self { child, input, output, jobs: 0, is_ended: false })
    }

    /// Has a job done. The process is ended where there is no answer in `time`.
    pub(crate) fn ask<W: Work>(
        &mut self,
        job: &W::Job,
        content: &[u8],
        time: Duration,
        progress: &mut dyn FnMut(W::Progress),
    ) -> Result<Answered<W>, Lost> {
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
        let answer = self.exchange::<W>(job, content, progress);
        drop(answered);
        // An answer at the last moment counts, but its process has been ended.
        self.is_ended = watch.join().unwrap_or(true);
        match answer {
            Ok(Some(answer)) => Ok(answer),
            _ if self.is_ended => Err(Lost::TooLong(time)),
            Err(error) if error.kind() == ErrorKind::InvalidData => Err(Lost::Nonsense),
            Ok(None) | Err(_) => Err(Lost::Ended),
        }
    }

    /// Returns whether it is there for another job, having done fewer than `most`.
    pub(crate) const fn is_usable(&self, most: u32) -> bool {
        !self.is_ended && self.jobs < most
    }

    fn exchange<W: Work>(
        &mut self,
        job: &W::Job,
        content: &[u8],
        progress: &mut dyn FnMut(W::Progress),
    ) -> io::Result<Option<Answered<W>>> {
        frame::write(&mut self.input, job, &[content])?;
        loop {
            match frame::read::<Said<W::Progress, W::Answer>>(&mut self.output)? {
                None => return Ok(None),
                Some((Said::Progress(said), _)) => progress(said),
                Some((Said::Answer(answer), files)) => return Ok(Some((answer, files))),
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

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    struct Words;

    impl Work for Words {
        type Job = String;
        type Progress = u8;
        type Answer = String;
    }

    fn asked(script: &str) -> Result<(Answered<Words>, Vec<u8>), Lost> {
        let mut process = Process::start(Command::new("sh").args(["-c", script]))?;
        let mut said = Vec::new();
        let time = Duration::from_millis(200);
        let answer =
            process.ask::<Words>(&"a".to_owned(), b"", time, &mut |step| said.push(step))?;
        Ok((answer, said))
    }

    #[test]
    fn a_process_that_takes_too_long_is_ended() {
        assert!(matches!(asked("exec sleep 60"), Err(Lost::TooLong(_))));
    }

    #[test]
    fn a_process_that_ends_or_talks_nonsense_gives_no_answer() {
        assert!(matches!(asked("read line; exit 1"), Err(Lost::Ended)));
        assert!(matches!(asked("read line; echo budget"), Err(Lost::Nonsense)));
        let cut = r#"read line; echo '{"said":{"answer":"b"},"files":[9]}'"#;
        assert!(matches!(asked(cut), Err(Lost::Ended)));
    }

    #[test]
    fn progress_comes_before_the_answer_and_files_after_it() {
        let script = r#"read line
            echo '{"said":{"progress":1},"files":[]}'
            echo '{"said":{"progress":2},"files":[]}'
            echo '{"said":{"answer":"b"},"files":[2,1]}'
            printf xyz"#;
        let files = vec![b"xy".to_vec(), b"z".to_vec()];
        assert_eq!(asked(script).unwrap(), (("b".to_owned(), files), vec![1, 2]));
    }

    #[test]
    fn a_process_that_cannot_be_started_is_an_error() {
        let started = Process::start(&mut Command::new("/nowhere/program"));
        assert!(matches!(started, Err(Lost::NotStarted(_))));
    }
}
