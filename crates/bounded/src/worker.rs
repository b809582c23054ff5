//! The process that does jobs.

use crate::{Answered, Said, Work, frame};
use rustix::process::{Resource, Rlimit, getppid, setrlimit};
use std::io;
use std::thread;
use std::time::Duration;

/// Does jobs until there are no more, or until the process that started this one is gone.
///
/// `most_memory` is in bytes of addresses.
///
/// # Errors
/// Fails if the other side is gone or sends what is no job.
pub fn serve<W: Work>(
    most_memory: u64,
    mut work: impl FnMut(W::Job, &[u8], &mut dyn FnMut(W::Progress)) -> Answered<W>,
) -> io::Result<()> {
    // Where the system has no such limit, those of the readers are left.
    let most = Rlimit { current: Some(most_memory), maximum: Some(most_memory) };
    let _ = setrlimit(Resource::As, most);
    end_with_parent();
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while let Some((job, files)) = frame::read::<W::Job>(&mut input)? {
        let content = files.first().map(Vec::as_slice).unwrap_or_default();
        // A process whose caller is gone learns it when it answers.
        let mut say = |said: Said<W::Progress, W::Answer>, files: &[Vec<u8>]| {
            frame::write(&mut output, &said, files)
        };
        let (answer, files) = work(job, content, &mut |step| drop(say(Said::Progress(step), &[])));
        say(Said::Answer(answer), &files)?;
    }
    Ok(())
}

/// Ends this process soon after the one that started it, also in the middle of a job.
fn end_with_parent() {
    let parent = getppid();
    // Without the thread the process ends after its job.
    drop(thread::Builder::new().spawn(move || {
        while getppid() == parent {
            thread::sleep(Duration::from_secs(1));
        }
        std::process::exit(2);
    }));
}
