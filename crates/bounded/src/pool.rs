//! Processes that wait for jobs.

use crate::process::{Lost, Process};
use crate::{Answered, Work};
use std::marker::PhantomData;
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Processes of this program. There are as many as are asked at once.
#[derive(Debug)]
pub struct Pool<W> {
    /// What the program is started with.
    name: &'static str,
    most_jobs: u32,
    idle: Mutex<Vec<Process>>,
    work: PhantomData<fn() -> W>,
}

impl<W: Work> Pool<W> {
    /// Returns a pool without processes. They are started when they are asked, with the argument
    /// `name`, and each does at most `most_jobs`, so that what memory one of the jobs needed is
    /// given back.
    #[must_use]
    pub const fn new(name: &'static str, most_jobs: u32) -> Self {
        Self { name, most_jobs, idle: Mutex::new(Vec::new()), work: PhantomData }
    }

    /// Has a process do a job on the bytes of a file.
    ///
    /// # Errors
    /// Fails if there is no answer in `time`; the process is ended then.
    pub fn ask(
        &self,
        job: &W::Job,
        content: &[u8],
        time: Duration,
        progress: &mut dyn FnMut(W::Progress),
    ) -> Result<Answered<W>, Lost> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut process = idle.map_or_else(|| self.start(), Ok)?;
        let answer = process.ask::<W>(job, content, time, progress)?;
        if process.is_usable(self.most_jobs) {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(process);
        }
        Ok(answer)
    }

    fn start(&self) -> Result<Process, Lost> {
        let program = std::env::current_exe().map_err(Lost::NotStarted)?;
        Process::start(Command::new(program).arg(self.name))
    }
}
