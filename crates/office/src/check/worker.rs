//! The process that checks files for another.

use super::{Answer, Job, document, ledger, look, sheet};
use rustix::process::{Resource, Rlimit, getppid, setrlimit};
use std::io::{self, BufRead, Read, StdinLock, Write};
use std::thread;
use std::time::Duration;

/// The name under which the program is started to check files; it is no command for users.
pub(crate) const NAME: &str = "check-files";

/// The most memory of a check, in bytes of addresses.
const MOST_MEMORY: u64 = 4 << 30;

/// Checks files until there are no more.
pub(crate) fn run() -> io::Result<()> {
    // Where the system has no such limit, the limits of the readers are left.
    let most = Rlimit { current: Some(MOST_MEMORY), maximum: Some(MOST_MEMORY) };
    let _ = setrlimit(Resource::As, most);
    end_with_parent();
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while let Some((job, content)) = next(&mut input)? {
        let mut say = |answer: &Answer| -> io::Result<()> {
            writeln!(output, "{}", serde_json::to_string(answer)?)?;
            output.flush()
        };
        let answer = match job {
            Job::Ledger(package) => ledger::check(&content, &package),
            Job::Open => sheet::open(&content),
            Job::Begin(begun) => sheet::begin(&begun),
            Job::Write(package) => sheet::write(&content, &package),
            Job::Look(asked) => look::look(&content, &asked),
            Job::Draw(page) => look::draw(content, page),
            // A process whose caller is gone learns it when it reads the next file.
            Job::Document => {
                document::check(&content, &mut |phase| drop(say(&Answer::Entered(phase))))
            }
        };
        say(&answer)?;
    }
    Ok(())
}

/// Returns the next file and what it is; `None` at the end.
fn next(input: &mut StdinLock<'_>) -> io::Result<Option<(Job, Vec<u8>)>> {
    let mut line = String::new();
    if input.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let (job, length): (Job, usize) = serde_json::from_str(&line)?;
    let mut content = vec![0; length];
    input.read_exact(&mut content)?;
    Ok(Some((job, content)))
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
